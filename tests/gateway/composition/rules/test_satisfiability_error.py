"""SATISFIABILITY_ERROR."""

from __future__ import annotations

from tests.kit.composition import expect_errors, expect_valid


def test_a_field_behind_a_key_that_cannot_be_had_is_out_of_reach() -> None:
    _, error = expect_errors(
        "SATISFIABILITY_ERROR",
        "SATISFIABILITY_ERROR",
        a='type Query { product: Product } type Product @key(fields: "sku") { sku: ID! }',
        b='type Product @key(fields: "id") { id: ID! price: Int }',
        mentions=('"Product.id"',),
    )
    assert error.message.split("\n") == [
        '"Product.price" cannot be fetched in',
        "query {",
        "  product {",
        "    price",
        "  }",
        "}",
        "because",
        '- subgraph "a" has no field "Product.price"',
        '- subgraph "b" cannot be entered from subgraph "a": the fields of @key(fields: "id") cannot be fetched there',
    ]
    assert {one.subgraph for one in error.locations} == {"b"}


def test_keys_are_chained_over_several_subgraphs() -> None:
    expect_valid(
        a='type Query { p: P } type P @key(fields: "id") { id: ID! }',
        b='type P @key(fields: "id") @key(fields: "gtin") { id: ID! gtin: ID! }',
        c='type P @key(fields: "gtin") { gtin: ID! stock: Int }',
    )


def test_a_key_may_be_put_together_from_several_subgraphs() -> None:
    expect_valid(
        a='type Query { p: P } type P @key(fields: "id") { id: ID! }',
        b='type P @key(fields: "id") { id: ID! gtin: ID! @shareable }',
        c='type P @key(fields: "id gtin") { id: ID! gtin: ID! stock: Int }',
    )


def test_a_key_that_is_not_resolvable_lets_nobody_in() -> None:
    expect_errors(
        "SATISFIABILITY_ERROR",
        a='type Query { p: P } type P @key(fields: "id") { id: ID! }',
        b='type P @key(fields: "id", resolvable: false) { id: ID! stock: Int }',
        mentions=('subgraph "b" cannot be entered', "no resolvable key"),
    )


def test_a_value_type_stays_where_it_came_from() -> None:
    expect_errors(
        "SATISFIABILITY_ERROR",
        a="type Query { a: Money } type Money @shareable { amount: String }",
        b="type Query { b: Money } type Money @shareable { amount: String code: String }",
        mentions=('"Money.code"', "a {"),
    )


def test_unless_its_parent_can_be_asked_in_both_subgraphs() -> None:
    expect_valid(
        a="type Query { total: Money @shareable } type Money @shareable { amount: String }",
        b="type Query { total: Money @shareable } type Money @shareable { amount: String code: String }",
    )


def test_requirements_in_a_circle_support_nothing() -> None:
    expect_errors(
        "SATISFIABILITY_ERROR",
        "SATISFIABILITY_ERROR",
        a="""
        type Query { p: P }
        type P @key(fields: "id") { id: ID! chicken: Int @requires(fields: "egg") egg: Int @external }
        """,
        b='type P @key(fields: "id") { id: ID! egg: Int @requires(fields: "chicken") chicken: Int @external }',
        mentions=('"P.chicken"', '"P.egg"', "cannot be fetched from there"),
    )


def test_requirements_may_go_to_and_fro() -> None:
    expect_valid(
        a="""
        type Query { p: P }
        type P @key(fields: "id") {
          id: ID!
          years: Int
          expert: Boolean @requires(fields: "novice")
          novice: Boolean @external
        }
        """,
        b='type P @key(fields: "id") { id: ID! years: Int @external novice: Boolean @requires(fields: "years") }',
    )


def test_a_requirement_is_handed_over_by_a_key() -> None:
    expect_errors(
        "SATISFIABILITY_ERROR",
        a="""
        type Query { p: P }
        type P @key(fields: "id", resolvable: false) {
          id: ID!
          weight: Int @external
          fee: Int @requires(fields: "weight")
        }
        """,
        b='type P @key(fields: "id") { id: ID! weight: Int }',
        mentions=('"P.fee"', "no key to be handed that by"),
    )


def test_a_provided_field_is_had_on_its_path_only() -> None:
    expect_valid(
        a="""
        type Query { best: P @provides(fields: "name") }
        type P @key(fields: "id") { id: ID! name: String @external }
        """,
        b='type P @key(fields: "id", resolvable: false) { id: ID! name: String @shareable }',
    )
    expect_errors(
        "SATISFIABILITY_ERROR",
        a="""
        type Query { best: P @provides(fields: "name") any: P }
        type P @key(fields: "id") { id: ID! name: String @external }
        """,
        b='type P @key(fields: "id", resolvable: false) { id: ID! name: String @shareable }',
        mentions=("any {", '"P.name" as @external only'),
    )


def test_members_that_a_subgraph_cannot_answer_with_are_not_asked_there() -> None:
    expect_valid(
        a="type Query { a: Media } union Media = Picture type Picture @shareable { url: String }",
        b="""
        type Query { b: Media }
        union Media = Picture | Drawing
        type Picture @shareable { url: String }
        type Drawing { scale: Int }
        """,
    )


def test_from_an_interface_object_the_implementations_are_reached_by_the_interface_key() -> None:
    views = 'type Query { popular: Media } type Media @interfaceObject @key(fields: "id") { id: ID! views: Int }'
    picture = 'type Picture implements Media @key(fields: "id") { id: ID! url: String }'
    expect_valid(media=f'interface Media @key(fields: "id") {{ id: ID! }} {picture}', views=views)
    expect_errors(
        "SATISFIABILITY_ERROR",
        media=f'interface Media @key(fields: "id", resolvable: false) {{ id: ID! }} {picture}',
        views=views,
        mentions=('"Picture.url"', "... on Picture"),
    )


def test_a_progressive_override_holds_before_and_after() -> None:
    expect_errors(
        "SATISFIABILITY_ERROR",
        old='type Query { p: P } type P @key(fields: "id") { id: ID! price: Int }',
        new="""
        type P @key(fields: "id", resolvable: false) { id: ID! price: Int @override(from: "old", label: "percent(5)") }
        """,
        mentions=('"P.price"', 'subgraph "old" has given'),
    )


def test_a_hidden_field_may_be_part_of_the_way() -> None:
    expect_valid(
        a='type Query { p: P } type P @key(fields: "id") { id: ID! @inaccessible name: String }',
        b='type P @key(fields: "id") { id: ID! @inaccessible price: Int }',
    )
