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
