"""Decides what a contract document may not fetch for one viewer.

A field is hidden when it is not visible itself or is given an argument, an input field or a literal enum value that is
not. Values given by variable are left to coercion, which refuses them exactly like unknown ones.
"""

from __future__ import annotations

from graphql import (
    EnumValueNode,
    FieldNode,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    ListValueNode,
    ObjectValueNode,
    ValueNode,
    get_named_type,
)

from gateway.model.visible import VisibleSchema


class Mask:
    """The visible coordinates, asked about fields and fragments; without a visible schema nothing is hidden."""

    def __init__(self, visible: VisibleSchema | None) -> None:
        self._coordinates = None if visible is None else visible.coordinates

    def hides_type(self, type_name: str) -> bool:
        return self._coordinates is not None and type_name not in self._coordinates

    def hides_field(self, parent: str, node: FieldNode, definition: GraphQLField) -> bool:
        """Whether this use of a field is hidden: the field itself, or something that is written into its arguments."""
        if self._coordinates is None:
            return False
        coordinate = f"{parent}.{node.name.value}"
        if coordinate not in self._coordinates:
            return True
        for argument in node.arguments or ():
            name = argument.name.value
            if f"{coordinate}({name}:)" not in self._coordinates:
                return True
            if self._hides_value(definition.args[name].type, argument.value):
                return True
        return False

    def _hides_value(self, expected: GraphQLInputType, value: ValueNode) -> bool:
        if isinstance(expected, GraphQLNonNull):
            return self._hides_value(expected.of_type, value)
        if isinstance(value, ListValueNode):
            item = expected.of_type if isinstance(expected, GraphQLList) else expected
            return any(self._hides_value(item, one) for one in value.values)
        named = get_named_type(expected)
        if isinstance(value, EnumValueNode) and isinstance(named, GraphQLEnumType):
            return self._is_hidden(f"{named.name}.{value.value}")
        if isinstance(value, ObjectValueNode) and isinstance(named, GraphQLInputObjectType):
            return any(
                self._is_hidden(f"{named.name}.{field.name.value}")
                or self._hides_value(named.fields[field.name.value].type, field.value)
                for field in value.fields
            )
        return False

    def _is_hidden(self, coordinate: str) -> bool:
        return self._coordinates is not None and coordinate not in self._coordinates
