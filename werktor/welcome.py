"""What `werktor up` says when everything runs: where to look and how to sign in."""

from __future__ import annotations

from werktor.settings import Settings

SHOWN = {
    "private@demo.example": "a private buyer in Austria",
    "firm@demo.example": "a joiner's firm",
    "dealer@demo.example": "the buyer of a dealer",
    "dealer2@demo.example": "another dealer with other conditions",
    "requester@demo.example": "a colleague who requests, and sees no price",
    "warehouse@demo.example": "the dealer's warehouse: stock, no prices",
    "plus@demo.example": "a dealer of the higher tier in Austria",
    "sales@demo.example": "our own sales",
    "finance@demo.example": "our own finance",
    "admin@demo.example": "the administrator: who sees what, under Policies",
}


def welcome(settings: Settings) -> str:
    address = f"http://{settings.host}:{settings.port}"
    people = "\n".join(f"    {email:<24} {who}" for email, who in SHOWN.items())
    return f"""
  Shop       {address}
  GraphQL    {address}/graphql
  Explore    {address}/graphiql

  Sign in with the password demo as
{people}
"""
