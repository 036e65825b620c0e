"""A plan: fetches, what each needs, and the operation whose answer they make."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from gateway.model.guard import ALWAYS, Guard
from gateway.model.operation import Argument, Operation, OperationKind


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step down the merged answer: a key, lists passed through; `types` keeps only objects of these runtime types.

    The key is empty in a first step that only narrows the root.
    """

    key: str
    types: frozenset[str] | None = None


Path: TypeAlias = tuple[PathStep, ...]


@dataclass(frozen=True, slots=True)
class FetchField:
    """A field in a request: its value stands under `key` in the subgraph's answer and belongs under `rename`."""

    key: str
    name: str
    arguments: tuple[Argument, ...] = ()
    selections: tuple[FetchSelection, ...] = ()
    guard: Guard = ALWAYS
    rename: str | None = None


@dataclass(frozen=True, slots=True)
class FetchFragment:
    """Selections for one type condition; `types` are the runtime types of the subgraph it applies to."""

    type_name: str
    types: frozenset[str]
    selections: tuple[FetchSelection, ...]


FetchSelection: TypeAlias = FetchField | FetchFragment


@dataclass(frozen=True, slots=True)
class Need:
    """One field of a representation: `name` in the schema, `key` in the merged answer.

    A `key` field that is null means that there is nothing to ask for; a required field may be null. Both must be there.
    `typename` asks for `__typename` beside the nested needs, as the position is abstract. `types` restricts the need
    to these runtime types of the object it stands in. Where the guard does not hold the need is left out.
    """

    name: str
    key: str
    is_key: bool
    needs: tuple[Need, ...] = ()
    typename: bool = False
    types: frozenset[str] | None = None
    guard: Guard = ALWAYS


@dataclass(frozen=True, slots=True)
class ContextSource:
    """Where a value for a contextual argument may stand: in the object at `path`, down to one leaf.

    One of `needs` for each type the object may have; that of another type says nothing of the value.
    """

    path: Path
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class ContextualArgument:
    """A variable of an entity call that is filled by an object above the one called for: by the first source that can.

    It is null when none can. Objects for which it differs are asked for in `_entities` fields of their own.
    """

    variable: str
    type_text: str
    sources: tuple[ContextSource, ...]


@dataclass(frozen=True, slots=True)
class EntityCall:
    """One `_entities` field: for all objects of `type_name` at the `paths`, the selections, given the needs.

    `text` is the selection set as it is sent, `variables` those of the operation that it uses.
    """

    type_name: str
    paths: tuple[Path, ...]
    needs: tuple[Need, ...]
    selections: tuple[FetchSelection, ...]
    text: str
    variables: tuple[str, ...] = ()
    guard: Guard = ALWAYS
    contexts: tuple[ContextualArgument, ...] = ()


@dataclass(frozen=True, slots=True)
class Fetch:
    """One request to a subgraph: root selections and their text, or entity calls; `after` names earlier fetches."""

    id: int
    subgraph: str
    kind: OperationKind
    selections: tuple[FetchSelection, ...] = ()
    text: str = ""
    variables: tuple[str, ...] = ()
    guard: Guard = ALWAYS
    calls: tuple[EntityCall, ...] = ()
    after: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Fetches in an order in which each comes after those it needs. Without fetches the gateway answers alone."""

    operation: Operation = field(repr=False)
    fetches: tuple[Fetch, ...]

    @property
    def is_contextual(self) -> bool:
        """Whether arguments are filled from objects further up, so that equal objects may have different answers."""
        return any(call.contexts for fetch in self.fetches for call in fetch.calls)
