"""A subgraph as composition sees it: no machinery, extensions merged, federation directives by their own names.

Everything is frozen. Types of fields and values of arguments stay AST nodes: they are only compared and printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from graphql import DirectiveDefinitionNode, GraphQLSchema, Node, StringValueNode, TypeNode, ValueNode, print_ast
from graphql.language import BooleanValueNode, NamedTypeNode, NonNullTypeNode

from gateway.composition.result import Location
from gateway.supergraph.links import Feature

ROOTS = ("Query", "Mutation", "Subscription")


class Kind(StrEnum):
    """The kinds of types as messages name them."""

    OBJECT = "object"
    INTERFACE = "interface"
    UNION = "union"
    ENUM = "enum"
    INPUT = "input object"
    SCALAR = "scalar"


@dataclass(frozen=True, slots=True)
class Application:
    """A directive where it is used. `federation` tells `@key` of the specification from a directive of that name."""

    name: str
    arguments: Mapping[str, ValueNode]
    federation: bool
    node: Node = field(repr=False)

    def text(self, argument: str) -> str | None:
        """The value of a string argument; None when it is absent or no string."""
        value = self.arguments.get(argument)
        return value.value if isinstance(value, StringValueNode) else None

    def flag(self, argument: str, default: bool) -> bool:
        value = self.arguments.get(argument)
        return value.value if isinstance(value, BooleanValueNode) else default

    def identity(self) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Equal for applications that say the same."""
        return self.name, tuple(sorted((name, print_ast(value)) for name, value in self.arguments.items()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """Anything that has a name, a description and directives."""

    name: str
    description: str | None = None
    directives: tuple[Application, ...] = ()
    node: Node = field(repr=False)

    def applications(self, name: str) -> Iterator[Application]:
        """The uses here of a federation directive, or of one of GraphQL's own."""
        return (one for one in self.directives if one.name == name and one.federation)

    def has(self, name: str) -> bool:
        return next(self.applications(name), None) is not None

    def application(self, name: str) -> Application | None:
        return next(self.applications(name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Input(Element):
    """An argument or a field of an input object."""

    type: TypeNode
    default: ValueNode | None = None

    @property
    def is_required(self) -> bool:
        return isinstance(self.type, NonNullTypeNode) and self.default is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Element):
    """A field of an object or interface; `@shareable` and `@external` of the type are found on its fields."""

    type: TypeNode
    arguments: Mapping[str, Input] = field(default_factory=dict)

    @property
    def is_external(self) -> bool:
        return self.has("external")


@dataclass(frozen=True, slots=True, kw_only=True)
class Type(Element):
    """A type with its extensions. What its kind does not have is empty."""

    kind: Kind
    is_extension: bool = False
    interfaces: tuple[str, ...] = ()
    fields: Mapping[str, Field] = field(default_factory=dict)
    members: tuple[str, ...] = ()
    values: Mapping[str, Element] = field(default_factory=dict)
    inputs: Mapping[str, Input] = field(default_factory=dict)

    @property
    def is_interface_object(self) -> bool:
        return self.has("interfaceObject")


@dataclass(frozen=True, slots=True)
class Subgraph:
    """One subgraph, read. `schema` is the same as a GraphQL schema, for checking selections against it.

    `version` is the federation version it links, or None for a federation 1 schema. `features` are its links by name.
    """

    name: str
    url: str
    version: tuple[int, int] | None
    types: Mapping[str, Type] = field(repr=False)
    schema: GraphQLSchema = field(repr=False)
    features: Mapping[str, Feature] = field(repr=False)
    schema_directives: tuple[Application, ...] = field(repr=False)
    directive_definitions: Mapping[str, DirectiveDefinitionNode] = field(repr=False)

    def place(self, *nodes: Node | None) -> tuple[Location, ...]:
        """Where the nodes stand in this subgraph's SDL."""
        return tuple(
            Location(self.name, node.loc.start_token.line, node.loc.start_token.column)
            for node in nodes
            if node is not None and node.loc is not None
        )

    def fields(self) -> Iterator[tuple[Type, Field]]:
        for one in self.types.values():
            for each in one.fields.values():
                yield one, each


def named(node: TypeNode) -> str:
    """The name inside all lists and non-nulls."""
    while not isinstance(node, NamedTypeNode):
        node = node.type  # type: ignore[attr-defined]
    return node.name.value
