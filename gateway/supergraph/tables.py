"""The frozen tables of a supergraph: what each subgraph knows of each type, and under which conditions.

Source: specs.apollo.dev/join/v0.1 to v0.5. What subgraphs know of input fields and enum values is not kept: composition
merges both so that what a valid operation sends is known wherever it can be sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from graphql import GraphQLSchema

from gateway.model.operation import Selection
from gateway.supergraph.costs import Costs

REMEMBERED_VIEWS = 64
"""Tables kept for sets of active labels; six labels can be active in as many ways."""


@dataclass(frozen=True, slots=True)
class SubgraphInfo:
    """`name` is the human name used in errors, settings and headers; `url` may be empty."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Key:
    """A key of an entity. One that is not resolvable can be produced by the subgraph but not be entered by."""

    text: str
    selections: tuple[Selection, ...]
    resolvable: bool


@dataclass(frozen=True, slots=True)
class ContextArgument:
    """An argument that is filled with what an object further up says.

    `selections` by the types that carry the context: what to ask there for the value, a single leaf.
    """

    name: str
    type_text: str
    selections: Mapping[str, tuple[Selection, ...]]


@dataclass(frozen=True, slots=True)
class SubgraphField:
    """A field as one subgraph declares it; `type_text` like `[User!]!`, `type_name` the named type in it."""

    name: str
    type_text: str
    type_name: str
    external: bool = False
    requires: tuple[Selection, ...] = ()
    provides: tuple[Selection, ...] = ()
    contexts: tuple[ContextArgument, ...] = ()

    @property
    def needs_entry(self) -> bool:
        """Whether the object must be entered anew for this field, with what it requires or takes from a context."""
        return bool(self.requires or self.contexts)


@dataclass(frozen=True, slots=True)
class Moving:
    """A field on its way to another subgraph: this copy answers while `label` is active, or while it is not."""

    type_name: str
    subgraph: str
    field: SubgraphField
    label: str
    when_active: bool


@dataclass(frozen=True, slots=True)
class SubgraphType:
    """A type as one subgraph knows it; `possible` are the object types that a position of this type can hold there.

    `entity_name` is what it is called in a representation: for an implementation that a subgraph knows only through an
    interface object, the name of the interface. An interface object itself is its own only possible type.
    """

    name: str
    keys: tuple[Key, ...]
    fields: Mapping[str, SubgraphField]
    possible: frozenset[str]
    entity_name: str
    is_interface_object: bool = False


@dataclass(frozen=True, slots=True)
class Supergraph:
    """Everything planning asks.

    `schema` is the whole merged schema, hidden elements included; `public_schema` is what clients may use.
    `types` maps type name -> subgraph name -> that subgraph's view of it. `possible` maps each composite type of the
    whole schema to its object types. `moving` are the copies of progressively overridden fields; `types` holds those
    that answer while no label is active, `under` gives the tables for other labels. `costs` is what `@cost` and
    `@listSize` say. `interface_objects` are the interfaces that some subgraph knows as interface objects.
    """

    sdl: str = field(repr=False)
    schema: GraphQLSchema = field(repr=False)
    public_schema: GraphQLSchema = field(repr=False)
    subgraphs: Mapping[str, SubgraphInfo]
    types: Mapping[str, Mapping[str, SubgraphType]] = field(repr=False)
    possible: Mapping[str, frozenset[str]] = field(repr=False)
    moving: tuple[Moving, ...] = field(default=(), repr=False)
    costs: Costs = field(default_factory=Costs, repr=False)
    interface_objects: frozenset[str] = frozenset()
    _views: dict[frozenset[str], Supergraph] = field(default_factory=dict, init=False, repr=False, compare=False)

    def is_abstract(self, type_name: str) -> bool:
        return self.possible[type_name] != frozenset([type_name])

    @property
    def labels(self) -> frozenset[str]:
        """The labels of progressive overrides."""
        return frozenset(one.label for one in self.moving)

    def under(self, active: frozenset[str]) -> Supergraph:
        """The tables while these labels are active: each moving field where it then lives. Asked of the tables of none.

        Only the types that have such a field are made anew; what was made last is kept.
        """
        active &= self.labels
        if not active:
            return self
        known = self._views.get(active)
        if known is None:
            if len(self._views) >= REMEMBERED_VIEWS:
                self._views.clear()
            known = self._views[active] = replace(self, types=self._moved(active), moving=())
        return known

    def _moved(self, active: frozenset[str]) -> dict[str, Mapping[str, SubgraphType]]:
        types = dict(self.types)
        for one in self.moving:
            if one.label in active:
                known = types[one.type_name][one.subgraph]
                fields = {name: other for name, other in known.fields.items() if name != one.field.name}
                if one.when_active:
                    fields[one.field.name] = one.field
                types[one.type_name] = {**types[one.type_name], one.subgraph: replace(known, fields=fields)}
        return types
