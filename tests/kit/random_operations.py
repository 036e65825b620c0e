"""Random valid queries over a schema, for tests that compare the gateway with one service."""

from __future__ import annotations

from random import Random

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
}


def random_query(schema: GraphQLSchema, seed: int, depth: int = 5) -> str:
    """A valid query; it uses `$v`, `$w` and `$n` or not. The same seed gives the same query."""
    random = Random(seed)
    assert schema.query_type is not None
    while True:
        text = _Query(schema, random).selections(schema.query_type, depth)
        used = [
            f"${name}: {kind}"
            for name, kind in (("v", "Boolean!"), ("w", "Boolean!"), ("n", "Int"))
            if f"${name}" in text
        ]
        query = "query Random" + (f"({', '.join(used)})" if used else "") + text
        if not validate(schema, parse(query)):
            return query


class _Query:
    def __init__(self, schema: GraphQLSchema, random: Random) -> None:
        self.schema = schema
        self.random = random

    def selections(self, kind: object, depth: int) -> str:
        parts: list[str] = []
        for _ in range(self.random.randint(1, 4)):
            if isinstance(kind, GraphQLUnionType | GraphQLInterfaceType) and self.random.random() < 0.7:
                member = self.random.choice(self.schema.get_possible_types(kind))
                parts.append(f"... on {member.name}{self.condition()} {self.selections(member, depth)}")
            elif isinstance(kind, GraphQLObjectType | GraphQLInterfaceType) and self.random.random() < 0.9:
                parts.append(self.field(kind, depth))
            elif isinstance(kind, GraphQLObjectType) and self.random.random() < 0.5:
                parts.append(f"...{self.condition()} {self.selections(kind, depth)}")
            else:
                parts.append("__typename")
        return "{ " + " ".join(parts) + " }"

    def field(self, kind: GraphQLObjectType | GraphQLInterfaceType, depth: int) -> str:
        candidates = [
            (name, field)
            for name, field in kind.fields.items()
            if depth > 0 or not is_composite_type(get_named_type(field.type))
        ]
        if not candidates:
            return "__typename"
        name, field = self.random.choice(candidates)
        text = self.alias(kind) + name + self.arguments(field) + self.condition()
        named = get_named_type(field.type)
        return text + (" " + self.selections(named, depth - 1) if is_composite_type(named) else "")

    def alias(self, kind: GraphQLObjectType | GraphQLInterfaceType) -> str:
        """Mostly none; else one that may well be the name of another field."""
        if self.random.random() < 0.75:
            return ""
        return self.random.choice([*kind.fields, "other"]) + ": "

    def arguments(self, field: GraphQLField) -> str:
        given = [
            f"{name}: {self.random.choice(ARGUMENTS[name])}"
            for name, argument in field.args.items()
            if isinstance(argument.type, GraphQLNonNull) or self.random.random() < 0.5
        ]
        return f"({', '.join(given)})" if given else ""

    def condition(self) -> str:
        if self.random.random() < 0.85:
            return ""
        return self.random.choice([" @include(if: $v)", " @skip(if: $v)", " @include(if: $w)", " @skip(if: true)"])
