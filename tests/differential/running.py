"""Runs cases and compares: the gateway's answer must be the answer of one service over the same world."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import pytest

from gateway.errors import ClientError
from gateway.planning import plan
from tests.differential.faults import Fault
from tests.kit.random_federation.cases import OPERATIONS, Case, answered, case, drawn, expected
from tests.kit.random_federation.features import FEATURES, features

WRONG = (AssertionError, ClientError, LookupError, TypeError, ValueError, AttributeError)
"""What planner and executors may raise when they are wrong; it is reported as a difference, never passed over."""


@dataclass(slots=True)
class Tally:
    """What a run has seen. `differences` are the seeds of cases that failed, with what went wrong."""

    cases: int = 0
    federations: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    fetches: Counter[int] = field(default_factory=Counter)
    features: Counter[str] = field(default_factory=Counter)
    ways: Counter[str] = field(default_factory=Counter)
    differences: dict[int, str] = field(default_factory=dict)

    def share(self, count: int) -> float:
        return count / max(self.cases, 1)

    @property
    def with_three_fetches(self) -> float:
        return self.share(sum(count for number, count in self.fetches.items() if number >= 3))

    @property
    def refused_share(self) -> float:
        refused = sum(self.refused.values())
        return refused / max(refused + self.federations, 1)

    def text(self) -> str:
        """The counts as people read them."""
        refused = ", ".join(f"{code} {count}" for code, count in self.refused.most_common())
        lines = [
            f"{self.cases} operations on {self.federations} federations, {len(self.differences)} differences",
            f"refused by composition: {self.refused_share:.1%} of the federations drawn ({refused or 'none'})",
            f"3 or more fetches: {self.with_three_fetches:.1%}; fetches: {_counts(self.fetches)}",
        ]
        lines += [f"  {name}: {self.share(self.features[name]):.1%}" for name in FEATURES]
        lines.append(f"the fast way: {self.share(self.ways['']):.1%}")
        lines += [f"  not, {reason}: {count}" for reason, count in self.ways.most_common() if reason]
        return "\n".join(lines)


async def run_cases(seeds: Iterable[int], most_differences: int = 10) -> Tally:
    """Runs the cases of these seeds; ends early when enough of them differ."""
    tally = Tally()
    numbers: set[int] = set()
    for seed in seeds:
        number = seed // OPERATIONS
        if number not in numbers:
            numbers.add(number)
            tally.federations += 1
            tally.refused.update(reason.split(":")[0] for reason in drawn(number).refused)
        one = case(seed)
        tally.cases += 1
        problem = await difference(one)
        if problem is not None:
            tally.differences[seed] = problem
            if len(tally.differences) >= most_differences:
                break
            continue
        found = plan(one.federation.supergraph, one.federation.normalized(one.query))
        tally.fetches[len(found.fetches)] += 1
        tally.features.update(features(one.federation.supergraph, found))
        tally.ways[one.federation.way or ""] += 1
    return tally


async def difference(one: Case) -> str | None:
    """What is wrong with the gateway's answer; None when nothing is."""
    wanted = expected(one)
    try:
        got = await answered(one)
    except WRONG as problem:
        return f"{type(problem).__name__}: {problem}"
    return None if got == wanted else f"{_first_difference(got, wanted)}"


def _first_difference(got: object, wanted: object, place: str = "data") -> str:
    if isinstance(got, dict) and isinstance(wanted, dict) and got.keys() == wanted.keys():
        name = next(one for one in wanted if got[one] != wanted[one])
        return _first_difference(got[name], wanted[name], f"{place}.{name}")
    if isinstance(got, list) and isinstance(wanted, list) and len(got) == len(wanted):
        index = next(index for index, one in enumerate(wanted) if got[index] != one)
        return _first_difference(got[index], wanted[index], f"{place}.{index}")
    return f"{place} is {got!r}, one service answers {wanted!r}"


def _counts(counter: Counter[int]) -> str:
    return ", ".join(f"{number}: {count}" for number, count in sorted(counter.items()))


async def first_sight(fault: Fault, seeds: Iterable[int]) -> int | None:
    """The first of these cases that goes wrong with the fault and is right without it."""
    for seed in seeds:
        one = case(seed)
        with pytest.MonkeyPatch.context() as patch:
            fault.plant(patch)
            wrong = await difference(one)
        if wrong is not None and await difference(one) is None:
            return seed
    return None
