"""A client operation in normal form: fragments inlined, constant conditions resolved, equal response keys merged."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from graphql import DocumentNode, OperationDefinitionNode

from gateway.model.guard import ALWAYS, Guard

OperationKind: TypeAlias = Literal["query", "mutation", "subscription"]


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument as it is written in the document; `variables` are the names used in its value."""

    name: str
    value: str
    variables: frozenset[str] = frozenset()


Occurrence: TypeAlias = tuple[Guard, int | None]
"""One place of the document that asks for a field: when it does, and the deferral it stands in, if any."""


@dataclass(frozen=True, slots=True)
class Field:
    """One response key of a selection set.

    `parent` is the type the field was selected on, `type_name` the named type it returns; leaves have no `selections`.
    A `hidden` field is answered `null` and never fetched; its arguments and selections are dropped.
    `deferrable` has every occurrence of a field of which one at least stands in a deferral, and is empty for others. It
    says when the field is delivered and never how it is fetched, so it takes no part in comparing.
    """

    key: str
    name: str
    parent: str
    type_name: str
    arguments: tuple[Argument, ...] = ()
    selections: tuple[Selection, ...] = ()
    guard: Guard = ALWAYS
    hidden: bool = False
    deferrable: tuple[Occurrence, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Fragment:
    """Selections that apply to some of the possible types of an abstract position; `types` are those object types."""

    type_name: str
    types: frozenset[str]
    selections: tuple[Selection, ...]


Selection: TypeAlias = Field | Fragment


@dataclass(frozen=True, slots=True)
class Deferral:
    """One `@defer` at one place of the answer, `depth` response keys below the root.

    `condition` is the variable that must not be false for it to hold, `parent` the deferral it stands in. Its `id` is
    its index among those of the operation, and greater than that of its parent.
    """

    id: int
    depth: int
    label: str | None = None
    condition: str | None = None
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class VariableDefinition:
    """A variable in the words of the client's document: `type_text` like `[ID!]!`, `default` like `20` or None."""

    name: str
    type_text: str
    default: str | None


@dataclass(frozen=True, slots=True)
class Operation:
    """What is executed.

    `variables` are the definitions of the `used_variables`: those used in parts that are not masked. `hidden` lists the
    response paths of masked fields, keys joined by dots, without indices. `introspection` is a document that holds
    only the root fields `__schema` and `__type`, to be answered from the schema the viewer may see. Operations that
    differ only in their `deferrals` are equal, as they are fetched alike. `never_null` are variables that may be null
    by their type, but not where they are used: as conditions of directives.
    """

    kind: OperationKind
    name: str | None
    root_type: str
    selections: tuple[Selection, ...]
    variables: tuple[VariableDefinition, ...]
    used_variables: frozenset[str]
    hidden: tuple[str, ...] = ()
    deferrals: tuple[Deferral, ...] = field(default=(), compare=False)
    never_null: frozenset[str] = field(default=frozenset(), compare=False)
    introspection: DocumentNode | None = field(default=None, compare=False, repr=False)
    node: OperationDefinitionNode | None = field(default=None, compare=False, repr=False)
