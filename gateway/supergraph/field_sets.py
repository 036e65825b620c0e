"""Parses the selections that `key`, `requires`, `provides` and contexts hold (federation `FieldSet`)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from graphql import (
    FieldNode,
    GraphQLError,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
    parse,
    print_ast,
)

from gateway.errors import ConfigurationError
from gateway.model.operation import Argument, Field, Fragment, Selection

NAMES = re.compile(r"\s*[A-Za-z_]\w*(?:[\s,]+[A-Za-z_]\w*)*\s*", re.ASCII)
"""Most keys are a name or some names; these need no parser."""


class FieldSets:
    """Parses field sets on the types of one schema, each once; `possible` are the object types of composite types."""

    def __init__(self, schema: GraphQLSchema, possible: Mapping[str, frozenset[str]]) -> None:
        self.possible = possible
        self._schema = schema
        self._known: dict[tuple[str, str], tuple[Selection, ...]] = {}

    def parse(self, type_name: str, text: str, place: str) -> tuple[Selection, ...]:
        """The selections of `text` on `type_name`; raises ConfigurationError that names the place."""
        known = self._known.get((type_name, text))
        if known is None:
            try:
                known = self._known[type_name, text] = self._selections(type_name, _parsed(text))
            except (GraphQLError, KeyError) as error:
                raise ConfigurationError(
                    f"supergraph: {place}: cannot read the field set {text!r} on {type_name}: {error}"
                ) from error
        return known

    def _selections(self, type_name: str, nodes: SelectionSetNode | list[str]) -> tuple[Selection, ...]:
        if isinstance(nodes, list):
            return tuple(self._field(type_name, name) for name in nodes if name != "__typename")
        result: list[Selection] = []
        for one in nodes.selections:
            if isinstance(one, FieldNode):
                if one.name.value != "__typename":
                    result.append(self._field(type_name, one.name.value, one))
            elif isinstance(one, InlineFragmentNode):
                condition = one.type_condition.name.value if one.type_condition else type_name
                inner = self._selections(condition, one.selection_set)
                if self.possible[type_name] <= self.possible[condition]:
                    result.extend(inner)
                else:
                    result.append(Fragment(condition, self.possible[condition] & self.possible[type_name], inner))
        return tuple(result)

    def _field(self, type_name: str, name: str, node: FieldNode | None = None) -> Field:
        parent = self._schema.type_map[type_name]
        if not isinstance(parent, GraphQLObjectType | GraphQLInterfaceType):
            raise KeyError(f"{type_name} has no fields")
        named = get_named_type(parent.fields[name].type).name
        if node is None:
            return Field(name, name, type_name, named)
        return Field(
            key=name,
            name=name,
            parent=type_name,
            type_name=named,
            arguments=tuple(Argument(one.name.value, print_ast(one.value)) for one in node.arguments or ()),
            selections=self._selections(named, node.selection_set) if node.selection_set else (),
        )


def _parsed(text: str) -> SelectionSetNode | list[str]:
    if NAMES.fullmatch(text):
        return text.replace(",", " ").split()
    match parse(f"{{ {text} }}", no_location=True).definitions:
        case [OperationDefinitionNode() as operation]:
            return operation.selection_set
    raise KeyError("not one selection of fields")
