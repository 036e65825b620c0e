"""Names several audiences together in as few words as a person needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from gateway.visibility.known_audiences import KnownAudience

FEW = 2
"""So many exceptions are named in place of those that are meant."""

UNKNOWN: Mapping[str, tuple[str, ...]] = MappingProxyType({})


def titles(audiences: Iterable[KnownAudience], functions: Mapping[str, tuple[str, ...]] = UNKNOWN) -> str:
    """`visitor; dealer, dealer_plus: buyer, reader, machines till`: companies with the same parts are told together.

    Where all `functions` of a company are known, most of them are `all but accountant`. Machines are always named.
    """
    held: dict[str, tuple[list[str], list[str]]] = {}
    for one in audiences:
        held.setdefault(one.company, ([], []))[bool(one.viewer.machine)].append(one.part)
    companies: dict[str, list[str]] = {}
    for company, (people, machines) in held.items():
        companies.setdefault(_told(people, machines, functions.get(company, ())), []).append(company)
    return "; ".join(f"{', '.join(names)}{told}" for told, names in companies.items())


def functions_of_companies(audiences: Iterable[KnownAudience]) -> Mapping[str, tuple[str, ...]]:
    """What people of each company may hold; empty text for those who hold the function `all`."""
    found: dict[str, tuple[str, ...]] = {}
    for one in audiences:
        if not one.viewer.machine:
            found[one.company] = (*found.get(one.company, ()), one.part)
    return found


def _told(people: list[str], machines: list[str], functions: tuple[str, ...]) -> str:
    if people == [""] and not machines:
        return ""
    said = [_people(people, functions)] if people else []
    if machines:
        said.append(f"{'machines ' if people else ''}{', '.join(machines)}")
    return f": {', '.join(said)}"


def _people(people: list[str], functions: tuple[str, ...]) -> str:
    others = [one for one in functions if one not in people]
    if len(people) > FEW >= len(others) and functions:
        return f"all but {', '.join(map(_named, others))}" if others else "every function"
    return ", ".join(map(_named, people))


def _named(part: str) -> str:
    return part or "without a function"
