"""Random valid operations over a schema, for tests that compare the gateway with one service."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    is_composite_type,
    parse,
    validate,
)

ARGUMENTS = {
    "sku": ['"p1"', '"p2"', '"p9"'],
    "text": ['"x"'],
    "id": ['"r1"', '"r3"'],
    "first": ["1", "$n"],
    "quantity": ["2", "$n"],
    "n": ["1", "2", "3", "$n"],
}
VARIABLES = {"v": "Boolean!", "w": "Boolean!", "n": "Int"}
MOST_FIELDS = 24
"""What an operation asks for stays small, so that answers do; the depth is what counts."""

Composite = GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType


def random_query(schema: GraphQLSchema, seed: int, depth: int = 6) -> str:
    """A valid query; it uses `$v`, `$w` and `$n` or not. The same seed gives the same query."""
    assert schema.query_type is not None
    return _valid(schema, Random(seed), "query", schema.query_type, depth)


def random_operation(schema: GraphQLSchema, random: Random, depth: int = 6) -> tuple[str, dict[str, Any]]:
    """A valid query, or now and then a mutation, with values for the variables it uses."""
    root, kind = schema.query_type, "query"
    if schema.mutation_type is not None and random.random() < 0.1:
        root, kind = schema.mutation_type, "mutation"
    assert root is not None
    text = _valid(schema, random, kind, root, depth)
    values = {"v": random.random() < 0.7, "w": random.random() < 0.5, "n": random.choice([1, 2, 3, None])}
    return text, {name: value for name, value in values.items() if f"${name}" in text}


def _valid(schema: GraphQLSchema, random: Random, kind: str, root: GraphQLObjectType, depth: int) -> str:
    while True:
        drawing = _Operation(schema, random)
        text = drawing.selections(root, depth, _Scope())
        whole = " ".join([text, *drawing.fragments])
        used = [f"${name}: {type_text}" for name, type_text in VARIABLES.items() if f"${name}" in whole]
        query = f"{kind} Random" + (f"({', '.join(used)})" if used else "") + whole
        if not validate(schema, parse(query)):
            return query


@dataclass
class _Scope:
    """The response keys of one place with what they mean there, so that no two selections of it disagree."""

    keys: dict[str, tuple[str, str, _Scope]] = field(default_factory=dict)


class _Operation:
    def __init__(self, schema: GraphQLSchema, random: Random) -> None:
        self.schema = schema
        self.random = random
        self.fragments: list[str] = []
        self.left = MOST_FIELDS

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def selections(self, kind: Composite, depth: int, scope: _Scope) -> str:
        is_root = kind in (self.schema.query_type, self.schema.mutation_type)
        parts: list[str] = []
        for _ in range(self.random.choice([1, 1, 2, 3] if is_root else [1, 2, 3, 4])):
            if not isinstance(kind, GraphQLObjectType) and self.chance(0.7):
                member = self.random.choice(self.schema.get_possible_types(kind))
                parts.append(self.fragment(member, depth, scope))
            elif not isinstance(kind, GraphQLUnionType) and self.chance(0.9):
                parts.append(self.field(kind, depth, scope))
            elif isinstance(kind, GraphQLObjectType) and self.chance(0.5):
                parts.append(self.fragment(self.guard_of(kind), depth, scope))
            else:
                parts.append("__typename")
        return "{ " + " ".join(parts) + " }"

    def guard_of(self, kind: GraphQLObjectType) -> Composite | None:
        """What a fragment on an object names: nothing, the type itself or an interface of it."""
        return self.random.choice([None, kind, *kind.interfaces])

    def fragment(self, kind: Composite | None, depth: int, scope: _Scope) -> str:
        if kind is None:
            return f"... {self.condition()} {{ __typename }}"
        below = self.selections(kind, depth, scope)
        if self.chance(0.2):
            name = f"F{len(self.fragments)}"
            self.fragments.append(f"fragment {name} on {kind.name} {below}")
            return f"...{name}{self.condition()}"
        return f"... on {kind.name}{self.condition()} {below}"

    def field(self, kind: GraphQLObjectType | GraphQLInterfaceType, depth: int, scope: _Scope) -> str:
        """A field, leaves rather than further places when the operation is large or deep enough."""
        self.left -= 1
        composite = [name for name, one in kind.fields.items() if is_composite_type(get_named_type(one.type))]
        leaves = [name for name in kind.fields if name not in composite]
        deeper = composite and depth > 0 and self.left > 0 and (not leaves or self.chance(0.5))
        if not deeper and not leaves:
            return "__typename"
        name = self.random.choice(composite if deeper else leaves)
        one = kind.fields[name]
        arguments = self.arguments(one)
        meaning = f"{name}{arguments}"
        key = self.key(kind, name)
        for wanted in (key, name, f"{name}_{len(scope.keys)}"):
            known = scope.keys.setdefault(wanted, (meaning, str(one.type), _Scope()))
            if known[:2] == (meaning, str(one.type)):
                break
        else:
            return "__typename"
        text = ("" if wanted == name else f"{wanted}: ") + meaning + self.condition()
        named = get_named_type(one.type)
        return text + (" " + self.selections(named, depth - 1, known[2]) if is_composite_type(named) else "")

    def key(self, kind: GraphQLObjectType | GraphQLInterfaceType, name: str) -> str:
        """Mostly the name; else a key that may well be the name of another field."""
        return name if self.chance(0.8) else self.random.choice([*kind.fields, "other", f"_{name}"])

    def arguments(self, one: GraphQLField) -> str:
        given = [
            f"{name}: {self.random.choice(ARGUMENTS[name])}"
            for name, argument in one.args.items()
            if isinstance(argument.type, GraphQLNonNull) or self.chance(0.6)
        ]
        return f"({', '.join(given)})" if given else ""

    def condition(self) -> str:
        if self.chance(0.93):
            return ""
        if self.chance(0.15):
            return self.random.choice([" @include(if: $v) @skip(if: $w)", " @skip(if: $v) @include(if: $w)"])
        return self.random.choice([" @include(if: $v)", " @skip(if: $v)", " @include(if: $w)", " @skip(if: true)"])
