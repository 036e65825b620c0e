"""OVERRIDE_SOURCE_HAS_OVERRIDE."""

from __future__ import annotations

from tests.kit.composition import expect_errors


def test_who_has_taken_over_cannot_be_taken_over_from() -> None:
    expect_errors(
        "OVERRIDE_SOURCE_HAS_OVERRIDE",
        a="type Query { today: Int }",
        b='type Query { today: Int @override(from: "a") }',
        c='type Query { today: Int @override(from: "b") }',
        mentions=('"Query.today"', 'subgraph "c"', 'subgraph "b"'),
    )
