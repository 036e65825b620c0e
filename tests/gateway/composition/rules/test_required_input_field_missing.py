"""REQUIRED_INPUT_FIELD_MISSING_IN_SOME_SUBGRAPH."""

from __future__ import annotations

from tests.kit.composition import expect_errors


def test_a_required_input_field_is_known_to_all() -> None:
    expect_errors(
        "REQUIRED_INPUT_FIELD_MISSING_IN_SOME_SUBGRAPH",
        a="type Query { a(filter: Filter): Int } input Filter { kind: String! platform: String }",
        b="type Query { b(filter: Filter): Int } input Filter { platform: String }",
        mentions=('"Filter.kind"', 'subgraph "a"', 'subgraph "b"'),
    )
