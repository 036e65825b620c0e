"""Walks the selections with the choices made and drafts the fetches.

Resolving a place takes its fields from the state at hand, enters other subgraphs by a key for the rest, and hands
upwards what no subgraph can give from here: a value type has no key, so its parent is then held in a further subgraph.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import cast

from gateway.errors import ClientError
from gateway.model.guard import ALWAYS, Guard
from gateway.model.operation import Argument, Field, Operation, OperationKind, Selection
from gateway.model.plan import ContextSource, ContextualArgument, Need
from gateway.planning.choice import HERE, Active, Chooser, Item, key_step, requires_step
from gateway.planning.contexts import ContextVariables, carrier
from gateway.planning.expansion import expand, fetchable, split_by_type, unserved
from gateway.planning.fetches import Draft, FetchDraft
from gateway.planning.holds import CLIENT, NOTHING, Hold, Purpose, upwards
from gateway.planning.members import sure_selections
from gateway.planning.merging import joined_needs
from gateway.planning.needs import needs_at, needs_by_type
from gateway.planning.positions import Position
from gateway.planning.states import State, States
from gateway.supergraph import ContextArgument, Supergraph
from gateway.supergraph.collect import carried_down, collect, guarded, selected, type_guard

MOST_FIELDS = 4_000
"""Fields in all requests of a plan: abstract types inside each other multiply, and no query may stop the gateway."""


class Builder:
    """Drafts the fetches of one operation; lives for one call of `plan`."""

    def __init__(self, supergraph: Supergraph, operation: Operation) -> None:
        self.supergraph = supergraph
        self.operation = operation
        self.states = States(supergraph)
        self.chooser = Chooser(self.states)
        self.fetches: list[FetchDraft] = []
        self._taken = 0
        self.variables = ContextVariables(operation)
        self.root = Position((), operation.root_type, operation.selections)

    def build(self) -> list[FetchDraft]:
        selections = carried_down(sure_selections(self.states, self.chooser.routes, self.operation))
        fields = fetchable(collect(selections, self.operation.root_type))
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
        draft = Draft()
        known = self.supergraph.types[position.type_name][subgraph]
        fetch = FetchDraft(
            len(self.fetches), subgraph, kind, position.type_name, position.path, draft, is_entity, known.entity_name
        )
        self.fetches.append(fetch)
        return fetch

    def _take(self, position: Position, hold: Hold, one: Field, purpose: Purpose) -> tuple[Selection, ...]:
        """Asks for a field in the state at hand and resolves what is below; returns what is still missing there."""
        self._taken += 1
        if self._taken > MOST_FIELDS:
            raise ClientError(
                "OPERATION_PLANNING_ERROR",
                "The operation has too many ways through its abstract types; select fewer fields under its fragments.",
            )
        key = one.key if purpose.client else position.key_for(one.name, one.arguments)
        declared = self.states.field(hold.state, one.name)
        if declared is None:
            raise LookupError(f"{one.name} is not in {hold.state}")
        below = self.states.below(hold.state, one.name)
        leaf = one.type_name not in self.supergraph.possible
        arguments = one.arguments + hold.filled
        added = hold.draft.add(key, one.name, arguments, declared.type_text, one.guard, leaf=leaf)
        if purpose.found is not None:
            purpose.found.add(hold.fetch)
        if leaf:
            return ()
        child = position.child(key, one.type_name)
        held = Hold(hold.fetch, added.below, below, (position, hold))
        return self._resolve_set(child, held, one.selections, purpose)

    def _resolve_set(
        self, position: Position, hold: Hold, selections: tuple[Selection, ...], purpose: Purpose
    ) -> tuple[Selection, ...]:
        if not self.supergraph.is_abstract(position.type_name):
            return self._resolve(position, hold, fetchable(collect(selections, position.type_name)), purpose)
        if self.states.is_interface_object(hold.state):
            return self._resolve_interface_object(position, hold, selections, purpose)
        hold.draft.typename = True
        if purpose.found is not None:
            purpose.found.add(hold.fetch)
        expansion = expand(
            self.states,
            hold.state,
            selections,
            lambda one: purpose.client and self.chooser.keeps(hold.state, one, purpose.active),
        )
        for one in expansion.kept:
            if self._take(position, hold, one, purpose):
                raise AssertionError(f"{one.name} of {hold.state} was thought to be complete")
        left: dict[str, tuple[Field, ...]] = {}
        for type_name, fields in expansion.by_type.items():
            state = self.states.narrowed(hold.state, type_name)
            narrowed = Hold(hold.fetch, hold.draft.fragment(type_name), state, hold.above)
            left[type_name] = self._resolve(position.narrowed(type_name), narrowed, fields, purpose)
        return unserved(selections, expansion.lost, left)

    def _resolve_interface_object(
        self, position: Position, hold: Hold, selections: tuple[Selection, ...], purpose: Purpose
    ) -> tuple[Selection, ...]:
        """An interface object does not know what it really is: a subgraph that knows the implementations must say."""
        real = split_by_type(selections)
        typed = real.typed + self._resolve(position, hold, real.plain, purpose)
        if not typed:
            return ()
        way = self.chooser.knowing(hold.state, typed, purpose.active)
        if way is None:
            return typed
        subgraph, hop = way
        after = {hold.fetch}
        active = purpose.active | {key_step(position.type_name, subgraph)}
        guard = selected(typed)
        needs = self._need(position, hold, hop.key.selections, guard, active, after, is_key=True)
        entry = self._entry(position, (subgraph,), needs, after)
        entry.selections.type_guard |= type_guard(typed)
        held = Hold(entry, entry.selections, State(position.type_name, subgraph), hold.above)
        return self._resolve_set(position, held, typed, purpose)

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
                if target == HERE:
                    rest = self._take(position, hold, item.field, purpose)
                    retry.extend(self._rest(item, hold.state.subgraph, rest))
                    continue
                at = self._enter(position, hold, target, item.field, purpose)
                if at.state.type_name in self.states.possible(at.state):
                    rest = self._take(position, at, item.field, purpose)
                    retry.extend(self._rest(item, target, rest))
                    continue
                left = self._resolve_set(position, at, (item.field,), purpose)
                retry.extend(Item(cast("Field", one), item.excluded | {target}) for one in left)
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
        if declared.needs_entry:
            entry = requires_step(position.type_name, subgraph, one.name, one.arguments)
        after: set[FetchDraft] = {hold.fetch}
        key = key_step(position.type_name, subgraph)
        needs = self._need(position, hold, hop.key.selections, one.guard, purpose.active | {key}, after, is_key=True)
        if declared.requires:
            active = purpose.active | {entry}
            needs += self._need(position, hold, declared.requires, one.guard, active, after, is_key=False)
        contexts = {
            argument.name: self._context(argument, position, hold, one, purpose.active | {entry}, after)
            for argument in declared.contexts
        }
        fetch = self._entry(position, entry, needs, after)
        fetch.contexts = tuple(dict.fromkeys((*fetch.contexts, *contexts.values())))
        filled = tuple(Argument(name, f"${context.variable}") for name, context in contexts.items())
        return Hold(fetch, fetch.selections, state, hold.above, filled)

    def _context(
        self,
        argument: ContextArgument,
        position: Position,
        hold: Hold,
        one: Field,
        active: Active,
        after: set[FetchDraft],
    ) -> ContextualArgument:
        """Gets what the objects above say for an argument; the fetches that bring it are added to `after`."""
        sources: list[ContextSource] = []
        for place, held in upwards(position, hold):
            asked = carrier(argument, place.type_name, self.states.possible(held.state))
            if asked is None:
                continue
            selections = guarded(asked.selections, one.guard)
            if self._resolve_set(place, held, selections, Purpose(client=False, active=active, found=after)):
                raise LookupError(f"the context {asked.selections} of {place.type_name} cannot be had")
            needs = needs_by_type(self.supergraph, place, selections, is_key=False)
            sources.append(ContextSource(place.path, tuple(replace(need, guard=one.guard) for need in needs)))
            if asked.whole:
                break
        if not sources:
            raise _unplannable(position.type_name, one)
        return self.variables.argument(argument.type_text, sources)

    def _entry(
        self, position: Position, entry: tuple[str, ...], needs: tuple[Need, ...], after: set[FetchDraft]
    ) -> FetchDraft:
        """The entity fetch of a place into a subgraph; one that is there already takes in the further needs."""
        fetch = position.entries.get(entry)
        if fetch is None:
            subgraph = entry[0] if len(entry) == 1 else entry[2]
            fetch = position.entries[entry] = self._fetch(subgraph, "query", position, is_entity=True)
        joined = joined_needs(fetch.needs, needs)
        if joined is None:
            raise AssertionError(f"one entry into {fetch.subgraph} needs two values under one name")
        fetch.needs = joined
        fetch.after.update(other for other in after if not other.reaches(fetch))
        return fetch

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
        asked = selections if guard is ALWAYS else carried_down(guarded(selections, guard))
        fields = collect(asked, position.type_name)
        purpose = Purpose(client=False, active=active, found=after)
        by_type = self.chooser.lacking(hold.state, fields, active)
        at_hand = tuple(one for one in fields if one not in by_type)
        if self._resolve(position, hold, at_hand, purpose) or (
            by_type and self._resolve_interface_object(position, hold, by_type, purpose)
        ):
            raise LookupError(f"the needs {selections} of {position.type_name} cannot be met")
        needs = needs_at(self.supergraph, position, at_hand, is_key=is_key)
        needs += needs_by_type(self.supergraph, position, by_type, is_key=is_key)
        return tuple(replace(one, guard=guard) for one in needs)


def _unplannable(type_name: str, one: Field) -> ClientError:
    return ClientError(
        "OPERATION_PLANNING_ERROR",
        f'The field "{type_name}.{one.name}" cannot be answered: no way leads to all of its selections.',
        path=(one.key,),
    )
