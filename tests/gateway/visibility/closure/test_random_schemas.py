"""Whatever rules say over whatever schema: what is left is a schema that holds together and names nothing hidden.

`WERKTOR_TEST_CLOSURES=20000` for more of them than the suite draws.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from random import Random

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    build_schema,
    get_introspection_query,
    get_named_type,
    graphql_sync,
    is_introspection_type,
    is_required_argument,
    is_specified_scalar_type,
    print_schema,
    validate_schema,
)

from gateway.model.viewer import Viewer
from gateway.visibility.closure import close
from gateway.visibility.coordinates import Coordinates, coordinates_of
from gateway.visibility.files import PolicyFiles
from gateway.visibility.loading import load_policies
from gateway.visibility.policies import Policies
from tests.kit.policy_folder import ALL_FUNCTIONS
from tests.kit.public_schema import POLICY_FOLDER
from tests.kit.random_schemas import random_schema

DRAWN = int(os.environ.get("WERKTOR_TEST_CLOSURES", "300"))
PART = 50
ROLES = "\n".join(["g, function:all, all", *(f"g, kind:k{number}, role{number}" for number in range(3))])
VIEWER = Viewer(claims=frozenset({"kind:k0", "kind:k1"}))


def random_policies(random: Random, schema: GraphQLSchema) -> Policies:
    """Rules of three roles, of which the viewer holds two, with globs, groups and rules for everybody."""
    coordinates = coordinates_of(schema)
    names = list(coordinates.names)
    share = random.choice((0.2, 0.5, 0.8, 0.95))
    lines = [
        f"p, role{random.randrange(3)}, {name}, {coordinates.actions[name].value}, allow"
        for name in names
        if random.random() < share
    ]
    lines += [f"p, role{random.randrange(3)}, {type_}.*, read, allow" for type_ in random.sample(("Alpha", "Node"), 1)]
    denied = random.choice(names)
    lines.append(f"p, everyone, {denied}, {coordinates.actions[denied].value}, deny")
    grouped = random.sample(names, 3)
    lines.append("p, role0, @group, read, allow")
    texts = {
        "model.conf": (POLICY_FOLDER / "model.conf").read_text(encoding="utf-8"),
        "roles.csv": ROLES,
        "fields.csv": "\n".join(f"g2, {name}, @group" for name in grouped),
        "rules.csv": "\n".join(dict.fromkeys(lines)),
        "functions.csv": ALL_FUNCTIONS,
    }
    return load_policies(PolicyFiles(texts), schema, strict=False)


@pytest.mark.parametrize("first", range(0, DRAWN, PART))
def test_random_rules_over_random_schemas_leave_a_schema_that_holds_together(first: int) -> None:
    for seed in range(first, first + PART):
        random = Random(f"closure:{seed}")
        schema = random_schema(random)
        policies = random_policies(random, schema)
        seen = policies.visible(VIEWER)
        allowed = policies.allowed(VIEWER) - policies.coordinates.operations
        problems = [
            *_unsound(seen.schema),
            *_not_allowed(schema, allowed, seen.coordinates),
            *_not_shown_as_told(seen.schema, seen.coordinates),
            *_told_all_the_same(schema, seen.schema, seen.coordinates),
            *_hidden_without_reason(schema, allowed, seen.coordinates),
        ]
        if close(schema, seen.coordinates & frozenset(coordinates_of(schema).names)) != seen.coordinates:
            problems.append("closing again takes more away")
        assert problems == [], f"seed {seed}\n{print_schema(schema)}"


def _unsound(schema: GraphQLSchema) -> Iterator[str]:
    answer = graphql_sync(schema, "{ __typename }", root_value=object())
    if answer.errors or answer.data != {"__typename": "Query"}:
        yield "the root does not tell its name"
    if schema.query_type is not None and schema.query_type.fields:
        yield from (f"invalid: {error.message}" for error in validate_schema(build_schema(print_schema(schema))))


def _not_allowed(schema: GraphQLSchema, allowed: frozenset[str], seen: frozenset[str]) -> Iterator[str]:
    """But types and fields of interfaces, which follow, and values of enums that answers hold."""
    coordinates = coordinates_of(schema)
    for name in sorted(seen & frozenset(coordinates.names) - allowed):
        if not name.startswith("Answered."):
            yield f"{name} is visible and not allowed"


def _not_shown_as_told(shown: GraphQLSchema, seen: frozenset[str]) -> Iterator[str]:
    found = frozenset(_elements(shown))
    yield from (f"{name} is shown and not told" for name in sorted(found - seen))
    yield from (f"{name} is told and not shown" for name in sorted(seen - found) if name not in _SCALARS)


_SCALARS = frozenset({"Int", "Float", "String", "Boolean", "ID"})


def _elements(schema: GraphQLSchema) -> Iterator[str]:
    for name, type_ in schema.type_map.items():
        if is_introspection_type(type_) or is_specified_scalar_type(type_):
            continue
        yield name
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            for field_name, field in type_.fields.items():
                yield f"{name}.{field_name}"
                yield from (f"{name}.{field_name}({argument}:)" for argument in field.args)
        elif isinstance(type_, GraphQLInputObjectType):
            yield from (f"{name}.{field_name}" for field_name in type_.fields)
        elif isinstance(type_, GraphQLEnumType):
            yield from (f"{name}.{value}" for value in type_.values)


def _told_all_the_same(schema: GraphQLSchema, shown: GraphQLSchema, seen: frozenset[str]) -> Iterator[str]:
    """In introspection: names of hidden types, and hidden coordinates in texts and defaults."""
    answer = graphql_sync(shown, get_introspection_query(input_value_deprecation=True), root_value=object())
    if answer.errors:
        yield f"introspection fails: {answer.errors[0].message}"
    told = str(answer.data)
    for name in sorted(frozenset(_elements(schema)) - seen):
        if re.search(rf"(?<![\w.]){re.escape(name)}(?![\w(])", told):
            yield f"{name} is hidden and named"
    if "Asked.MARGIN" not in seen and re.search(r"'defaultValue': '[^']*MARGIN", told):
        yield "a default tells a hidden value"


def _hidden_without_reason(schema: GraphQLSchema, allowed: frozenset[str], seen: frozenset[str]) -> Iterator[str]:
    """Object fields that are allowed and yet hidden: only where the schema would not hold together with them.

    An implementation that has gone stays away when its interface comes back because of that.
    """
    for name, type_ in schema.type_map.items():
        if not isinstance(type_, GraphQLObjectType) or is_introspection_type(type_):
            continue
        bearable = [
            f"{name}.{field_name}"
            for field_name, field in type_.fields.items()
            if f"{name}.{field_name}" in allowed
            and _named(field.type) in seen | _SCALARS
            and all(
                f"{name}.{field_name}({argument}:)" in seen | allowed and _named(definition.type) in seen | _SCALARS
                for argument, definition in field.args.items()
                if is_required_argument(definition)
            )
        ]
        if name in seen:
            yield from (f"{one} is hidden without a reason" for one in bearable if one not in seen)
        elif bearable and not type_.interfaces and name in _led_to(schema, seen):
            yield f"{name} is hidden without a reason"


def _named(type_: object) -> str:
    named: GraphQLNamedType = get_named_type(type_)  # type: ignore[call-overload]
    return named.name


def _led_to(schema: GraphQLSchema, seen: frozenset[str]) -> frozenset[str]:
    """Roots, and what visible fields return or what returned abstract types may be."""
    found = {root.name for root in (schema.query_type, schema.mutation_type, schema.subscription_type) if root}
    for name, type_ in schema.type_map.items():
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            for field_name, field in type_.fields.items():
                if f"{name}.{field_name}" in seen:
                    returned = get_named_type(field.type)
                    found.add(returned.name)
                    if isinstance(returned, GraphQLInterfaceType | GraphQLUnionType):
                        found |= {one.name for one in schema.get_possible_types(returned)}
    return frozenset(found)


def test_the_draws_hold_every_kind_of_difference() -> None:
    """Otherwise the property above might hold because nothing ever is hidden, or everything."""
    counts = {"all": 0, "none": 0, "some": 0, "closed": 0, "interface": 0, "union": 0, "default": 0}
    for seed in range(PART * 2):
        random = Random(f"closure:{seed}")
        schema = random_schema(random)
        policies = random_policies(random, schema)
        seen = policies.visible(VIEWER).coordinates
        objects = _objects(coordinates_of(schema))
        allowed = policies.allowed(VIEWER) & objects
        counts["all" if objects <= seen else "some" if objects & seen else "none"] += 1
        counts["closed"] += bool(allowed - seen)
        counts["interface"] += any(name.startswith("Node.") for name in seen)
        counts["union"] += "Either" in seen
        counts["default"] += "Asked" in seen and "Asked.MARGIN" not in seen
    assert all(count for name, count in counts.items() if name not in ("all", "none")), counts
    assert counts["some"] > PART


def _objects(coordinates: Coordinates) -> frozenset[str]:
    return frozenset(coordinates.fields)
