"""SHAREABLE_HAS_MISMATCHED_RUNTIME_TYPES."""

from __future__ import annotations

from tests.kit.composition import expect_errors


def test_who_shares_a_field_answers_with_the_same_objects() -> None:
    expect_errors(
        "SHAREABLE_HAS_MISMATCHED_RUNTIME_TYPES",
        a="type Query { m: Media @shareable } union Media = Picture type Picture { url: String }",
        b="type Query { m: Media @shareable } union Media = Drawing type Drawing { url: String }",
        mentions=('"Query.m"', '"Picture" in subgraph "a"', '"Drawing" in subgraph "b"'),
    )
