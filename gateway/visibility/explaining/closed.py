"""Which condition of a schema that holds together hides what the rules allow, and what it lacks.

The answer is found by trying: what is said to be lacking is allowed for a moment, and the closure says whether that is
enough. So what is told to be enough is, whatever the clauses of the closure are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from graphql import (
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_leaf_type,
    is_required_argument,
    is_required_input_field,
)

from gateway.visibility.closure import close
from gateway.visibility.explaining.ways import cheapest_way


@dataclass(frozen=True, slots=True)
class Condition:
    """`reason` says what the schema would not bear; `lacks` are coordinates that would mend it, all of them.

    `is_example`: another field of the same type would do as well.
    """

    reason: str
    lacks: tuple[str, ...]
    is_example: bool = False


def closed_by(
    schema: GraphQLSchema, allowed: frozenset[str], coordinate: str, following: Mapping[str, tuple[str, ...]]
) -> tuple[Condition, ...]:
    """The conditions that hide a coordinate even where it is allowed, or a type; empty where none does.

    The first hides it; each further one hides what those before it lack. `following` are the arguments of fields that
    are allowed with them.
    """

    def with_those_that_follow(*names: str) -> frozenset[str]:
        return frozenset(names).union(*(following.get(name, ()) for name in names))

    found: list[Condition] = []
    wanted = [coordinate]
    granted = allowed | with_those_that_follow(coordinate)
    while coordinate not in (visible := close(schema, granted)):
        failing = (
            condition
            for one in reversed(wanted)
            if one not in visible
            for condition in _conditions(schema, granted, visible, one)
            if not granted.issuperset(condition.lacks)
        )
        condition = next(failing, None)
        if condition is None:
            return (*found, Condition(f"the schema would not hold together with {wanted[-1]}", ()))
        lacking = [one for one in condition.lacks if one not in granted]
        brought = {argument for name in lacking for argument in following.get(name, ())}
        condition = replace(condition, lacks=tuple(one for one in lacking if one not in brought))
        found.append(condition)
        wanted += lacking
        granted |= with_those_that_follow(*lacking)
    return tuple(found)


def _conditions(
    schema: GraphQLSchema, allowed: frozenset[str], visible: frozenset[str], coordinate: str
) -> Iterator[Condition]:
    owner, _, member = coordinate.partition(".")
    name, _, argument = member.partition("(")
    type_ = schema.type_map[owner]
    if argument and f"{owner}.{name}" not in allowed:
        yield Condition(f"it belongs to {owner}.{name}, which is hidden", (f"{owner}.{name}",))
    if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType) and name:
        field = type_.fields[name]
        for one, definition in field.args.items():
            required = f"{owner}.{name}({one}:)"
            if required not in visible and (is_required_argument(definition) or argument == f"{one}:)"):
                yield from _unusable(schema, allowed, required, get_named_type(definition.type).name)
        yield from _empty(schema, visible, get_named_type(field.type).name)
        if isinstance(type_, GraphQLInterfaceType):
            yield from _implementations(schema, visible, type_, member)
    elif isinstance(type_, GraphQLInputObjectType) and name:
        yield from _unusable(schema, allowed, coordinate, get_named_type(type_.fields[name].type).name)
    elif not name:
        yield from _empty(schema, visible, owner)
    yield from _missing_inputs(schema, visible, owner)
    yield from _unreachable(schema, allowed, visible, owner)
    if argument:
        yield from _conditions(schema, allowed, visible, f"{owner}.{name}")


def _unusable(schema: GraphQLSchema, allowed: frozenset[str], coordinate: str, type_name: str) -> Iterator[Condition]:
    """What takes a value: it is not allowed itself, or nothing can be written into it."""
    if coordinate not in allowed:
        yield Condition(f"it requires {coordinate}, which is hidden", (coordinate,))
    yield from _missing_inputs(schema, allowed, type_name)


def _missing_inputs(schema: GraphQLSchema, visible: frozenset[str], type_name: str) -> Iterator[Condition]:
    type_ = schema.type_map[type_name]
    if isinstance(type_, GraphQLInputObjectType):
        missing = tuple(
            f"{type_name}.{name}"
            for name, field in type_.fields.items()
            if is_required_input_field(field) and f"{type_name}.{name}" not in visible
        )
        if missing:
            yield Condition(f"{type_name} cannot be written without {' and '.join(missing)}", missing)


def _empty(schema: GraphQLSchema, visible: frozenset[str], type_name: str) -> Iterator[Condition]:
    """The type has no visible field; the simplest of them would do."""
    type_ = schema.type_map[type_name]
    for one in (type_, *(schema.get_possible_types(type_) if isinstance(type_, GraphQLInterfaceType) else ())):
        if not isinstance(one, GraphQLObjectType):
            continue
        fields = sorted(one.fields, key=lambda name: not is_leaf_type(get_named_type(one.fields[name].type)))
        if not any(f"{one.name}.{name}" in visible for name in fields):
            yield Condition(f"{type_name} has no visible field", (f"{one.name}.{fields[0]}",), is_example=True)


def _implementations(
    schema: GraphQLSchema, visible: frozenset[str], interface: GraphQLInterfaceType, member: str
) -> Iterator[Condition]:
    hiding = tuple(
        f"{one.name}.{member}"
        for one in schema.get_implementations(interface).objects
        if one.name in visible and f"{one.name}.{member}" not in visible
    )
    if hiding:
        yield Condition(
            f"{interface.name} shows only what all its types show, and {' and '.join(hiding)} is hidden", hiding
        )


def _unreachable(
    schema: GraphQLSchema, allowed: frozenset[str], visible: frozenset[str], type_name: str
) -> Iterator[Condition]:
    way = cheapest_way(schema, visible, allowed, type_name)
    hidden = tuple(one for one in way if one not in allowed)
    if hidden:
        fields = [one for one in hidden if "(" not in one] or hidden
        yield Condition(f"nothing visible leads to {type_name}: {' and '.join(fields)} would", hidden)
