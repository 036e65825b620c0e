"""INCONSISTENT_RUNTIME_TYPES_FOR_SHAREABLE_RETURN."""

from __future__ import annotations

from tests.kit.composition import expect_hints


def test_a_shared_field_with_objects_that_only_some_know_is_pointed_out() -> None:
    hint = expect_hints(
        "INCONSISTENT_UNION_MEMBER",
        "INCONSISTENT_RUNTIME_TYPES_FOR_SHAREABLE_RETURN",
        a="type Query { m: Media @shareable } union Media = Picture type Picture @shareable { url: String }",
        b="""
        type Query { m: Media @shareable }
        union Media = Picture | Drawing
        type Picture @shareable { url: String }
        type Drawing { scale: Int }
        """,
    )[1]
    assert "only answer with Picture" in hint.message
