"""DEFAULT_VALUE_USES_INACCESSIBLE."""

from __future__ import annotations

from tests.kit.composition import expect_errors, expect_valid


def test_a_default_is_no_hidden_value() -> None:
    expect_errors(
        "DEFAULT_VALUE_USES_INACCESSIBLE",
        a="type Query { products(sort: Sort = NEWEST): Int } enum Sort { NAME NEWEST @inaccessible }",
        mentions=('"Sort.NEWEST"', '"Query.products(sort:)"'),
    )


def test_not_within_lists_and_input_objects_either() -> None:
    expect_errors(
        "DEFAULT_VALUE_USES_INACCESSIBLE",
        a="""
        type Query { products(filters: [Filter!] = [{ sort: NEWEST }]): Int }
        input Filter { sort: Sort }
        enum Sort { NAME NEWEST @inaccessible }
        """,
    )


def test_a_hidden_argument_may_have_it() -> None:
    expect_valid(
        a="type Query { products(sort: Sort = NEWEST @inaccessible): Int } enum Sort { NAME NEWEST @inaccessible }"
    )
