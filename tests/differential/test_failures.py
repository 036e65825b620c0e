"""Whatever fails in subgraphs, what they have no part in is answered, and everything that is lost has its error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

from gateway.execution import compile_plan
from gateway.model.plan import FetchField, FetchSelection, Plan
from gateway.model.request import Answer
from gateway.planning import plan
from tests.kit.both_executors import run_both
from tests.kit.failing_subgraphs import Failing
from tests.kit.lost_leaves import Place, explains, first_loss, leaves, without_indices
from tests.kit.random_federation.cases import Case, answered, case

CASES = 800
CHANCE = 0.25

Keys = tuple[str, ...]
"""A response path without list indices."""


async def test_what_no_failed_subgraph_feeds_is_answered_and_what_is_lost_has_an_error() -> None:
    seen: Counter[str] = Counter()
    for seed in range(CASES):
        one = case(seed)
        whole = await answered(one)
        found = plan(one.federation.supergraph, one.federation.normalized(one.query))
        answer, failed = await _with_failures(one, found, seed)
        problem = _problem(found, failed, whole, answer)
        assert problem is None, f"seed {seed}: {problem}\n{one.query}\nfailed: {failed}\nerrors: {answer.errors}"
        seen["failed"] += bool(failed)
        seen["lost"] += answer.data != whole
        seen["partly"] += answer.data not in (whole, None) and bool(answer.errors)
    assert seen["failed"] > CASES / 3, seen
    assert seen["lost"] > CASES / 4, seen
    assert seen["partly"] > CASES / 10, seen


async def _with_failures(one: Case, found: Plan, seed: int) -> tuple[Answer, list[str]]:
    """The answer by both executors, and the operation names of the requests that failed."""
    random = Random(seed)
    one.data.log.clear()
    request = one.federation.request(one.variables)
    failing = {name: Failing(subgraph, random, CHANCE) for name, subgraph in request.transports.items()}
    executable = compile_plan(found, one.federation.supergraph, None)
    answer, _ = await run_both(executable, replace(request, transports=failing))
    return answer, [name for each in failing.values() for name in each.failed]


def _problem(found: Plan, failed: list[str], whole: Any, answer: Answer) -> str | None:
    touched = _touched(found, {int(name.rpartition("__")[2]) for name in failed})
    errors = [tuple(error.get("path", ())) for error in answer.errors]
    for place, value in leaves(whole, ()):
        lost = first_loss(answer.data, place, value)
        if lost is None:
            continue
        explained = [path for path in errors if explains(path, lost)]
        if not explained:
            return f"{place} is lost at {lost} and no error says why"
        keys = without_indices(place)
        if not any(keys[: len(one)] == one for one in touched) and not any(
            len(path) > len(lost) or _is_touched(path, touched) for path in explained
        ):
            return f"{place} is lost, which no failed subgraph feeds"
    return None


def _touched(found: Plan, failed: set[int]) -> set[Keys]:
    """The response paths that failed fetches bring, or those that come after them."""
    bad = set(failed)
    for fetch in found.fetches:
        if bad.intersection(fetch.after):
            bad.add(fetch.id)
    paths: set[Keys] = set()
    for fetch in found.fetches:
        if fetch.id in bad:
            paths.update(_brought(fetch.selections, ()))
            for call in fetch.calls:
                for path in call.paths:
                    paths.update(_brought(call.selections, tuple(step.key for step in path if step.key)))
    return paths


def _brought(selections: tuple[FetchSelection, ...], at: Keys) -> Iterator[Keys]:
    for one in selections:
        if isinstance(one, FetchField):
            below = (*at, one.rename or one.key)
            yield below
            yield from _brought(one.selections, below)
        else:
            yield from _brought(one.selections, at)


def _is_touched(path: Place, touched: set[Keys]) -> bool:
    keys = without_indices(path)
    return any(one[: len(keys)] == keys or keys[: len(one)] == one for one in touched)
