"""Where a coordinate is asked for: a selection on a type, with the place of its name left open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
)

from tests.leaks.asking import WORD
from tests.leaks.coordinates import Coordinate, Kind
from tests.leaks.routes import Route
from tests.leaks.samples import Raw, arguments, below, literal, sample


@dataclass(frozen=True, slots=True)
class Place:
    """`selection` stands on the type `owner`. What takes a value takes it as `given`, of type `value_type`."""

    owner: str
    selection: str
    is_field: bool
    by_variable: str = ""
    value_type: str = ""
    given: Any = None


@dataclass(frozen=True, slots=True)
class Use:
    """An argument through which values of a type are given, and the input fields that lead to them from there."""

    owner: str
    field: str
    argument: str
    inside: tuple[tuple[str, str], ...] = ()


@dataclass
class Places:
    """The places of one whole schema."""

    schema: GraphQLSchema
    uses: Mapping[str, Use] = field(init=False)

    def __post_init__(self) -> None:
        self.uses = _uses(self.schema)

    def of(self, one: Coordinate) -> Place:
        if one.kind is Kind.FIELD:
            definition = self.definition(one.owner, one.name)
            return Place(one.owner, f"{WORD}{arguments(definition)}{below(definition)}", is_field=True)
        if one.kind is Kind.ARGUMENT:
            definition = self.definition(one.owner, one.field)
            return self._valued(one.owner, one.field, one.name, definition.args[one.name].type, None, WORD)
        if one.kind is Kind.INPUT_FIELD:
            return self._input_field(one)
        if one.kind is Kind.ENUM_VALUE:
            use = self.uses.get(one.owner) or Use("Query", "products", "orderBy")
            return self._used(use, WORD)
        if one.kind is Kind.TYPE:
            return Place("Query", f"... on {WORD} {{ __typename }}", is_field=False)
        return Place("Query", f"__typename @{WORD}", is_field=True)

    def definition(self, owner: str, name: str) -> GraphQLField:
        type_ = self.schema.type_map[owner]
        assert isinstance(type_, GraphQLObjectType | GraphQLInterfaceType)
        found: GraphQLField = type_.fields[name]
        return found

    def _input_field(self, one: Coordinate) -> Place:
        type_ = self.schema.type_map[one.owner]
        assert isinstance(type_, GraphQLInputObjectType)
        use = self.uses.get(one.owner)
        if use is None:  # of the machinery, taken by no field
            return Place("Query", f"__typename @include({WORD}: true)", is_field=True)
        return self._used(use, {**sample(type_), WORD: sample(type_.fields[one.name].type)}, one.name)

    def _used(self, use: Use, value: Any, replaced: str | None = None) -> Place:
        """`replaced` is the member in whose place the open name stands."""
        if isinstance(value, dict):
            value = {name: part for name, part in value.items() if name != replaced}
        for type_name, name in reversed(use.inside):
            type_ = self.schema.type_map[type_name]
            assert isinstance(type_, GraphQLInputObjectType)
            inner: Any = [value] if _is_list(type_.fields[name].type) else value
            value = {**sample(type_), name: inner}
        definition = self.definition(use.owner, use.field)
        return self._valued(use.owner, use.field, use.argument, definition.args[use.argument].type, value)

    def _valued(
        self, owner: str, name: str, argument: str, type_: GraphQLInputType, value: Any, called: str = ""
    ) -> Place:
        """The field with this argument, as a literal and as a variable `$v`; `called` stands in for its name."""
        definition = self.definition(owner, name)
        given = sample(type_) if value is None else value
        written = literal(type_, _raw(given))
        others = {key: one for key, one in definition.args.items() if key != argument}
        rest = GraphQLField(definition.type, args=others)
        return Place(
            owner,
            f"{name}{arguments(rest, **{called or argument: written})}{below(definition)}",
            is_field=True,
            by_variable=f"{name}{arguments(rest, **{called or argument: '$v'})}{below(definition)}",
            value_type=str(type_),
            given=given,
        )

    def within(self, route: Route, selection: str) -> str:
        """The document that follows a route to a selection."""
        for owner, name in reversed(route.fields):
            selection = f"{name}{arguments(self.definition(owner, name))} {{ {selection} }}"
        return f"{{ {selection} }}" if route.operation == "query" else f"{route.operation} {{ {selection} }}"


def _raw(value: Any) -> Any:
    """The member with the open name is written as JSON would be: its type may say nothing of it."""
    if isinstance(value, list):
        return [_raw(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {name: Raw(_written(one)) if name == WORD else _raw(one) for name, one in value.items()}


def _written(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{{', '.join(f'{name}: {_written(one)}' for name, one in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    return f'"{value}"' if isinstance(value, str) else str(value).lower()


def _is_list(type_: GraphQLInputType) -> bool:
    return isinstance(type_.of_type if isinstance(type_, GraphQLNonNull) else type_, GraphQLList)


def _uses(schema: GraphQLSchema) -> dict[str, Use]:
    """By input type and enum, the nearest argument through which it is given."""
    found: dict[str, Use] = {}
    waiting = [
        (get_named_type(argument.type), Use(type_.name, field_name, name))
        for type_ in schema.type_map.values()
        if isinstance(type_, GraphQLObjectType) and not type_.name.startswith("__")
        for field_name, one in type_.fields.items()
        for name, argument in one.args.items()
    ]
    for type_, use in waiting:  # grows while it is walked
        if type_.name in found or not isinstance(type_, GraphQLInputObjectType | GraphQLEnumType):
            continue
        found[type_.name] = use
        if isinstance(type_, GraphQLInputObjectType):
            waiting += [
                (get_named_type(one.type), Use(use.owner, use.field, use.argument, (*use.inside, (type_.name, name))))
                for name, one in type_.fields.items()
            ]
    return found
