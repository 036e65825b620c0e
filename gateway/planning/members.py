"""Holds back members of unions and interfaces that are not sure on a path.

Subgraphs may know an abstract type with different members. While several of them can still serve a path, only the
members that are common to all of them may be asked for; where a path forces a subgraph, that one's own members may.
Which subgraphs those are follows from the path alone, before any cost. What is held back is not fetched and answers
null; fields of the abstract type itself are asked of every member.
"""

from __future__ import annotations

from dataclasses import replace

from gateway.model.operation import Field, Fragment, Operation, Selection
from gateway.planning.routes import Routes
from gateway.planning.states import State, States
from gateway.supergraph import Supergraph

Holders = frozenset[State]
"""The states in which an object of a path can be held, whatever is chosen later."""


def sure_selections(states: States, routes: Routes, operation: Operation) -> tuple[Selection, ...]:
    """The selections of an operation without guards on members that the subgraphs of their path do not share."""
    supergraph = states.supergraph
    if not _has_partial_types(supergraph):
        return operation.selections
    roots = frozenset(State(operation.root_type, subgraph) for subgraph in supergraph.types[operation.root_type])
    return _Paths(states, routes).restricted(operation.selections, roots, frozenset([operation.root_type]))


def _has_partial_types(supergraph: Supergraph) -> bool:
    return any(
        len({one.possible for one in known.values() if not one.is_interface_object}) > 1
        for name, known in supergraph.types.items()
        if supergraph.is_abstract(name)
    )


class _Paths:
    """Walks the paths of one operation."""

    def __init__(self, states: States, routes: Routes) -> None:
        self.states = states
        self.routes = routes
        self._known: dict[tuple[Holders, str, str], Holders] = {}

    def restricted(
        self, selections: tuple[Selection, ...], holders: Holders, types: frozenset[str]
    ) -> tuple[Selection, ...]:
        """What may be asked of objects of these `types`; guards that leave none of them are dropped."""
        result: list[Selection] = []
        for one in selections:
            if isinstance(one, Fragment):
                left = one.types & types
                inner = self.restricted(one.selections, holders, left)
                if inner:
                    result.append(Fragment(one.type_name, left, inner))
            elif one.selections and not one.name.startswith("__"):
                result.append(self._field(one, holders, types))
            else:
                result.append(one)
        return tuple(result)

    def _field(self, one: Field, holders: Holders, types: frozenset[str]) -> Field:
        below: Holders = frozenset()
        sure: frozenset[str] = frozenset()
        for type_name in types:
            found = self._serving(holders, type_name, one.name)
            below |= found
            if found:
                sure |= frozenset.intersection(*(self._members(state) for state in found))
        if not below:  # planning says what cannot be answered
            return one
        return replace(one, selections=self.restricted(one.selections, below, sure))

    def _serving(self, holders: Holders, type_name: str, name: str) -> Holders:
        """The states of a field's value in the subgraphs that can answer it on this path."""
        memo = (holders, type_name, name)
        known = self._known.get(memo)
        if known is None:
            known = self._known[memo] = frozenset(self._values(holders, type_name, name))
        return known

    def _values(self, holders: Holders, type_name: str, name: str) -> list[State]:
        here = [self._at(one, type_name) for one in holders if type_name in self._members(one)]
        found = [self.states.below(one, name) for one in here if self.states.is_local(one, name)]
        for subgraph, known in self.states.supergraph.types[type_name].items():
            field = known.fields.get(name)
            if field is None or field.external:
                continue
            if any(self.routes.into(type_name, one, subgraph) is not None for one in here):
                found.append(self.states.below(State(type_name, subgraph), name))
        return found

    def _at(self, state: State, type_name: str) -> State:
        return state if self.states.is_interface_object(state) else self.states.narrowed(state, type_name)

    def _members(self, state: State) -> frozenset[str]:
        """The object types a value may have; an interface object may turn out to be any of them."""
        if self.states.is_interface_object(state):
            return self.states.supergraph.possible[state.type_name]
        return self.states.possible(state)
