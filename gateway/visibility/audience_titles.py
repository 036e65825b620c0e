"""Names several audiences together in as few words as a person needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from gateway.visibility.known_audiences import KnownAudience

FEW = 2
"""So many exceptions are named in place of those that are meant."""

UNKNOWN: Mapping[str, tuple[str, ...]] = MappingProxyType({})


def titles(audiences: Iterable[KnownAudience], parts: Mapping[str, tuple[str, ...]] = UNKNOWN) -> str:
    """`visitor; dealer, dealer_plus: buyer, reader`: companies with the same parts are told together.

    Where all `parts` that a company has are known: `dealer` for all of them, `dealer: all but accountant` for most.
    """
    held: dict[str, list[str]] = {}
    for one in audiences:
        held.setdefault(one.company, []).append(one.part)
    companies: dict[str, list[str]] = {}
    for company, these in held.items():
        companies.setdefault(_told(these, parts.get(company, ())), []).append(company)
    return "; ".join(f"{', '.join(names)}{told}" for told, names in companies.items())


def parts_of_companies(audiences: Iterable[KnownAudience]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for one in audiences:
        found[one.company] = (*found.get(one.company, ()), one.part)
    return found


def _told(held: list[str], all_parts: tuple[str, ...]) -> str:
    others = [part for part in all_parts if part not in held]
    if not any(held) or (all_parts and not others):
        return ""
    if others and len(others) <= FEW < len(held):
        return f": all but {', '.join(part or 'those without a function' for part in others)}"
    return f": {', '.join(part or 'without a function' for part in held)}"
