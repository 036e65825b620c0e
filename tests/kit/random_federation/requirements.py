"""What a field set selects of an object: by the truth of the world, or of what a representation carries.

Computed fields are functions of this, so a representation that is not the truth changes the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graphql import FieldNode, InlineFragmentNode, SelectionSetNode, value_from_ast_untyped

Read = Callable[[Mapping[str, Any], str, Mapping[str, Any]], Any]
"""(object, field name, arguments) -> value."""


def selected(selections: SelectionSetNode, source: Mapping[str, Any], read: Read) -> dict[str, Any]:
    """The selected part of an object as plain JSON, names as in the schema."""
    result: dict[str, Any] = {}
    for one in selections.selections:
        if isinstance(one, InlineFragmentNode):
            if one.type_condition is None or one.type_condition.name.value == source.get("__typename"):
                result.update(selected(one.selection_set, source, read))
        elif isinstance(one, FieldNode):
            arguments = {given.name.value: value_from_ast_untyped(given.value) for given in one.arguments or ()}
            value = read(source, one.name.value, arguments)
            result[one.name.value] = value if one.selection_set is None else _below(one.selection_set, value, read)
    return result


def _below(selections: SelectionSetNode, value: Any, read: Read) -> Any:
    if isinstance(value, list):
        return [_below(selections, one, read) for one in value]
    return selected(selections, value, read) if isinstance(value, dict) else value


def as_represented(source: Mapping[str, Any], name: str, arguments: Mapping[str, Any]) -> Any:
    """Reads what was sent; what was not sent becomes visible in the answer."""
    return source.get(name, f"{name} was not sent")
