"""ONLY_INACCESSIBLE_CHILDREN."""

from __future__ import annotations

from tests.kit.composition import expect_errors, expect_valid


def test_a_type_that_is_seen_has_something_to_see() -> None:
    expect_errors(
        "ONLY_INACCESSIBLE_CHILDREN",
        a="type Query { p: P } type P { cost: Int @inaccessible margin: Int @inaccessible }",
        mentions=('"P"', "cost, margin", '"a"'),
    )


def test_an_enum_too() -> None:
    expect_errors("ONLY_INACCESSIBLE_CHILDREN", a="type Query { s: S } enum S { OPEN @inaccessible }")


def test_a_union_too() -> None:
    expect_errors(
        "ONLY_INACCESSIBLE_CHILDREN",
        a="type Query { m: Media } union Media = Picture type Picture @inaccessible { url: String }",
    )


def test_a_type_hidden_itself_may_be_hidden_all_through() -> None:
    expect_valid(a="type Query { today: Int p: P @inaccessible } type P @inaccessible { cost: Int @inaccessible }")


def test_one_subgraph_may_hide_all_its_root_fields_and_the_types_that_only_they_use() -> None:
    supergraph = expect_valid(
        a="""
        type Query { reserved(order: ID!): [Line!]! @inaccessible }
        type Mutation { reserve(input: Wish!): Line! @inaccessible }
        type Line @inaccessible { sku: ID! light: Light }
        input Wish @inaccessible { sku: ID! pieces: Int! }
        enum Light @inaccessible { GREEN RED }
        """,
        b="type Query { today: Int } type Mutation { count: Int }",
    )
    public = supergraph.public_schema
    assert public.query_type is not None
    assert public.mutation_type is not None
    assert (list(public.query_type.fields), list(public.mutation_type.fields)) == (["today"], ["count"])
    assert not {"Line", "Wish", "Light"} & public.type_map.keys()
