"""Where an order is to go and when its buyer wishes to have it. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, timedelta

import pycountry

ADDRESS_PART_CAP = 100
"""Characters of each part of an address."""
LONGEST_WISH = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class ShipTo:
    """`country`: ISO 3166-1 alpha-2."""

    name: str
    street: str
    postcode: str
    city: str
    country: str


def as_written(text: str) -> str:
    """On one line, as it can be printed: what cannot be, and every other space, is a single space."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())


def faulty_parts(ship_to: ShipTo) -> Iterator[str]:
    """The parts that are missing, or that name no country."""
    for part in fields(ship_to):
        text = getattr(ship_to, part.name)
        if not text or (part.name == "country" and not is_country(text)):
            yield part.name


def too_long_parts(ship_to: ShipTo) -> Iterator[str]:
    for part in fields(ship_to):
        if len(getattr(ship_to, part.name)) > ADDRESS_PART_CAP:
            yield part.name


def days_to_wish(today: date) -> tuple[date, date]:
    """The first and the last day that can be wished for."""
    return today, today + LONGEST_WISH


def is_country(code: str) -> bool:
    return pycountry.countries.get(alpha_2=code) is not None
