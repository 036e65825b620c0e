"""Which fetches must be done before something can be told.

A field waits for every fetch that may bring it, whatever the type of its object, and for all that those come after. An
object at an abstract place waits for whoever says what it is, as nothing in it can be told before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLInterfaceType, GraphQLSchema, GraphQLUnionType

from gateway.execution.deferring.groups import Groups
from gateway.model.guard import ALWAYS
from gateway.model.operation import Fragment, Selection
from gateway.model.plan import FetchField, FetchSelection, Plan

_Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Waits:
    """The ids of fetches: for what is told `at_once`, and for each deferral with what stands around it."""

    at_once: frozenset[int]
    of: Mapping[int, frozenset[int]]


def waits(plan: Plan, schema: GraphQLSchema, groups: Groups, variables: Mapping[str, Any]) -> Waits:
    """What nobody needs is waited for at once: it is there for a reason."""
    asked = _Asked(plan, schema, groups, variables)
    asked.walk(plan.operation.selections, ())
    before = _before(plan)

    def closed(fetches: Iterable[int]) -> frozenset[int]:
        return frozenset(one for fetch in fetches for one in before[fetch])

    wanted = {deferral: closed(fetches) for deferral, fetches in asked.wanted.items()}
    idle = frozenset(before).difference(*wanted.values())
    at_once = wanted.get(None, frozenset()) | closed(idle)
    of: dict[int, frozenset[int]] = {}
    for one in groups.holding():
        around = groups.around(one.id)
        of[one.id] = wanted.get(one.id, frozenset()) | (at_once if around is None else of[around])
    return Waits(at_once, of)


def gainless(found: Waits, groups: Groups) -> frozenset[int]:
    """The deferrals that come no later than what stands around them."""
    result = set()
    for one in groups.holding():
        around = groups.around(one.id)
        if found.of[one.id] == (found.at_once if around is None else found.of[around]):
            result.add(one.id)
    return frozenset(result)


def _before(plan: Plan) -> dict[int, frozenset[int]]:
    """Each fetch with all that it comes after, directly or not."""
    found: dict[int, frozenset[int]] = {}
    for fetch in plan.fetches:
        found[fetch.id] = frozenset([fetch.id]).union(*(found[one] for one in fetch.after))
    return found


class _Asked:
    """Finds for each deferral the fetches that bring what is asked for in it."""

    def __init__(self, plan: Plan, schema: GraphQLSchema, groups: Groups, variables: Mapping[str, Any]) -> None:
        self.wanted: dict[int | None, set[int]] = defaultdict(set)
        self._schema = schema
        self._groups = groups
        self._variables = variables
        self._brought: dict[_Keys, set[int]] = defaultdict(set)
        for fetch in plan.fetches:
            self._bring(fetch.id, fetch.selections, ())
            for call in fetch.calls:
                for path in call.paths:
                    place = tuple(step.key for step in path if step.key)
                    is_known = bool(path) and path[-1].types is not None
                    self._bring(fetch.id, call.selections, place, is_known=is_known)

    def _bring(self, fetch: int, selections: Iterable[FetchSelection], place: _Keys, *, is_known: bool = False) -> None:
        """`is_known`: the objects at the place were chosen by their type, so that nobody waits to be told it."""
        for one in selections:
            if not isinstance(one, FetchField):
                self._bring(fetch, one.selections, place, is_known=is_known)
            elif not (is_known and one.name == "__typename"):
                keys = (*place, one.rename or one.key)
                self._brought[keys].add(fetch)
                self._bring(fetch, one.selections, keys)

    def walk(self, selections: Iterable[Selection], place: _Keys) -> None:
        for one in selections:
            if isinstance(one, Fragment):
                self.walk(one.selections, place)
                continue
            if not one.guard.holds(self._variables):
                continue
            keys = (*place, one.key)
            fetches = self._brought.get(keys, set()) if not one.hidden else set()
            kind = self._schema.type_map.get(one.type_name)
            if isinstance(kind, GraphQLInterfaceType | GraphQLUnionType):
                fetches = fetches | self._brought.get((*keys, "__typename"), set())
            for deferral in self._groups.asked_in(one.deferrable or ((ALWAYS, None),)):
                self.wanted[deferral] |= fetches
            self.walk(one.selections, keys)
