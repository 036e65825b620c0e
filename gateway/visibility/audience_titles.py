"""Names several audiences together in as few words as a person needs."""

from __future__ import annotations

from collections.abc import Iterable

from gateway.visibility.known_audiences import KnownAudience


def titles(audiences: Iterable[KnownAudience]) -> str:
    """`visitor; dealer, dealer_plus: buyer, reader`: companies with the same parts are told together."""
    parts: dict[str, list[str]] = {}
    for one in audiences:
        parts.setdefault(one.company, []).append(one.part)
    companies: dict[tuple[str, ...], list[str]] = {}
    for company, held in parts.items():
        companies.setdefault(tuple(held), []).append(company)
    return "; ".join(_told(", ".join(names), held) for held, names in companies.items())


def _told(companies: str, parts: tuple[str, ...]) -> str:
    named = ", ".join(part for part in parts if part)
    if not named:
        return companies
    return f"{companies}: {named}" if "" not in parts else f"{companies}; {companies}: {named}"
