"""INTERFACE_OBJECT_USAGE_ERROR."""

from __future__ import annotations

from tests.kit.composition import definition, expect_errors, expect_sdl

MEDIA = """
type Query { media: Media }
interface Media @key(fields: "id") { id: ID! }
type Picture implements Media @key(fields: "id") { id: ID! }
"""


def test_an_interface_object_adds_fields_to_every_implementation() -> None:
    sdl = expect_sdl(media=MEDIA, views='type Media @interfaceObject @key(fields: "id") { id: ID! views: Int }')
    assert '@join__type(graph: VIEWS, key: "id", isInterfaceObject: true)' in definition(sdl, "Media")
    assert "views: Int @join__field(graph: VIEWS)" in definition(sdl, "Media")
    assert "views: Int @join__field\n" in definition(sdl, "Picture")


def test_it_has_a_key() -> None:
    expect_errors(
        "INTERFACE_OBJECT_USAGE_ERROR",
        media=MEDIA,
        views="type Media @interfaceObject { id: ID! @shareable views: Int }",
        mentions=("[views]", '"Media"', "@key"),
    )


def test_it_is_an_interface_elsewhere() -> None:
    expect_errors(
        "INTERFACE_OBJECT_USAGE_ERROR",
        views='type Query { media: Media } type Media @interfaceObject @key(fields: "id") { id: ID! views: Int }',
        mentions=('"Media"', "interface"),
    )


def test_its_subgraph_does_not_know_the_implementations() -> None:
    expect_errors(
        "INTERFACE_OBJECT_USAGE_ERROR",
        media=MEDIA,
        views="""
        type Media @interfaceObject @key(fields: "id") { id: ID! views: Int }
        type Picture @key(fields: "id") { id: ID! }
        """,
        mentions=("[views]", '"Picture"'),
    )
