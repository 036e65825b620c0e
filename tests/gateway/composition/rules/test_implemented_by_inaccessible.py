"""IMPLEMENTED_BY_INACCESSIBLE."""

from __future__ import annotations

from tests.kit.composition import expect_errors, expect_valid


def test_an_implementation_shows_what_its_interface_shows() -> None:
    expect_errors(
        "IMPLEMENTED_BY_INACCESSIBLE",
        a="""
        type Query { media: Media }
        interface Media { url: String }
        type Picture implements Media { url: String @inaccessible alt: String }
        """,
        mentions=('"Picture.url"', '"Media.url"', '"a"'),
    )


def test_its_arguments_too() -> None:
    expect_errors(
        "IMPLEMENTED_BY_INACCESSIBLE",
        a="""
        type Query { media: Media }
        interface Media { url(size: Int): String }
        type Picture implements Media { url(size: Int @inaccessible): String }
        """,
        mentions=('"Picture.url(size:)"',),
    )


def test_both_may_be_hidden() -> None:
    expect_valid(
        a="""
        type Query { media: Media }
        interface Media { url: String @inaccessible alt: String }
        type Picture implements Media { url: String @inaccessible alt: String }
        """
    )
