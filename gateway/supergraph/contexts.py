"""Contexts: types that lend a value to arguments of fields below them (`@context`, `contextArguments` of join v0.5).

A context is carried by the types that name it and, where these are abstract, by their object types. Composition names
it after the subgraph that declares it, as in `accounts__viewer`; here it is only compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graphql import InterfaceTypeDefinitionNode, ObjectTypeDefinitionNode, UnionTypeDefinitionNode

from gateway.errors import ConfigurationError
from gateway.supergraph.field_sets import FieldSets
from gateway.supergraph.links import arguments_of
from gateway.supergraph.rows import Row
from gateway.supergraph.tables import ContextArgument

CompositeNode = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode | UnionTypeDefinitionNode


class Contexts:
    """The contexts of one document by name; `directive` is what `@context` is called there, None if not linked."""

    def __init__(self, nodes: Iterable[CompositeNode], directive: str | None, field_sets: FieldSets) -> None:
        self._field_sets = field_sets
        self._carriers: dict[str, dict[str, None]] = {}
        for node in nodes:
            for one in node.directives or ():
                if one.name.value == directive:
                    carriers = self._carriers.setdefault(str(arguments_of(one).get("name")), {})
                    carriers[node.name.value] = None
                    carriers.update(dict.fromkeys(sorted(field_sets.possible[node.name.value])))

    def arguments(self, row: Row, place: str) -> tuple[ContextArgument, ...]:
        """The arguments of one field row; raises ConfigurationError for a context that no type carries."""
        return tuple(self._argument(one, place) for one in row.get("contextArguments", ()))

    def _argument(self, one: Mapping[str, str], place: str) -> ContextArgument:
        carriers = self._carriers.get(one["context"])
        if carriers is None:
            raise ConfigurationError(f"supergraph: {place}: no type carries the context {one['context']}")
        text = one["selection"].strip()
        if text.startswith("{") and text.endswith("}"):
            text = text[1:-1]
        selections = {
            name: self._field_sets.parse(name, text, f"context {one['context']} of {place}") for name in carriers
        }
        return ContextArgument(one["name"], one["type"], selections)
