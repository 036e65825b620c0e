"""REQUIRES_UNSUPPORTED_ON_INTERFACE, PROVIDES_UNSUPPORTED_ON_INTERFACE, KEY_UNSUPPORTED_ON_INTERFACE."""

from __future__ import annotations

from gateway.composition import compose
from tests.kit.composition import expect_errors, subgraph


def test_an_interface_field_requires_and_provides_nothing() -> None:
    expect_errors(
        "PROVIDES_UNSUPPORTED_ON_INTERFACE",
        a="""
        type Query { media: Media }
        interface Media { of: P @provides(fields: "name") }
        type Picture implements Media { of: P @provides(fields: "name") }
        type P @key(fields: "id") { id: ID! name: String @external }
        """,
        b='type P @key(fields: "id") { id: ID! name: String @shareable }',
        mentions=("[a]", '"Media.of"'),
    )


def test_before_federation_2_3_an_interface_has_no_key() -> None:
    sdl = """
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.2", import: ["@key"])
    type Query { media: Media }
    interface Media @key(fields: "id") { id: ID! }
    type Picture implements Media @key(fields: "id") { id: ID! }
    """
    result = compose([subgraph("a", sdl, link=False)])
    assert [one.code for one in result.errors] == ["KEY_UNSUPPORTED_ON_INTERFACE"]
