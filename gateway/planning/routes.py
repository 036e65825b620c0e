"""Ways from a state into the other subgraphs of its type, by key.

A cheapest-first search: what is entered already gives the keys for what is entered next, so a key may be collected from
several subgraphs and a way may have several hops. Each (type, state) is searched once per plan, in polynomial time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from gateway.model.operation import Selection
from gateway.planning.cost import Cost
from gateway.planning.states import State, States
from gateway.supergraph import Key
from gateway.supergraph.collect import collect

FieldCost = Callable[[State, str, tuple[Selection, ...]], Cost]


class Hop(NamedTuple):
    """How to enter a subgraph: with which key, and what it costs to have what is sent."""

    key: Key
    cost: Cost


class Routes:
    """The cheapest hops of each state; `field_cost` says what a local field costs with everything below it."""

    def __init__(self, states: States, field_cost: FieldCost) -> None:
        self._states = states
        self._field_cost = field_cost
        self._known: dict[tuple[str, State], Mapping[str, Hop]] = {}

    def into(self, type_name: str, state: State, subgraph: str) -> Hop | None:
        """The hop into a subgraph, which may be the state's own (to come back with a requirement)."""
        return self.from_state(type_name, state).get(subgraph)

    def from_state(self, type_name: str, state: State) -> Mapping[str, Hop]:
        memo = (type_name, state)
        known = self._known.get(memo)
        if known is None:
            # A key that nests its own type asks for the routes being searched: it finds none yet, and the circle ends.
            self._known[memo] = {}
            known = self._known[memo] = self._search(type_name, state)
        return known

    def _search(self, type_name: str, state: State) -> dict[str, Hop]:
        held: dict[State, Cost] = {state: Cost()}
        routes: dict[str, Hop] = {}
        homes = self._states.supergraph.types[type_name]
        while True:
            found: tuple[str, Hop] | None = None
            for subgraph in homes:
                if subgraph == state.subgraph or subgraph in routes:
                    continue
                hop = self._entry(type_name, subgraph, held)
                if hop is not None and (found is None or hop.cost.total < found[1].cost.total):
                    found = subgraph, hop
            if found is None:
                break
            subgraph, hop = found
            routes[subgraph] = hop
            held[State(type_name, subgraph)] = entered(hop.cost, subgraph)
        back = self._entry(type_name, state.subgraph, held)
        if back is not None:
            routes[state.subgraph] = back
        return routes

    def _entry(self, type_name: str, subgraph: str, held: Mapping[State, Cost]) -> Hop | None:
        best: Hop | None = None
        for key in self._states.supergraph.types[type_name][subgraph].keys:
            cost = self._key_cost(type_name, key, held) if key.resolvable else None
            if cost is not None and (best is None or cost.total < best.cost.total):
                best = Hop(key, cost)
        return best

    def _key_cost(self, type_name: str, key: Key, held: Mapping[State, Cost]) -> Cost | None:
        """The cheapest way to have all fields of a key, each from one of the states that are held."""
        total = Cost()
        for one in collect(key.selections, type_name):
            best: Cost | None = None
            for state, cost in held.items():
                if not self._states.is_local(state, one.name):
                    continue
                reached = total + cost + self._field_cost(state, one.name, one.selections)
                if not reached.missing and (best is None or reached.total < best.total):
                    best = reached
            if best is None:
                return None
            total = best
        return total


def entered(cost: Cost, subgraph: str) -> Cost:
    """The cost of holding an object in a subgraph, given what it costs to have the representation."""
    return cost + Cost(frozenset([subgraph]), stages=cost.stages + 1)
