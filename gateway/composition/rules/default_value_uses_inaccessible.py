"""DEFAULT_VALUE_USES_INACCESSIBLE: a default that clients see is made of values and fields that they see."""

from __future__ import annotations

from collections.abc import Iterator

from graphql import EnumValueNode, ListValueNode, ObjectValueNode, TypeNode, ValueNode

from gateway.composition.merged import Federation, MergedElement
from gateway.composition.result import CompositionError
from gateway.composition.rules.api_elements import INACCESSIBLE, api_inputs, hidden_error
from gateway.composition.subgraph import named


def default_value_uses_inaccessible(federation: Federation) -> Iterator[CompositionError]:
    for one in api_inputs(federation):
        if one.input.type is None or one.input.default is None:
            continue
        for coordinate, hidden in _hidden(federation, one.input.type, one.input.default):
            message = f'"{coordinate}" is @inaccessible, but part of the default of "{one.coordinate}"'
            yield hidden_error(federation, "DEFAULT_VALUE_USES_INACCESSIBLE", message, hidden)


def _hidden(federation: Federation, node: TypeNode, value: ValueNode) -> Iterator[tuple[str, MergedElement]]:
    if isinstance(value, ListValueNode):
        for item in value.values:
            yield from _hidden(federation, node, item)
        return
    merged = federation.types.get(named(node))
    if merged is None:
        return
    if isinstance(value, EnumValueNode) and value.value in merged.values:
        if merged.values[value.value].has(INACCESSIBLE):
            yield f"{merged.name}.{value.value}", merged.values[value.value]
    elif isinstance(value, ObjectValueNode):
        for each in value.fields:
            field = merged.inputs.get(each.name.value)
            if field is None or field.type is None:
                continue
            if field.has(INACCESSIBLE):
                yield f"{merged.name}.{field.name}", field
            else:
                yield from _hidden(federation, field.type, each.value)
