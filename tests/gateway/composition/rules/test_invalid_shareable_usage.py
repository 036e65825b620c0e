"""INVALID_SHAREABLE_USAGE."""

from __future__ import annotations

from tests.kit.composition import expect_errors, expect_valid


def test_interface_fields_are_not_shared() -> None:
    expect_errors(
        "INVALID_SHAREABLE_USAGE",
        a="""
        type Query { media: Media }
        interface Media { url: String @shareable }
        type Picture implements Media { url: String }
        """,
        mentions=("[a]", '"Media.url"'),
    )


def test_once_is_enough() -> None:
    expect_errors(
        "INVALID_SHAREABLE_USAGE",
        a="type Query { today: String @shareable @shareable }",
        mentions=('"Query.today"',),
    )


def test_type_and_field_may_both_be_marked() -> None:
    expect_valid(a="type Query @shareable { today: String @shareable }")
