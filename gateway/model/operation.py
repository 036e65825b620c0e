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


@dataclass(frozen=True, slots=True)
class Field:
    """One response key of a selection set.

    `parent` is the type the field was selected on, `type_name` the named type it returns; leaves have no `selections`.
    A `hidden` field is answered `null` and never fetched; its arguments and selections are dropped.
    """

    key: str
    name: str
    parent: str
    type_name: str
    arguments: tuple[Argument, ...] = ()
    selections: tuple[Selection, ...] = ()
    guard: Guard = ALWAYS
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Fragment:
    """Selections that apply to some of the possible types of an abstract position; `types` are those object types."""

    type_name: str
    types: frozenset[str]
    selections: tuple[Selection, ...]


Selection: TypeAlias = Field | Fragment


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
    only the root fields `__schema` and `__type`, to be answered from the schema the viewer may see.
    """

    kind: OperationKind
    name: str | None
    root_type: str
    selections: tuple[Selection, ...]
    variables: tuple[VariableDefinition, ...]
    used_variables: frozenset[str]
    hidden: tuple[str, ...] = ()
    introspection: DocumentNode | None = field(default=None, compare=False, repr=False)
    node: OperationDefinitionNode | None = field(default=None, compare=False, repr=False)
