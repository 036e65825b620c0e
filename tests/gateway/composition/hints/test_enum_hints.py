"""INCONSISTENT_ENUM_VALUE_FOR_INPUT_ENUM, INCONSISTENT_ENUM_VALUE_FOR_OUTPUT_ENUM, UNUSED_ENUM_TYPE."""

from __future__ import annotations

from tests.kit.composition import expect_hints


def test_a_value_that_clients_cannot_give_is_pointed_out() -> None:
    (hint,) = expect_hints(
        "INCONSISTENT_ENUM_VALUE_FOR_INPUT_ENUM",
        a="type Query { a(sort: Sort): Int } enum Sort { NAME SKU }",
        b="type Query { b(sort: Sort): Int } enum Sort { SKU }",
    )
    assert '"Sort.NAME"' in hint.message


def test_a_value_that_only_some_answer_is_pointed_out() -> None:
    (hint,) = expect_hints(
        "INCONSISTENT_ENUM_VALUE_FOR_OUTPUT_ENUM",
        a="type Query { a: State } enum State { OPEN }",
        b="type Query { b: State } enum State { OPEN SHIPPED }",
    )
    assert hint.level == "DEBUG"


def test_an_enum_nobody_uses_is_pointed_out() -> None:
    expect_hints("UNUSED_ENUM_TYPE", a="type Query { a: Int } enum Sort { NAME }")
