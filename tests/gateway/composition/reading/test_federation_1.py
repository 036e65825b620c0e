"""Subgraphs that link no federation are read as federation 1 meant them."""

from __future__ import annotations

from gateway.composition import compose
from tests.kit.composition import definition, subgraph


def composed_sdl(*sdls: str) -> str:
    result = compose([subgraph("abc"[index], sdl, link=False) for index, sdl in enumerate(sdls)])
    assert not result.errors, result.errors
    assert result.sdl is not None
    return result.sdl


def test_an_extended_entity_has_its_key_itself() -> None:
    sdl = composed_sdl(
        'type Query { p: P } type P @key(fields: "id") { id: ID! name: String }',
        'extend type P @key(fields: "id") { id: ID! @external price: Int } extend type Query { best: P }',
    )
    assert "  id: ID!\n" in definition(sdl, "P")
    assert "price: Int @join__field(graph: B)" in definition(sdl, "P")


def test_fields_are_shared_without_saying_so() -> None:
    money = "type Money { amount: String }"
    assert "  amount: String\n" in definition(
        composed_sdl(f"type Query {{ a: Money }} {money}", f"type Query {{ b: Money }} {money}"), "Money"
    )


def test_an_external_field_that_nothing_uses_is_left_out() -> None:
    sdl = composed_sdl(
        'type Query { p: P } type P @key(fields: "id") { id: ID! name: String }',
        'extend type P @key(fields: "id") { id: ID! @external name: String @external price: Int }',
    )
    assert "name: String @join__field(graph: A)\n" in definition(sdl, "P")


def test_requirements_hold_as_ever() -> None:
    sdl = composed_sdl(
        'type Query { p: P } type P @key(fields: "id") { id: ID! weight: Int }',
        """
        extend type P @key(fields: "id") {
          id: ID! @external
          weight: Int @external
          fee: Int @requires(fields: "weight")
        }
        """,
    )
    assert '@join__field(graph: B, requires: "weight")' in definition(sdl, "P")
