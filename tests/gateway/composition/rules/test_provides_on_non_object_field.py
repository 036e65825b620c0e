"""PROVIDES_ON_NON_OBJECT_FIELD."""

from __future__ import annotations

from tests.kit.composition import expect_errors


def test_a_leaf_provides_nothing() -> None:
    expect_errors(
        "PROVIDES_ON_NON_OBJECT_FIELD",
        a='type Query { today: Int @provides(fields: "day") }',
        mentions=("[a]", '"Query.today"', '"Int"'),
    )
