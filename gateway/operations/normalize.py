"""Document -> normalized operation: fragments inlined, constant conditions resolved, equal response keys merged.

The document is valid against `schema` when it comes here. Follows CollectFields of the GraphQL specification (6.3.2),
but keeps fragments that narrow an abstract position and conditions that depend on variables.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    get_named_type,
    print_ast,
)

from gateway.errors import ClientError
from gateway.model.guard import ALWAYS, NEVER, Guard
from gateway.model.operation import (
    Argument,
    Field,
    Fragment,
    Occurrence,
    Operation,
    Selection,
    VariableDefinition,
)
from gateway.model.visible import VisibleSchema
from gateway.operations.introspection import INTROSPECTION_FIELDS, introspection_document
from gateway.operations.mask import Mask
from gateway.operations.questions import choose_operation, nullable_conditions, variables_in
from gateway.operations.standing import Deferrals, Standing


def normalize(
    schema: GraphQLSchema, document: DocumentNode, operation_name: str | None, visible: VisibleSchema | None
) -> Operation:
    """The chosen operation in normal form, masked when `visible` is given.

    Raises ClientError: OPERATION_RESOLUTION_FAILURE when no operation can be chosen, GRAPHQL_VALIDATION_FAILED when a
    root field of a mutation or subscription is hidden (nothing may run then) or an alias starts with two underscores.
    """
    return _Normalizer(schema, document, choose_operation(document, operation_name), visible).operation()


@dataclass(slots=True)
class _Occurrences:
    """All places where one response key is selected, and where each of them stands."""

    parent: str
    nodes: list[tuple[Standing, FieldNode]] = field(default_factory=list)

    def deferrable(self) -> tuple[Occurrence, ...]:
        """Empty when none stands in a deferral."""
        if all(standing.deferral is None for standing, _ in self.nodes):
            return ()
        return tuple(dict.fromkeys((standing.guard, standing.deferral) for standing, _ in self.nodes))


@dataclass(slots=True)
class _Narrowed:
    """Selections under a type condition that does not hold for every possible type."""

    type_name: str
    types: frozenset[str]
    items: _Items = field(default_factory=dict)


_Items = dict[tuple[str, str], _Occurrences | _Narrowed]


class _Normalizer:
    """Normalizes one operation; lives for one call."""

    def __init__(
        self,
        schema: GraphQLSchema,
        document: DocumentNode,
        node: OperationDefinitionNode,
        visible: VisibleSchema | None,
    ) -> None:
        self.schema = schema
        self.node = node
        self.mask = Mask(visible)
        self.fragments = {
            one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)
        }
        self.used: set[str] = set()
        self.hidden: dict[str, None] = {}
        self.introspection: list[tuple[Guard, FieldNode]] = []
        self.deferrals = Deferrals()

    def operation(self) -> Operation:
        root = self.schema.get_root_type(self.node.operation)
        if root is None:
            raise ClientError(
                "GRAPHQL_VALIDATION_FAILED", f"The schema does not support {self.node.operation.value} operations."
            )
        items: _Items = {}
        self._collect(self.node.selection_set, root.name, frozenset([root.name]), Standing(), items, set())
        selections = self._finish(items, "")
        if self.node.operation.value != "query":
            self._refuse_hidden_root(selections, root.name)
        deferrals = self.deferrals.of(self.used)
        definitions = tuple(
            VariableDefinition(
                name=one.variable.name.value,
                type_text=print_ast(one.type),
                default=print_ast(one.default_value) if one.default_value else None,
            )
            for one in self.node.variable_definitions or ()
            if one.variable.name.value in self.used
        )
        return Operation(
            kind=self.node.operation.value,
            name=self.node.name.value if self.node.name else None,
            root_type=root.name,
            selections=selections,
            variables=definitions,
            used_variables=frozenset(self.used),
            hidden=tuple(self.hidden),
            deferrals=deferrals,
            never_null=nullable_conditions(self.node, self.fragments) & self.used,
            introspection=introspection_document(self.node, self.introspection, self.fragments),
            node=self.node,
        )

    def _refuse_hidden_root(self, selections: tuple[Selection, ...], root: str) -> None:
        for selection in selections:
            if isinstance(selection, Field) and selection.hidden:
                raise ClientError(
                    "GRAPHQL_VALIDATION_FAILED", f"Cannot query field '{selection.name}' on type '{root}'."
                )

    def _possible(self, type_name: str) -> frozenset[str]:
        kind = self.schema.type_map[type_name]
        if isinstance(kind, GraphQLInterfaceType | GraphQLUnionType):
            return frozenset(one.name for one in self.schema.get_possible_types(kind))
        return frozenset([type_name])

    def _collect(
        self,
        node: SelectionSetNode,
        type_name: str,
        possible: frozenset[str],
        standing: Standing,
        into: _Items,
        visited: set[tuple[str, Standing]],
    ) -> None:
        """Adds the selections of `node` on a position of `type_name` that can hold the `possible` object types."""
        for selection in node.selections:
            own = standing.under(selection.directives)
            if own.guard == NEVER:
                continue
            if isinstance(selection, FieldNode):
                key = selection.alias.value if selection.alias else selection.name.value
                _check_alias(selection, key)
                found = into.setdefault(("", key), _Occurrences(type_name))
                if isinstance(found, _Occurrences):
                    found.nodes.append((own, selection))
                continue
            if isinstance(selection, FragmentSpreadNode):
                name = selection.name.value
                own = self.deferrals.entered(selection.directives, own)
                if (name, own) in visited:
                    continue
                visited.add((name, own))
                fragment = self.fragments[name]
                self._narrow(
                    fragment.type_condition.name.value, fragment.selection_set, type_name, possible, own, into, visited
                )
            elif isinstance(selection, InlineFragmentNode):
                own = self.deferrals.entered(selection.directives, own)
                condition = selection.type_condition.name.value if selection.type_condition else type_name
                self._narrow(condition, selection.selection_set, type_name, possible, own, into, visited)

    def _narrow(
        self,
        condition: str,
        node: SelectionSetNode,
        type_name: str,
        possible: frozenset[str],
        standing: Standing,
        into: _Items,
        visited: set[tuple[str, Standing]],
    ) -> None:
        if self.mask.hides_type(condition):
            return
        types = possible & self._possible(condition)
        if types == possible and (type_name in possible or self._is_sub_type(condition, type_name)):
            self._collect(node, type_name, possible, standing, into, visited)
            return
        if not types:
            return
        if len(types) == 1:
            condition = next(iter(types))
        # Neighbours under one condition are joined; others stay where they are, for the order of response keys.
        found = next(reversed(into.values()), None)
        if not isinstance(found, _Narrowed) or (found.type_name, found.types) != (condition, types):
            found = into[condition, str(len(into))] = _Narrowed(condition, types)
        # What was visited outside may still be missing in here, so the visited set starts anew.
        self._collect(node, condition, types, standing, found.items, set())

    def _is_sub_type(self, abstract: str, type_name: str) -> bool:
        if abstract == type_name:
            return True
        kind = self.schema.type_map[abstract]
        sub = self.schema.type_map[type_name]
        return (
            isinstance(kind, GraphQLInterfaceType)
            and isinstance(sub, GraphQLInterfaceType | GraphQLObjectType)
            and self.schema.is_sub_type(kind, sub)
        )

    def _finish(self, items: _Items, path: str) -> tuple[Selection, ...]:
        result: list[Selection] = []
        for (_, key), item in items.items():
            if isinstance(item, _Narrowed):
                inner = self._finish(item.items, path)
                if inner:
                    result.append(Fragment(item.type_name, item.types, inner))
            else:
                result.append(self._field(key, item, f"{path}.{key}" if path else key))
        return tuple(result)

    def _field(self, key: str, occurrences: _Occurrences, path: str) -> Field:
        guard = NEVER
        for standing, _ in occurrences.nodes:
            guard = guard | standing.guard
        deferrable = occurrences.deferrable()
        node = occurrences.nodes[0][1]
        name = node.name.value
        parent = occurrences.parent
        self.used |= guard.variables
        if name == "__typename":
            return Field(key, name, parent, "String", guard=guard, deferrable=deferrable)
        if name in INTROSPECTION_FIELDS:
            self.introspection += [(standing.guard, one) for standing, one in occurrences.nodes]
            for _, introspected in occurrences.nodes:
                self._use_variables(introspected)
            return Field(key, name, parent, name, guard=guard, deferrable=deferrable)
        parent_type = self.schema.type_map[parent]
        if not isinstance(parent_type, GraphQLObjectType | GraphQLInterfaceType):
            raise TypeError(f"{parent} has no fields; was the document validated?")
        definition = parent_type.fields[name]
        type_name = get_named_type(definition.type).name
        if self.mask.hides_field(parent, node, definition):
            self.hidden[path] = None
            return Field(key, name, parent, type_name, guard=guard, hidden=True, deferrable=deferrable)
        arguments = tuple(
            Argument(one.name.value, print_ast(one.value), frozenset(self._use_variables(one.value)))
            for one in node.arguments or ()
        )
        below = self._sub_selections(occurrences, guard, type_name, path)
        return Field(key, name, parent, type_name, arguments, below, guard, deferrable=deferrable)

    def _sub_selections(
        self, occurrences: _Occurrences, guard: Guard, type_name: str, path: str
    ) -> tuple[Selection, ...]:
        """The merged selections below a field; where occurrences have different guards, each part keeps its own."""
        items: _Items = {}
        visited: set[tuple[str, Standing]] = set()
        for standing, node in occurrences.nodes:
            if node.selection_set is not None:
                inner = Standing(path, ALWAYS if standing.guard == guard else standing.guard, standing.deferral)
                self._collect(node.selection_set, type_name, self._possible(type_name), inner, items, visited)
        return self._finish(items, path)

    def _use_variables(self, node: FieldNode | ValueNode) -> set[str]:
        names = set(variables_in(node, self.fragments))
        self.used |= names
        return names


def _check_alias(node: FieldNode, key: str) -> None:
    if node.alias is not None and key.startswith("__") and key != node.name.value:
        location = node.loc.start_token if node.loc else None
        raise ClientError(
            "GRAPHQL_VALIDATION_FAILED",
            f'Alias "{key}" must not begin with "__", which is reserved by GraphQL introspection.',
            locations=[(location.line, location.column)] if location else (),
        )
