"""INVALID_FIELD_SHARING."""

from __future__ import annotations

from tests.kit.composition import expect_errors, expect_valid


def test_a_field_of_several_subgraphs_is_shareable_in_all_of_them() -> None:
    expect_valid(a="type Query { today: String @shareable }", b="type Query { today: String @shareable }")
    expect_errors(
        "INVALID_FIELD_SHARING",
        a="type Query { today: String @shareable }",
        b="type Query { today: String }",
        mentions=('"Query.today"', 'subgraphs "a" and "b"', 'subgraph "b"'),
    )


def test_a_type_marked_shareable_shares_all_its_fields() -> None:
    money = "type Money @shareable { amount: String currencyCode: String }"
    expect_valid(a=f"type Query {{ a: Money }} {money}", b=f"type Query {{ b: Money }} {money}")


def test_the_mark_on_a_definition_does_not_cover_its_extension() -> None:
    expect_errors(
        "INVALID_FIELD_SHARING",
        a="type Query { a: Money } type Money @shareable { amount: String } extend type Money { code: String }",
        b="type Query { b: Money } type Money @shareable { amount: String code: String }",
        mentions=('"Money.code"', 'subgraph "a"'),
    )


def test_keys_are_shared_without_saying_so() -> None:
    expect_valid(
        a='type Query { p: P } type P @key(fields: "id") { id: ID! }',
        b='type P @key(fields: "id") { id: ID! price: Int }',
    )


def test_a_provided_field_is_shared() -> None:
    expect_errors(
        "INVALID_FIELD_SHARING",
        a='type Query { p: P } type P @key(fields: "id") { id: ID! price: Int }',
        b="""
        type Query { best: P @provides(fields: "price") }
        type P @key(fields: "id") { id: ID! price: Int @external }
        """,
        mentions=('"P.price"', 'subgraph "a"'),
    )


def test_an_overridden_field_is_not_shared() -> None:
    expect_valid(
        a='type Query { p: P } type P @key(fields: "id") { id: ID! price: Int }',
        b='type P @key(fields: "id") { id: ID! price: Int @override(from: "a") }',
    )


def test_a_misspelt_override_is_pointed_out() -> None:
    expect_errors(
        "INVALID_FIELD_SHARING",
        products='type Query { p: P } type P @key(fields: "id") { id: ID! price: Int }',
        prices='type P @key(fields: "id") { id: ID! price: Int @override(from: "product") }',
        mentions=('"product", which is no subgraph',),
    )


def test_an_interface_object_shares_with_the_implementations() -> None:
    expect_errors(
        "INVALID_FIELD_SHARING",
        a="""
        type Query { media: Media }
        interface Media @key(fields: "id") { id: ID! }
        type Picture implements Media @key(fields: "id") { id: ID! views: Int }
        """,
        b='type Media @interfaceObject @key(fields: "id") { id: ID! views: Int }',
        mentions=('"Picture.views"',),
    )


def test_events_have_one_source() -> None:
    expect_errors(
        "INVALID_FIELD_SHARING",
        a="type Query { a: Int } type Subscription { stockChanged: Int }",
        b="type Subscription { stockChanged: Int }",
        mentions=('"Subscription.stockChanged"',),
    )
    expect_errors("INVALID_FIELD_SHARING", a="type Query { a: Int } type Subscription { stockChanged: Int @shareable }")
