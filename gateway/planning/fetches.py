"""Fetches while they are being planned: mutable drafts, frozen when the plan is complete."""

from __future__ import annotations

from dataclasses import dataclass, field

from gateway.model.guard import NEVER, Guard
from gateway.model.operation import Argument, OperationKind
from gateway.model.plan import ContextualArgument, Need, Path


@dataclass(slots=True)
class DraftField:
    """A field in a request; `shape` is the type its subgraph declares for it, which decides about conflicts."""

    name: str
    arguments: tuple[Argument, ...]
    shape: str
    guard: Guard
    leaf: bool
    below: Draft


@dataclass(slots=True)
class Draft:
    """A selection set in a request: fields by response key, and selections per type condition.

    `typename` asks for `__typename` besides; `type_guard` says when that alone is reason enough to send the request.
    """

    fields: dict[str, DraftField] = field(default_factory=dict)
    fragments: dict[str, Draft] = field(default_factory=dict)
    typename: bool = False
    type_guard: Guard = NEVER

    def add(
        self, key: str, name: str, arguments: tuple[Argument, ...], shape: str, guard: Guard, *, leaf: bool
    ) -> DraftField:
        """Asks for a field under a key; asking again widens its guard."""
        known = self.fields.get(key)
        if known is None:
            known = self.fields[key] = DraftField(name, arguments, shape, guard, leaf, Draft())
        elif known.name != name or known.arguments != arguments:
            raise AssertionError(f"two meanings of the key {key} in one selection: {known.name} and {name}")
        else:
            known.guard = known.guard | guard
        return known

    def fragment(self, type_name: str) -> Draft:
        return self.fragments.setdefault(type_name, Draft())

    def merge(self, other: Draft) -> None:
        """Takes in what another selection set of the same place asks for."""
        self.typename = self.typename or other.typename
        self.type_guard = self.type_guard | other.type_guard
        for key, one in other.fields.items():
            mine = self.add(key, one.name, one.arguments, one.shape, one.guard, leaf=one.leaf)
            mine.below.merge(one.below)
        for type_name, draft in other.fragments.items():
            self.fragment(type_name).merge(draft)

    @property
    def guard(self) -> Guard:
        """When anything of this is asked for at all."""
        guard = self.type_guard
        for one in self.fields.values():
            guard = guard | one.guard
        for draft in self.fragments.values():
            guard = guard | draft.guard
        return guard


@dataclass(slots=True, eq=False)
class FetchDraft:
    """One request, or one `_entities` call of one; `after` are the fetches it is made from or must wait for.

    `entity_name` is what the subgraph calls the type in a representation.
    """

    order: int
    subgraph: str
    kind: OperationKind
    type_name: str
    path: Path
    selections: Draft
    is_entity: bool
    entity_name: str
    needs: tuple[Need, ...] = ()
    contexts: tuple[ContextualArgument, ...] = ()
    after: set[FetchDraft] = field(default_factory=set)

    def reaches(self, other: FetchDraft) -> bool:
        """Whether this one, directly or not, comes after the other."""
        seen: set[FetchDraft] = set()
        waiting = [self]
        while waiting:
            one = waiting.pop()
            if one is other:
                return True
            if one not in seen:
                seen.add(one)
                waiting.extend(one.after)
        return False
