"""Walks the selections with the choices made and drafts the fetches.

Resolving a place takes its fields from the state at hand, enters other subgraphs by a key for the rest, and hands
upwards what no subgraph can give from here: a value type has no key, so its parent is then held in a further subgraph.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from gateway.errors import ClientError
from gateway.model.guard import ALWAYS, Guard
from gateway.model.operation import Field, Fragment, Operation, OperationKind, Selection
from gateway.model.plan import Need
from gateway.planning.choice import HERE, Active, Chooser, Item, key_step, requires_step
from gateway.planning.expansion import asks_for_type, expand, fetchable
from gateway.planning.fetches import Draft, FetchDraft
from gateway.planning.merging import joined_needs
from gateway.planning.positions import Position
from gateway.planning.states import State, States
from gateway.supergraph import Supergraph
from gateway.supergraph.collect import collect

NOTHING: Active = frozenset()


@dataclass(frozen=True, slots=True)
class Hold:
    """An object in the hand: the fetch that brings it, its selection set there, and the state it is in."""

    fetch: FetchDraft
    draft: Draft
    state: State


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a resolution is for: the client's answer, or the needs of another fetch, which then comes after `found`."""

    client: bool
    active: Active = NOTHING
    found: set[FetchDraft] | None = None


CLIENT = Purpose(client=True)


