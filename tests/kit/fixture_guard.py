"""What a fixture subgraph refuses to be asked: documents and representations against its own SDL.

Everything here is a question about one request, answered with what is wrong with it; nothing is repaired.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
    is_abstract_type,
    validate,
    value_from_ast_untyped,
)

from tests.kit.fixture_schemas import (
    applicable,
    directives,
    field_set,
    is_external,
    may_be,
    provided,
    required,
    resolvable_keys,
    top_names,
)

View = list[SelectionSetNode]


@dataclass(frozen=True)
class RequestGuard:
    """Judges requests to one subgraph; `overridden` are coordinates that another subgraph has taken over."""

    schema: GraphQLSchema
    overridden: frozenset[str] = frozenset()

    def complaints(self, document: DocumentNode, name: str | None, variables: Mapping[str, Any]) -> Iterator[str]:
        """Everything that is wrong with a request."""
        problems = validate(self.schema, document)
        if problems:
            yield from (one.message for one in problems)
            return
        operation = document.definitions[0]
        assert isinstance(operation, OperationDefinitionNode)
        declared = {one.variable.name.value for one in operation.variable_definitions or ()}
        for extra in set(variables) - declared:
            yield f"variable {extra} is sent and not declared"
        if operation.name is None or operation.name.value != name:
            yield "the operation name does not fit the document"
        root = self.schema.get_root_type(operation.operation)
        assert root is not None
        for one in operation.selection_set.selections:
            assert isinstance(one, FieldNode | InlineFragmentNode)
            if isinstance(one, FieldNode) and one.name.value == "_entities":
                yield from self._entities(one, variables)
        if not _asks(operation.selection_set, variables):
            yield "nothing is asked for: every field is under a condition that does not hold"
        yield from self._fields(operation.selection_set, root, [], variables, entity=False)

    def _entities(self, call: FieldNode, variables: Mapping[str, Any]) -> Iterator[str]:
        arguments = {one.name.value: value_from_ast_untyped(one.value, variables) for one in call.arguments or ()}
        representations = arguments["representations"]
        assert call.selection_set is not None
        if not representations:
            yield "asked for no entities"
        seen = [json.dumps(one, sort_keys=True) for one in representations]
        if len(set(seen)) != len(seen):
            yield f"duplicate representations {seen}"
        if not _asks(call.selection_set, variables):
            yield "a hop that should have been skipped: every field of it is under a condition that does not hold"
        for one in representations:
            yield from self._representation(one, call.selection_set, variables)

    def _representation(
        self, representation: dict[str, Any], selections: SelectionSetNode, variables: Mapping[str, Any]
    ) -> Iterator[str]:
        kind = self.schema.type_map.get(representation.get("__typename", ""))
        if not isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            yield f"unknown type in {representation}"
            return
        asked = list(dict.fromkeys(self._asked(selections, kind.name, variables)))
        if not asked:
            yield f"nothing is asked about {representation}"
        keys = [field_set(one) for one in resolvable_keys(kind)]
        fitting = [one for one in keys if top_names(one) <= set(representation)]
        if not fitting:
            yield f"no resolvable key in {representation}"
            return
        requirements = [one for name in asked if name in kind.fields and (one := required(kind, name))]
        attempts = [list(self._shape(representation, kind, [key], requirements, "")) for key in fitting]
        yield from (f"{problem} in {representation}" for problem in min(attempts, key=len))

    def _asked(self, selections: SelectionSetNode, type_name: str, variables: Mapping[str, Any]) -> Iterator[str]:
        """The names of the fields that are asked of an entity of this type and not skipped."""
        for one in selections.selections:
            if not _included(one.directives, variables):
                continue
            if isinstance(one, FieldNode):
                yield one.name.value
            elif isinstance(one, InlineFragmentNode):
                condition = one.type_condition.name.value if one.type_condition else type_name
                kind = self.schema.type_map[type_name]
                inside = is_abstract_type(kind) and may_be(self.schema, type_name, condition)
                if inside or may_be(self.schema, condition, type_name):
                    yield from self._asked(one.selection_set, type_name, variables)

    def _shape(self, value: Any, kind: Any, keys: View, requirements: View, place: str) -> Iterator[str]:
        """Compares a value with the shape that keys and requirements describe; only requirements may be null."""
        if isinstance(value, list):
            for item in value:
                yield from self._shape(item, kind, keys, requirements, place)
            return
        if value is None:
            if keys:
                yield f"null key {place}"
            return
        if not isinstance(value, dict):
            yield f"{place} should hold fields"
            return
        type_name = value.get("__typename") or kind.name
        guards = any(isinstance(one, InlineFragmentNode) for view in keys + requirements for one in view.selections)
        if guards and "__typename" not in value:
            yield f"{place} has guards and no __typename"
        of_keys = _joined(applicable(self.schema, keys, type_name))
        of_requirements = _joined(applicable(self.schema, requirements, type_name))
        wanted = {*of_keys, *of_requirements}
        undeclared = set(value) - wanted - {"__typename"}
        if undeclared:
            yield f"undeclared fields {sorted(undeclared)} {place}".rstrip()
        for name in sorted(wanted):
            if name not in value:
                part = "the key" if name in of_keys else f"the requirement, which requires {name}"
                yield f"{place}.{name} of {part} is missing"
                continue
            of_type = self.schema.type_map.get(type_name, kind)
            child = get_named_type(of_type.fields[name].type) if name in getattr(of_type, "fields", {}) else kind
            below, also = of_keys.get(name), of_requirements.get(name)
            if below or also:
                yield from self._shape(value[name], child, below or [], also or [], f"{place}.{name}")
            elif value[name] is None and below is not None:
                yield f"null key {place}.{name}"
            elif isinstance(value[name], dict):
                yield f"{place}.{name} should hold a leaf"

    def _fields(
        self, selections: SelectionSetNode, kind: Any, view: View, variables: Mapping[str, Any], *, entity: bool
    ) -> Iterator[str]:
        """What is asked and cannot be answered here: external, required or overridden fields outside their place."""
        for one in selections.selections:
            if isinstance(one, InlineFragmentNode):
                narrowed = self.schema.type_map[one.type_condition.name.value] if one.type_condition else kind
                yield from self._fields(one.selection_set, narrowed, view, variables, entity=entity)
            elif isinstance(one, FieldNode) and not one.name.value.startswith("__"):
                yield from self._field(one, kind, view, variables, entity=entity)

    def _field(
        self, one: FieldNode, kind: Any, view: View, variables: Mapping[str, Any], *, entity: bool
    ) -> Iterator[str]:
        name = one.name.value
        types = self.schema.get_possible_types(kind) if is_abstract_type(kind) else [kind]
        below: View = []
        for possible in types:
            coordinate = f"{possible.name}.{name}"
            given = _joined(applicable(self.schema, view, possible.name))
            if is_external(possible, name) and name not in given:
                yield f"{coordinate} is external and nothing provides it"
            if "requires" in directives(possible.fields[name]) and not entity:
                yield f"{coordinate} requires fields and is asked without a representation"
            if coordinate in self.overridden:
                yield f"{coordinate} is overridden and belongs to another subgraph"
            more = provided(possible, name)
            below += given.get(name, []) + ([more] if more else [])
        if one.selection_set is not None:
            child = get_named_type(kind.fields[name].type)
            is_call = name == "_entities"
            yield from self._fields(one.selection_set, child, below, variables, entity=is_call)


def _joined(fields: Iterator[tuple[str, View]]) -> dict[str, View]:
    found: dict[str, View] = {}
    for name, below in fields:
        found.setdefault(name, []).extend(below)
    return found


def _asks(selections: SelectionSetNode, variables: Mapping[str, Any]) -> bool:
    """Whether any field is left when the conditions are applied."""
    return any(
        isinstance(one, FieldNode) or (isinstance(one, InlineFragmentNode) and _asks(one.selection_set, variables))
        for one in selections.selections
        if _included(one.directives, variables)
    )


def _included(nodes: Sequence[DirectiveNode] | None, variables: Mapping[str, Any]) -> bool:
    for node in nodes or ():
        if node.name.value in ("skip", "include"):
            value = value_from_ast_untyped((node.arguments or ())[0].value, variables)
            if value is not (node.name.value == "include"):
                return False
    return True
