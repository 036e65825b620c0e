"""Clause (b): a type needs a visible part and a way that leads to it."""

from __future__ import annotations

from tests.kit.closing import closed


def test_a_type_without_a_visible_field_goes_with_the_fields_that_return_it() -> None:
    sdl = "type Query { price: Price name: String } type Price { net: Int cost: Int }"
    visible = closed(sdl, hidden={"Price.net", "Price.cost"})
    assert {"Price", "Query.price"}.isdisjoint(visible)
    assert "Query.name" in visible


def test_emptiness_climbs_up_the_tree() -> None:
    sdl = "type Query { a: A name: String } type A { b: [B!]! } type B { c: C } type C { secret: Int }"
    assert closed(sdl, hidden={"C.secret"}) == {"Query", "Query.name"}


def test_a_type_that_nothing_leads_to_keeps_no_name() -> None:
    sdl = "type Query { price: Price name: String } type Price { net: Money } type Money { amount: Int }"
    visible = closed(sdl, hidden={"Query.price"})
    assert visible == {"Query", "Query.name"}


def test_types_that_lead_only_to_each_other_are_not_reachable() -> None:
    sdl = "type Query { a: A name: String } type A { b: B } type B { a: A }"
    assert closed(sdl, hidden={"Query.a"}) == {"Query", "Query.name"}


def test_a_union_loses_hidden_members() -> None:
    sdl = "union Found = Tool | Manual type Tool { sku: ID } type Manual { url: String } type Query { found: Found }"
    visible = closed(sdl, hidden={"Manual.url"})
    assert {"Found", "Tool", "Query.found"} <= visible
    assert "Manual" not in visible


def test_a_union_without_members_hides_the_fields_that_return_it() -> None:
    sdl = "union Found = Tool type Tool { sku: ID } type Query { found: [Found] name: String }"
    assert {"Found", "Query.found"}.isdisjoint(closed(sdl, hidden={"Tool.sku"}))


def test_an_interface_without_visible_implementation_hides_the_fields_that_return_it() -> None:
    sdl = "interface Node { id: ID } type Tool implements Node { id: ID } type Query { node: Node name: String }"
    assert {"Node", "Query.node", "Tool"}.isdisjoint(closed(sdl, hidden={"Tool.id"}))


def test_implementations_are_reachable_through_their_interface() -> None:
    sdl = "interface Node { id: ID } type Tool implements Node { id: ID sku: ID } type Query { node: Node }"
    assert "Tool.sku" in closed(sdl, hidden=set())


def test_a_mutation_type_without_a_visible_field_is_gone() -> None:
    sdl = "type Query { name: String } type Mutation { correct(by: Int!): Int }"
    assert closed(sdl, hidden={"Mutation.correct"}) == {"Query", "Query.name"}


def test_somebody_who_sees_nothing_keeps_the_query_type() -> None:
    assert closed("type Query { name: String }", hidden={"Query.name"}) == {"Query"}
