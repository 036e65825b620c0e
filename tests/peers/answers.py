"""What is asked of every gateway, by whom; and where two answers differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.kit.contract_inputs import MUTATIONS, QUERIES, WITHOUT_KEY
from tests.kit.house import Person

ASKERS = (*(Person(name) for name in ("dealer", "plus", "firm", "private")), Person("sales", "eisen-vogt"))
"""Those who buy, and one who looks at what a customer bought."""

MADE_ANEW = re.compile(r"[0-9a-f]{32}")
"""The identity of something that a mutation made, another one in each world."""


@dataclass(frozen=True)
class Asked:
    document: str
    who: Person
    variables: Mapping[str, Any]

    is_mutation: bool = False

    @property
    def label(self) -> str:
        return self.who.name if self.who.looks_at is None else f"{self.who.name}, {self.who.looks_at}"


def queries() -> Iterator[Asked]:
    for name, inputs in sorted(QUERIES.items()):
        for who in ASKERS:
            for variables in inputs:
                yield Asked(name, who, variables)


def mutations() -> Iterator[Asked]:
    """Each by one who may: a dealer, where dealers may."""
    for name, mutation in sorted(MUTATIONS.items()):
        who = "dealer" if "dealer" in mutation.who else min(mutation.who)
        key = {} if name in WITHOUT_KEY else {"key": "compared"}
        yield Asked(name, Person(who), {"input": {**mutation.given, **key}}, is_mutation=True)


def difference(ours: Mapping[str, Any], theirs: Mapping[str, Any], *, made_anew: bool) -> str | None:
    """The first place where the data of two answers differ; None when they are equal and neither has errors.

    `made_anew`: identities made while answering differ and count as equal.
    """
    for name, answer in (("ours", ours), ("theirs", theirs)):
        if answer.get("errors") or not answer.get("data"):
            return f"{name} has errors: {str(answer)[:500]}"
    return _difference(ours["data"], theirs["data"], "data", made_anew)


def _difference(ours: Any, theirs: Any, place: str, made_anew: bool) -> str | None:
    if isinstance(ours, dict) and isinstance(theirs, dict) and ours.keys() == theirs.keys():
        pairs = [(key, ours[key], theirs[key]) for key in ours]
    elif isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        pairs = [(str(index), *both) for index, both in enumerate(zip(ours, theirs, strict=True))]
    elif (ours == theirs and type(ours) is type(theirs)) or (made_anew and _are_made_anew(ours, theirs)):
        return None
    else:
        return f"{place}: {ours!r} / {theirs!r}"[:500]
    found = (_difference(one, other, f"{place}.{key}", made_anew) for key, one, other in pairs)
    return next((one for one in found if one is not None), None)


def _are_made_anew(ours: Any, theirs: Any) -> bool:
    return all(isinstance(one, str) and MADE_ANEW.fullmatch(one) for one in (ours, theirs))
