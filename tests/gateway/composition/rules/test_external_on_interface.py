"""EXTERNAL_ON_INTERFACE."""

from __future__ import annotations

from tests.kit.composition import expect_errors


def test_an_interface_field_is_not_external() -> None:
    expect_errors(
        "EXTERNAL_ON_INTERFACE",
        a="""
        type Query { media: Media }
        interface Media { title: String @external }
        type Picture implements Media { title: String }
        """,
        mentions=("[a]", '"Media.title"'),
    )
