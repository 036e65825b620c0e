"""INCONSISTENT_ENTITY."""

from __future__ import annotations

from tests.kit.composition import expect_hints


def test_an_entity_without_a_key_somewhere_is_pointed_out() -> None:
    (hint,) = expect_hints(
        "INCONSISTENT_ENTITY",
        a='type Query { a: P } type P @key(fields: "id") { id: ID! @shareable }',
        b="type Query { b: P } type P { id: ID! @shareable }",
    )
    assert hint.message == '"P" has a @key in subgraph "a", but none in subgraph "b"'
