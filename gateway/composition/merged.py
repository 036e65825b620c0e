"""The supergraph as merging makes it: each element with the copies it was made from, by subgraph name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graphql import DirectiveDefinitionNode, TypeNode, ValueNode

from gateway.composition.subgraph import Application, Element, Field, Input, Kind, Subgraph, Type
from gateway.composition.usage import Usage


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedElement:
    """`directives` are those that stand in the supergraph, by the names they have there."""

    name: str
    description: str | None = None
    directives: tuple[Application, ...] = ()

    def has(self, directive: str) -> bool:
        return any(one.name == directive and one.federation for one in self.directives)


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedValue(MergedElement):
    """An enum value."""

    sources: Mapping[str, Element]


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedInput(MergedElement):
    """An argument or input field; `type` is None when the copies do not fit together."""

    type: TypeNode | None
    default: ValueNode | None
    sources: Mapping[str, Input]


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedField(MergedElement):
    """A field; `type` is None when the copies do not fit together.

    `overridden` are the subgraphs whose copy another one has taken over for good. A field without `sources` comes to an
    implementation from an interface object.
    """

    type: TypeNode | None
    arguments: Mapping[str, MergedInput] = field(default_factory=dict)
    sources: Mapping[str, Field] = field(default_factory=dict)
    overridden: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedType(MergedElement):
    """A type; `sources` holds its copies, also those whose kind is not the one chosen."""

    kind: Kind
    sources: Mapping[str, Type]
    interfaces: tuple[str, ...] = ()
    fields: Mapping[str, MergedField] = field(default_factory=dict)
    members: tuple[str, ...] = ()
    values: Mapping[str, MergedValue] = field(default_factory=dict)
    inputs: Mapping[str, MergedInput] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Federation:
    """Everything a rule may ask. Subgraphs are in the order of their names, and so is whatever is keyed by them."""

    subgraphs: Mapping[str, Subgraph]
    usage: Mapping[str, Usage]
    types: Mapping[str, MergedType]
    directives: Mapping[str, DirectiveDefinitionNode] = field(default_factory=dict)
