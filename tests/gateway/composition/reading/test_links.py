"""How a subgraph says which federation it speaks, and by which names."""

from __future__ import annotations

import pytest

from gateway.composition import CompositionResult, compose
from tests.kit.composition import definition, subgraph

FEDERATION = "https://specs.apollo.dev/federation"
LINK = "https://specs.apollo.dev/link/v1.0"


def composed(sdl: str) -> CompositionResult:
    return compose([subgraph("a", sdl, link=False)])


def codes(sdl: str) -> list[str]:
    return [one.code for one in composed(sdl).errors]


@pytest.mark.parametrize(
    ("link", "key"),
    [
        (f'@link(url: "{FEDERATION}/v2.3", import: ["@key"])', "@key"),
        (f'@link(url: "{FEDERATION}/v2.3", import: [{{ name: "@key", as: "@entity" }}])', "@entity"),
        (f'@link(url: "{FEDERATION}/v2.3")', "@federation__key"),
        (f'@link(url: "{FEDERATION}/v2.3", as: "fed")', "@fed__key"),
        (f'@uses(url: "{LINK}", as: "uses") @uses(url: "{FEDERATION}/v2.3", as: "f")', "@f__key"),
    ],
)
def test_a_directive_goes_by_the_name_the_link_gives_it(link: str, key: str) -> None:
    result = composed(f'extend schema {link} type Query {{ p: P }} type P {key}(fields: "id") {{ id: ID! }}')
    assert not result.errors, result.errors
    assert result.sdl is not None
    assert '@join__type(graph: A, key: "id")' in definition(result.sdl, "P")


def test_a_directive_of_the_same_name_is_not_federations() -> None:
    sdl = f"""
    extend schema @link(url: "{FEDERATION}/v2.3", import: [{{ name: "@key", as: "@entity" }}])
    directive @key(of: Int) on OBJECT
    type Query @key(of: 3) {{ p: Int }}
    """
    result = composed(sdl)
    assert not result.errors, result.errors
    assert "key:" not in definition(result.sdl or "", "Query")


def test_what_a_version_does_not_have_cannot_be_imported() -> None:
    assert codes(
        f'extend schema @link(url: "{FEDERATION}/v2.0", import: ["@interfaceObject"]) type Query {{ a: Int }}'
    ) == ["INVALID_LINK_DIRECTIVE_USAGE"]


def test_a_forgotten_at_sign_is_pointed_out() -> None:
    result = composed(f'extend schema @link(url: "{FEDERATION}/v2.0", import: ["key"]) type Query {{ a: Int }}')
    assert '(write "@key")' in result.errors[0].message


def test_federation_is_linked_once() -> None:
    links = f'@link(url: "{FEDERATION}/v2.0") @link(url: "{FEDERATION}/v2.1")'
    assert codes(f"extend schema {links} type Query {{ a: Int }}") == ["INVALID_LINK_DIRECTIVE_USAGE"]


def test_an_unknown_version_is_refused_with_those_that_are_known() -> None:
    result = composed(f'extend schema @link(url: "{FEDERATION}/v2.99") type Query {{ a: Int }}')
    assert [one.code for one in result.errors] == ["UNKNOWN_FEDERATION_LINK_VERSION"]
    assert "v2.0 to v2.14" in result.errors[0].message


def test_a_link_without_a_version_is_refused() -> None:
    assert codes(f'extend schema @link(url: "{FEDERATION}") type Query {{ a: Int }}') == ["INVALID_LINK_IDENTIFIER"]


def test_a_directive_that_is_not_imported_is_unknown() -> None:
    assert codes(f'extend schema @link(url: "{FEDERATION}/v2.3") type Query @shareable {{ a: Int }}') == [
        "INVALID_GRAPHQL"
    ]


def test_a_root_of_another_name_leaves_no_second_one() -> None:
    assert codes("schema { query: Q } type Q { a: Int } type Query { b: Int }") == ["ROOT_QUERY_USED"]


@pytest.mark.parametrize(
    "defined",
    [
        "directive @key(fields: String!, hidden: Int) repeatable on OBJECT",
        "directive @key(resolvable: Boolean) repeatable on OBJECT",
        "directive @key(fields: String!) repeatable on OBJECT | SCALAR",
    ],
)
def test_a_directive_of_federation_is_not_defined_otherwise(defined: str) -> None:
    link = f'extend schema @link(url: "{FEDERATION}/v2.3", import: ["@key"])'
    assert codes(f"{link} {defined} type Query {{ a: Int }}") == ["DIRECTIVE_DEFINITION_INVALID"]


def test_a_scalar_of_federation_is_not_defined_otherwise() -> None:
    link = f'extend schema @link(url: "{FEDERATION}/v2.3", import: ["@key"])'
    assert codes(f"{link} enum federation__FieldSet {{ A }} type Query {{ a: Int }}") == ["TYPE_DEFINITION_INVALID"]


def test_definitions_may_be_repeated() -> None:
    sdl = f"""
    extend schema @link(url: "{FEDERATION}/v2.3", import: ["@key", "FieldSet"])
    directive @link(url: String!, import: [String]) repeatable on SCHEMA
    directive @key(fields: FieldSet!, resolvable: Boolean = true) repeatable on OBJECT
    scalar FieldSet
    type Query {{ p: P }}
    type P @key(fields: "id") {{ id: ID! }}
    """
    result = composed(sdl)
    assert not result.errors, result.errors
    assert "scalar FieldSet" not in (result.sdl or "")
