"""LIST_SIZE_*, COST_APPLIED_TO_INTERFACE_FIELD."""

from __future__ import annotations

from tests.kit.composition import definition, expect_errors, expect_sdl, expect_valid


def test_costs_and_sizes_reach_the_supergraph() -> None:
    sdl = expect_sdl(
        a='type Query { orders(first: Int): [Int] @cost(weight: 5) @listSize(slicingArguments: ["first"]) }'
    )
    assert '@cost(weight: 5) @listSize(slicingArguments: ["first"])' in definition(sdl, "Query")


def test_only_lists_have_a_size() -> None:
    expect_errors(
        "LIST_SIZE_APPLIED_TO_NON_LIST",
        a="type Query { order: Int @listSize(assumedSize: 3) }",
        mentions=("[a]", '"Query.order"'),
    )


def test_a_size_is_not_negative() -> None:
    expect_errors("LIST_SIZE_INVALID_ASSUMED_SIZE", a="type Query { orders: [Int] @listSize(assumedSize: -1) }")


def test_a_slicing_argument_is_a_number() -> None:
    expect_errors(
        "LIST_SIZE_INVALID_SLICING_ARGUMENT",
        a='type Query { orders(after: String): [Int] @listSize(slicingArguments: ["after"]) }',
    )


def test_sized_fields_exist_and_are_lists() -> None:
    page = "type Page { nodes: [Int] next: String }"
    expect_valid(a=f'type Query {{ orders: Page @listSize(assumedSize: 9, sizedFields: ["nodes"]) }} {page}')
    expect_errors(
        "LIST_SIZE_APPLIED_TO_NON_LIST", a=f'type Query {{ orders: Page @listSize(sizedFields: ["next"]) }} {page}'
    )
    expect_errors(
        "LIST_SIZE_INVALID_SIZED_FIELD", a=f'type Query {{ orders: Page @listSize(sizedFields: ["edges"]) }} {page}'
    )


def test_an_interface_field_has_no_cost() -> None:
    expect_errors(
        "COST_APPLIED_TO_INTERFACE_FIELD",
        a="""
        type Query { media: Media }
        interface Media { url: String @cost(weight: 2) }
        type Picture implements Media { url: String }
        """,
    )


def test_the_heaviest_cost_counts() -> None:
    sdl = expect_sdl(
        a="type Query { today: Int @shareable @cost(weight: 2) }",
        b="type Query { today: Int @shareable @cost(weight: 9) }",
    )
    assert "@cost(weight: 9)" in definition(sdl, "Query")
