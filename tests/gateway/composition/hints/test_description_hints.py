"""INCONSISTENT_DESCRIPTION."""

from __future__ import annotations

from tests.kit.composition import expect_hints


def test_the_most_common_description_is_taken() -> None:
    (hint,) = expect_hints(
        "INCONSISTENT_DESCRIPTION",
        a='"One." type Query { a: Int }',
        b='"Two." type Query { b: Int }',
        c='"Two." type Query { c: Int }',
        d="type Query { d: Int }",
    )
    assert 'the one of subgraphs "b" and "c" is taken' in hint.message
