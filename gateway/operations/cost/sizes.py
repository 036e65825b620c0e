"""How long a list is taken to be: what its slicing arguments ask, else what is assumed of it, else of any list.

An argument that the viewer does not see has no part in it. A size below zero asks for nothing sensible and may well be
answered with everything, so it counts as unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLField, Undefined, value_from_ast_untyped
from graphql.utilities import get_default_value_ast

from gateway.errors import ClientError
from gateway.model.operation import Field
from gateway.operations.cost.arguments import Reading, reading
from gateway.operations.cost.formulas import Formula, Variables
from gateway.supergraph.costs import ListSize


@dataclass(frozen=True, slots=True)
class _Slicing:
    """One slicing argument: how its value is read, the way into it, and its default (Undefined: none)."""

    given: Reading | None
    path: tuple[str, ...]
    default: Any


def list_size(declared: ListSize, field: Field, definition: GraphQLField, unknown: float) -> Formula:
    """Raises ClientError BAD_USER_INPUT where exactly one slicing argument is wanted and another number is given."""
    otherwise = unknown if declared.assumed is None else float(declared.assumed)
    names = [name for name in declared.slicing if name.partition(".")[0] in definition.args]
    if not names:
        return otherwise
    slicing = [_slicing(name, field, definition) for name in names]
    refusal = f"{field.parent}.{field.name}", tuple(names)
    wanted = refusal if declared.requires_one else None

    def size(variables: Variables) -> float:
        return _size(slicing, variables, otherwise, wanted)

    roots = {name.partition(".")[0] for name in names}
    if any(one.variables for one in field.arguments if one.name in roots):
        return size
    return size({})


def _slicing(name: str, field: Field, definition: GraphQLField) -> _Slicing:
    root, *path = name.split(".")
    argument = next((one for one in field.arguments if one.name == root), None)
    default = get_default_value_ast(definition.args[root])
    value = Undefined if default is None else value_from_ast_untyped(default)
    return _Slicing(None if argument is None else reading(argument), tuple(path), value)


def _size(
    slicing: list[_Slicing], variables: Variables, otherwise: float, wanted: tuple[str, tuple[str, ...]] | None
) -> float:
    given = [value for one in slicing if one.given and (value := _at(one.given(variables), one.path)) is not None]
    if wanted is not None and len(given) > 1:
        raise _refused(*wanted)
    if not given:
        # A variable left out and an argument left out are the same; null is null and asks for no default.
        left_out = [one for one in slicing if one.given is None or one.given(variables) is Undefined]
        given = [value for one in left_out if (value := _at(one.default, one.path)) is not None]
        if wanted is not None and not given:
            raise _refused(*wanted)
    return max((float(one) if one >= 0 else otherwise for one in given), default=otherwise)


def _at(value: Any, path: tuple[str, ...]) -> int | None:
    """The number at the end of the path; None when there is none."""
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value if isinstance(value, int) else None


def _refused(coordinate: str, names: tuple[str, ...]) -> ClientError:
    return ClientError(
        "BAD_USER_INPUT",
        f"Field '{coordinate}' takes exactly one of the arguments {', '.join(names)}: what it costs depends on it.",
    )
