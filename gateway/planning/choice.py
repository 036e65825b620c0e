"""Chooses for the fields at one place which subgraph answers each, by cost.

Labels below a place are independent of each other, so each is computed once; at the place itself the fields share hops,
which a branch-and-bound search weighs up within a node budget. Its first descent is the greedy answer, so there is
always one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from gateway.model.operation import Argument, Field, Selection
from gateway.planning.cost import Cost
from gateway.planning.expansion import expand, fetchable, split_by_type
from gateway.planning.routes import Hop, Routes, entered
from gateway.planning.states import State, States
from gateway.supergraph.collect import collect

NODE_BUDGET = 2_000
HERE = ""
"""The target of a field that the state at hand answers itself."""

Active = frozenset[tuple[str, ...]]
"""What is being worked out further up: ("key", type, subgraph) or ("requires", type, subgraph, field, arguments)."""


class Item(NamedTuple):
    """A field to resolve; `excluded` are subgraphs that have already given what they can of it."""

    field: Field
    excluded: frozenset[str] = frozenset()


class Choice(NamedTuple):
    """Per item the subgraph that answers it, `HERE`, or None when no subgraph can from this place."""

    targets: tuple[str | None, ...]
    cost: Cost


class Option(NamedTuple):
    """One way to get a field: from `HERE`, from a subgraph, or from nobody."""

    target: str | None
    cost: Cost


class Decision(NamedTuple):
    """What was chosen for an object of a type in the hands of a subgraph (None: the root), and among what per item."""

    type_name: str
    subgraph: str | None
    items: tuple[Item, ...]
    choice: Choice
    options: tuple[tuple[Option, ...], ...]


@dataclass(slots=True)
class _Search:
    """One branch-and-bound search over groups of items that have the same options."""

    groups: list[tuple[list[int], tuple[Option, ...]]]
    budget: int = NODE_BUDGET
    best: tuple[Cost, tuple[Option, ...]] | None = None
    path: list[Option] = field(default_factory=list)

    def run(self, at: int, cost: Cost) -> None:
        if self.best is not None and (self.budget <= 0 or cost.total >= self.best[0].total):
            return
        self.budget -= 1
        if at == len(self.groups):
            self.best = (cost, tuple(self.path))
            return
        steps = sorted(((cost + option.cost, option) for option in self.groups[at][1]), key=lambda one: one[0].total)
        for reached, option in steps:
            self.path.append(option)
            self.run(at + 1, reached)
            self.path.pop()


_Memo = tuple[str, State | None, tuple[tuple[int, frozenset[str]], ...], Active]
"""Type and state at hand, the fields by identity with what has been tried for each, and what is being worked out."""


class Chooser:
    """Costs and choices for one plan; everything computed is remembered until the plan is made."""

    def __init__(self, states: States) -> None:
        self.states = states
        self.routes = Routes(states, lambda state, name, below: self.cost_below(state, name, below, frozenset()))
        self._decisions: dict[_Memo, Decision] = {}
        self._costs: dict[object, tuple[object, Cost]] = {}

    def choose(self, type_name: str, state: State | None, items: Sequence[Item], active: Active) -> Choice:
        """The cheapest targets for the items of an object at hand in `state`; None is the root, held nowhere yet."""
        memo = (type_name, state, tuple((id(one.field), one.excluded) for one in items), active)
        known = self._decisions.get(memo)
        if known is None:
            subgraph = None if state is None else state.subgraph
            choice, options = self._choose(type_name, state, items, active)
            known = self._decisions[memo] = Decision(type_name, subgraph, tuple(items), choice, options)
        return known.choice

    def decisions(self) -> Iterator[Decision]:
        """In the order in which they were asked for."""
        return (one for one in self._decisions.values() if one.items)

    def hop(
        self, type_name: str, state: State, subgraph: str, name: str, arguments: tuple[Argument, ...], active: Active
    ) -> Hop | None:
        """The cheapest way into a subgraph that answers this field, requirements included; None if there is none."""
        way = self.routes.into(type_name, state, subgraph)
        if way is None or any(key_step(type_name, one) in active for one in (subgraph, *way.cost.hops)):
            return None
        requires = self.states.supergraph.types[type_name][subgraph].fields[name].requires
        if not requires:  # values of contexts come from above and cost nothing here
            return Hop(way.key, entered(way.cost, subgraph))
        step = requires_step(type_name, subgraph, name, arguments)
        if step in active:
            return None
        needed = way.cost + self._cost_at(state, collect(requires, type_name), active | {step})
        if needed.missing:
            return None
        # Only when what is required comes later than the key is it another fetch than the one that needs the key alone.
        waits = needed.stages > way.cost.stages
        return Hop(way.key, entered(needed, f"{subgraph}!{needed.stages + 1}" if waits else subgraph))

    def cost_below(self, state: State, name: str, selections: tuple[Selection, ...], active: Active) -> Cost:
        """The cost of taking a field in a state that answers it, everything below included."""
        if not selections:
            return Cost(fields=1)
        below = self.states.below(state, name)
        memo = (below, id(selections), active)
        known = self._costs.get(memo)
        if known is None:
            cost = self._cost_at(below, selections, active).lowered()
            known = self._costs[memo] = (selections, cost)
        return known[1] + Cost(fields=1)

    def keeps(self, state: State, one: Field, active: Active = frozenset()) -> bool:
        """Whether a field of an abstract state finds everything below it without going back to this place."""
        return not self.cost_below(state, one.name, one.selections, active).missing

    def knowing(self, state: State, typed: tuple[Selection, ...], active: Active) -> tuple[str, Hop] | None:
        """The cheapest subgraph to enter from an interface object that knows what the objects really are."""
        type_name = state.type_name
        homes = self.states.supergraph.types[type_name]
        best: tuple[Cost, str, Hop] | None = None
        for subgraph, way in self.routes.from_state(type_name, state).items():
            if homes[subgraph].is_interface_object or not homes[subgraph].possible:
                continue
            if any(key_step(type_name, one) in active for one in (subgraph, *way.cost.hops)):
                continue
            hop = entered(way.cost, subgraph)
            entered_state = State(type_name, subgraph)
            below = self._cost_at(entered_state, typed, active | {key_step(type_name, subgraph)}).lowered()
            cost = hop + Cost(below=below.below, stages=hop.stages + below.stages, missing=below.missing)
            if best is None or (cost.total, subgraph) < (best[0].total, best[1]):
                best = cost, subgraph, Hop(way.key, cost)
        return None if best is None else best[1:]

    def lacking(self, state: State, fields: tuple[Field, ...], active: Active) -> tuple[Field, ...]:
        """Those fields of an interface object that can be had only of what it really is."""
        if not self.states.is_interface_object(state):
            return ()
        targets = self.choose(state.type_name, state, [Item(one) for one in fields], active).targets
        return tuple(one for one, target in zip(fields, targets, strict=True) if target is None)

    def _cost_at(self, state: State, selections: tuple[Selection, ...], active: Active) -> Cost:
        if self.states.is_interface_object(state):
            real = split_by_type(selections)
            lacking = self.lacking(state, real.plain, active)
            cost = self._cost_of(state, tuple(one for one in real.plain if one not in lacking), active)
            typed = real.typed + lacking
            if typed:
                way = self.knowing(state, typed, active)
                cost += Cost(missing=1) if way is None else way[1].cost
            return cost
        if state.type_name in self.states.possible(state):
            return self._cost_of(state, fetchable(collect(selections, state.type_name)), active)
        expansion = expand(self.states, state, selections, lambda one: self.keeps(state, one, active))
        cost = Cost(missing=len(expansion.lost))
        for one in expansion.kept:
            cost += self.cost_below(state, one.name, one.selections, active)
        for type_name, fields in expansion.by_type.items():
            cost += self._cost_of(self.states.narrowed(state, type_name), fields, active).lowered()
        return cost

    def _cost_of(self, state: State, fields: tuple[Field, ...], active: Active) -> Cost:
        return self.choose(state.type_name, state, [Item(one) for one in fields], active).cost

    def _choose(
        self, type_name: str, state: State | None, items: Sequence[Item], active: Active
    ) -> tuple[Choice, tuple[tuple[Option, ...], ...]]:
        groups: dict[object, tuple[list[int], tuple[Option, ...]]] = {}
        considered: list[tuple[Option, ...]] = []
        for index, item in enumerate(items):
            options = tuple(self._options(type_name, state, item, active)) or (Option(None, Cost(missing=1)),)
            considered.append(options)
            # Leaves that can be had at the same places go together; what costs fetches further down is weighed alone.
            alone = any(one.cost.below or one.cost.missing for one in options)
            group: object = index if alone else tuple((one.target, one.cost.hops) for one in options)
            known = groups.get(group)
            if known is None:
                groups[group] = ([index], options)
            else:
                known[0].append(index)
        search = _Search(list(groups.values()))
        search.run(0, Cost())
        if search.best is None:
            raise AssertionError("the first descent always ends")
        cost, chosen = search.best
        targets: list[str | None] = [None] * len(items)
        for (indexes, _), option in zip(search.groups, chosen, strict=True):
            for index in indexes:
                targets[index] = option.target
        return Choice(tuple(targets), cost), tuple(considered)

    def _options(self, type_name: str, state: State | None, item: Item, active: Active) -> Iterator[Option]:
        one = item.field
        if state is not None and state.subgraph not in item.excluded and self.states.is_local(state, one.name):
            here = Option(HERE, self.cost_below(state, one.name, one.selections, active))
            yield here
            if not here.cost.below and not here.cost.missing:
                return
        for subgraph, known in self.states.supergraph.types[type_name].items():
            found = known.fields.get(one.name)
            if found is None or found.external or subgraph in item.excluded:
                continue
            if state is None:
                hop_cost = Cost(frozenset([subgraph]), stages=1)
            else:
                if subgraph == state.subgraph and not found.needs_entry:
                    continue
                hop = self.hop(type_name, state, subgraph, one.name, one.arguments, active)
                if hop is None:
                    continue
                hop_cost = hop.cost
            below = self._cost_entered(State(type_name, subgraph), one, active)
            yield Option(
                subgraph,
                hop_cost + Cost(frozenset(), below.below, hop_cost.stages + below.stages, below.fields, below.missing),
            )

    def _cost_entered(self, state: State, one: Field, active: Active) -> Cost:
        """What a field costs in a subgraph that was entered for it: an interface may have to be expanded there."""
        if self.states.is_interface_object(state) or state.type_name in self.states.possible(state):
            return self.cost_below(state, one.name, one.selections, active)
        return self._cost_at(state, (one,), active).lowered()


def key_step(type_name: str, subgraph: str) -> tuple[str, ...]:
    return ("key", type_name, subgraph)


def requires_step(type_name: str, subgraph: str, name: str, arguments: tuple[Argument, ...]) -> tuple[str, ...]:
    return ("requires", type_name, subgraph, name, *(f"{one.name}:{one.value}" for one in arguments))