class Builder:
    """Drafts the fetches of one operation; lives for one call of `plan`."""

    def __init__(self, supergraph: Supergraph, operation: Operation) -> None:
        self.supergraph = supergraph
        self.operation = operation
        self.states = States(supergraph)
        self.chooser = Chooser(self.states)
        self.fetches: list[FetchDraft] = []
        self.root = Position((), operation.root_type, operation.selections)

    def build(self) -> list[FetchDraft]:
        fields = fetchable(collect(self.operation.selections, self.operation.root_type))
        if self.operation.kind == "mutation":
            self._mutation(fields)
        else:
            self._query(fields)
        return self.fetches

    def _query(self, fields: tuple[Field, ...]) -> None:
        """Root fields may be split over several subgraphs when they are shareable there."""
        roots: dict[str, Hold] = {}
        pending = [Item(one) for one in fields]
        while pending:
            choice = self.chooser.choose(self.root.type_name, None, pending, NOTHING)
            retry: list[Item] = []
            for item, target in zip(pending, choice.targets, strict=True):
                if target is None:
                    raise _unplannable(self.root.type_name, item.field)
                hold = roots.get(target)
                if hold is None:
                    hold = roots[target] = self._root_hold(target)
                retry.extend(self._rest(item, target, self._take(self.root, hold, item.field, CLIENT)))
            pending = retry

    def _mutation(self, fields: tuple[Field, ...]) -> None:
        """One after the other, each in exactly one subgraph; neighbours of one subgraph share a request."""
        hold: Hold | None = None
        for one in fields:
            target = self.chooser.choose(self.root.type_name, None, [Item(one)], NOTHING).targets[0]
            if target is None:
                raise _unplannable(self.root.type_name, one)
            if hold is None or hold.state.subgraph != target:
                before = list(self.fetches)
                hold = self._root_hold(target)
                hold.fetch.after.update(before)
            if self._take(self.root, hold, one, CLIENT):
                raise _unplannable(self.root.type_name, one)

    def _root_hold(self, subgraph: str) -> Hold:
        state = State(self.root.type_name, subgraph)
        fetch = self._fetch(subgraph, self.operation.kind, self.root, is_entity=False)
        return Hold(fetch, fetch.selections, state)

    def _fetch(self, subgraph: str, kind: OperationKind, position: Position, *, is_entity: bool) -> FetchDraft:
        draft = Draft(frozenset([position.type_name]))
        known = self.supergraph.types[position.type_name][subgraph]
        fetch = FetchDraft(
            len(self.fetches), subgraph, kind, position.type_name, position.path, draft, is_entity, known.entity_name
        )
        self.fetches.append(fetch)
        return fetch

    def _take(self, position: Position, hold: Hold, one: Field, purpose: Purpose) -> tuple[Selection, ...]:
        """Asks for a field in the state at hand and resolves what is below; returns what is still missing there."""
        key = one.key if purpose.client else position.key_for(one.name, one.arguments)
        declared = self.states.field(hold.state, one.name)
        if declared is None:
            raise LookupError(f"{one.name} is not in {hold.state}")
        below = self.states.below(hold.state, one.name)
        types = self.states.possible(below)
        added = hold.draft.add(key, one.name, one.arguments, declared.type_text, one.guard, types)
        if purpose.found is not None:
            purpose.found.add(hold.fetch)
        if not one.selections:
            return ()
        child = position.child(key, one.type_name)
        return self._resolve_set(child, Hold(hold.fetch, added.below, below), one.selections, purpose)

    def _resolve_set(
        self, position: Position, hold: Hold, selections: tuple[Selection, ...], purpose: Purpose
    ) -> tuple[Selection, ...]:
        if not self.supergraph.is_abstract(position.type_name):
            return self._resolve(position, hold, fetchable(collect(selections, position.type_name)), purpose)
        if self.states.is_interface_object(hold.state) and asks_for_type(selections):
            return self._resolve_real_type(position, hold, selections, purpose)
        hold.draft.typename = True
        if purpose.found is not None:
            purpose.found.add(hold.fetch)
        missing: list[Selection] = []
        expansion = expand(self.states, hold.state, selections, keep=purpose.client)
        for one in expansion.kept:
            rest = self._take(position, hold, one, purpose)
            if rest:
                missing.append(replace(one, selections=rest))
        for type_name, fields in expansion.by_type.items():
            draft = hold.draft if type_name == hold.state.type_name else hold.draft.fragment(type_name)
            narrowed = Hold(hold.fetch, draft, self.states.narrowed(hold.state, type_name))
            left = self._resolve(position.narrowed(type_name), narrowed, fields, purpose)
            if left:
                missing.append(Fragment(type_name, frozenset([type_name]), left))
        return tuple(missing)

    def _resolve_real_type(
        self, position: Position, hold: Hold, selections: tuple[Selection, ...], purpose: Purpose
    ) -> tuple[Selection, ...]:
        """An interface object does not know what it really is: goes to a subgraph that knows the implementations."""
        type_name = position.type_name
        ways = self.chooser.routes.from_state(type_name, hold.state)
        knowing = [one for one in ways if not self.supergraph.types[type_name][one].is_interface_object]
        if not knowing:
            return selections
        subgraph = min(knowing, key=lambda one: (ways[one].cost.total, one))
        after = {hold.fetch}
        active = purpose.active | {key_step(type_name, subgraph)}
        needs = self._need(position, hold, ways[subgraph].key.selections, ALWAYS, active, after, is_key=True)
        fetch = position.entries.get((subgraph,))
        if fetch is None:
            fetch = position.entries[subgraph,] = self._fetch(subgraph, "query", position, is_entity=True)
            fetch.needs = needs
        fetch.after.update(one for one in after if not one.reaches(fetch))
        return self._resolve_set(
            position, Hold(fetch, fetch.selections, State(type_name, subgraph)), selections, purpose
        )

    def _resolve(
        self, position: Position, hold: Hold, fields: tuple[Field, ...], purpose: Purpose
    ) -> tuple[Field, ...]:
        """Resolves fields of an object; returns those, or their parts, that no subgraph can give from here."""
        missing: list[Field] = []
        pending = [Item(one) for one in fields]
        while pending:
            choice = self.chooser.choose(position.type_name, hold.state, pending, purpose.active)
            retry: list[Item] = []
            for item, target in zip(pending, choice.targets, strict=True):
                if target is None:
                    missing.append(item.field)
                    continue
                at = hold if target == HERE else self._enter(position, hold, target, item.field, purpose)
                rest = self._take(position, at, item.field, purpose)
                retry.extend(self._rest(item, at.state.subgraph, rest))
            pending = retry
        return tuple(missing)

    def _rest(self, item: Item, tried: str, rest: tuple[Selection, ...]) -> Iterable[Item]:
        if rest:
            yield Item(replace(item.field, selections=rest), item.excluded | {tried})

    def _enter(self, position: Position, hold: Hold, subgraph: str, one: Field, purpose: Purpose) -> Hold:
        """Goes by a key to the subgraph that answers the field, with what the field requires."""
        state = State(position.type_name, subgraph)
        declared = self.states.field(state, one.name)
        hop = self.chooser.hop(position.type_name, hold.state, subgraph, one.name, one.arguments, purpose.active)
        if declared is None or hop is None:
            raise LookupError(f"no way to {one.name} in {subgraph}")
        entry: tuple[str, ...] = (subgraph,)
        if declared.requires:
            entry = requires_step(position.type_name, subgraph, one.name, one.arguments)
        after: set[FetchDraft] = {hold.fetch}
        key = key_step(position.type_name, subgraph)
        needs = self._need(position, hold, hop.key.selections, one.guard, purpose.active | {key}, after, is_key=True)
        if declared.requires:
            active = purpose.active | {entry}
            needs += self._need(position, hold, declared.requires, one.guard, active, after, is_key=False)
        fetch = position.entries.get(entry)
        if fetch is None:
            fetch = position.entries[entry] = self._fetch(subgraph, "query", position, is_entity=True)
        joined = joined_needs(fetch.needs, needs)
        if joined is None:
            raise AssertionError(f"one entry into {subgraph} needs two values under one name")
        fetch.needs = joined
        fetch.after.update(other for other in after if not other.reaches(fetch))
        return Hold(fetch, fetch.selections, state)

    def _need(
        self,
        position: Position,
        hold: Hold,
        selections: tuple[Selection, ...],
        guard: Guard,
        active: Active,
        after: set[FetchDraft],
        *,
        is_key: bool,
    ) -> tuple[Need, ...]:
        """Gets what a representation needs at this place; the fetches that bring it are added to `after`."""
        fields = tuple(replace(one, guard=one.guard & guard) for one in collect(selections, position.type_name))
        if self._resolve(position, hold, fields, Purpose(client=False, active=active, found=after)):
            raise LookupError(f"the needs {selections} of {position.type_name} cannot be met")
        return tuple(replace(one, guard=guard) for one in self._needs(position, selections, is_key=is_key, top=True))

    def _needs(
        self, position: Position, selections: tuple[Selection, ...], *, is_key: bool, top: bool = False
    ) -> tuple[Need, ...]:
        """The needs of objects at a place; at the `top` all are entered as one type, elsewhere each by its own."""
        if not self.supergraph.is_abstract(position.type_name) or top:
            return tuple(self._one_need(position, one, None, is_key) for one in collect(selections, position.type_name))
        return tuple(
            self._one_need(position.narrowed(type_name), one, frozenset([type_name]), is_key)
            for type_name in sorted(self.supergraph.possible[position.type_name])
            for one in collect(selections, type_name)
        )

    def _one_need(self, position: Position, one: Field, types: frozenset[str] | None, is_key: bool) -> Need:
        key = position.key_for(one.name, one.arguments)
        if not one.selections:
            return Need(one.name, key, is_key, types=types)
        child = position.child(key, one.type_name)
        below = self._needs(child, one.selections, is_key=is_key)
        return Need(one.name, key, is_key, below, self.supergraph.is_abstract(one.type_name), types)


def _unplannable(type_name: str, one: Field) -> ClientError:
    return ClientError(
        "OPERATION_PLANNING_ERROR",
        f'The field "{type_name}.{one.name}" cannot be answered: no way leads to all of its selections.',
        path=(one.key,),
    )
