"""INTERFACE_FIELD_NO_IMPLEM."""

from __future__ import annotations

from tests.kit.composition import expect_errors, expect_valid


def test_every_implementation_has_what_any_subgraph_adds_to_the_interface() -> None:
    expect_errors(
        "INTERFACE_FIELD_NO_IMPLEM",
        a="""
        type Query { media: Media }
        interface Media { url: String }
        type Picture implements Media { url: String }
        """,
        b="""
        interface Media { url: String alt: String }
        type Drawing implements Media { url: String alt: String }
        """,
        mentions=('"Media.alt"', '"Picture"', 'subgraph "b"', 'subgraph "a"'),
    )


def test_an_entity_may_get_it_from_another_subgraph() -> None:
    expect_valid(
        a="""
        type Query { media: Media }
        interface Media { url: String }
        type Picture implements Media @key(fields: "url") { url: String }
        """,
        b="""
        interface Media { alt: String }
        type Picture implements Media @key(fields: "url") { url: String alt: String }
        """,
    )
