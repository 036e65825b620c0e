"""A supergraph SDL becomes tables, whatever its specifications are called in it."""

from __future__ import annotations

import pytest
from graphql import GraphQLEnumType, GraphQLObjectType, print_schema

from gateway.errors import ConfigurationError
from gateway.model.operation import Field
from gateway.supergraph import read_supergraph
from tests.kit.fixture_supergraph import supergraph_sdl
from tests.kit.shop_federation import PRICES, PRODUCTS, REVIEWS, USERS

SDLS = {"products": PRODUCTS, "prices": PRICES, "reviews": REVIEWS, "users": USERS}


@pytest.mark.parametrize("prefix", ["join", "merge_"])
def test_the_join_specification_may_go_by_another_name(prefix: str) -> None:
    supergraph = read_supergraph(supergraph_sdl(SDLS, join=prefix))
    assert supergraph.subgraphs["prices"].url == "http://prices.test/graphql"
    product = supergraph.types["Product"]
    assert set(product) == {"products", "prices", "reviews"}
    assert set(product["prices"].fields) == {"sku", "units", "price", "list"}
    assert [key.text for key in product["prices"].keys] == ["sku"]
    requires = product["prices"].fields["price"].requires[0]
    assert isinstance(requires, Field)
    assert (requires.name, len(requires.selections)) == ("units", 1)
    assert product["prices"].fields["units"].external
    assert prefix not in print_schema(supergraph.public_schema)


def test_imported_directives_are_found_under_their_bare_names() -> None:
    sdl = (
        supergraph_sdl(SDLS)
        .replace('join/v0.5",', 'join/v0.5", import: ["@join__type", {name: "@field", as: "@f"}, "FieldSet"],')
        .replace("@join__field", "@f")
        .replace("join__FieldSet", "FieldSet")
    )
    supergraph = read_supergraph(sdl)
    assert supergraph.types["Product"]["prices"].fields["price"].requires
    assert "FieldSet" not in supergraph.public_schema.type_map


def test_the_public_schema_has_neither_federation_nor_inaccessible_elements() -> None:
    public = read_supergraph(supergraph_sdl(SDLS)).public_schema
    kind = public.type_map["Kind"]
    assert isinstance(kind, GraphQLEnumType)
    assert list(kind.values) == ["POWER_TOOL", "HAND_TOOL"]
    assert not [name for name in public.type_map if "join" in name or "link" in name]
    assert {one.name for one in public.directives} == {"include", "skip", "defer", "deprecated", "specifiedBy", "oneOf"}


def test_an_inaccessible_field_serves_the_plan_and_no_client() -> None:
    sdl = 'type Query { item: Item }  type Item @key(fields: "id") { id: ID! @inaccessible  name: String }'
    supergraph = read_supergraph(supergraph_sdl({"a": sdl}))
    item = supergraph.public_schema.type_map["Item"]
    assert isinstance(item, GraphQLObjectType)
    assert list(item.fields) == ["name"]
    assert "id" in supergraph.types["Item"]["a"].fields


def test_a_public_schema_with_a_hole_is_refused() -> None:
    sdl = "type Query { item: Item }  type Item { id: ID! @inaccessible }"
    with pytest.raises(ConfigurationError, match="Item must define one or more fields"):
        read_supergraph(supergraph_sdl({"a": sdl}))


@pytest.mark.parametrize(
    ("change", "to", "message"),
    [
        ("join/v0.5", "join/v0.9", "join v0.9 is not known"),
        ("link/v1.0", "chain/v1.0", "does not link"),
        ('url: "https://specs.apollo.dev/join/v0.5"', 'url: "https://specs.apollo.dev/other/v0.5"', "other v0.5"),
        ("inaccessible/v0.2", "policy/v0.1", "policy v0.1 is linked for SECURITY"),
        ("@join__type(graph: USERS)", "@join__type(graph: GHOSTS)", "unknown subgraph GHOSTS"),
        ("enum join__Graph", "enum join__Grape", "Unknown type: 'join__Graph'"),
        ('key: "id"', 'key: "ghost"', "@key of"),
        ('requires: "price"', 'requires: "price {"', "@requires of Product.rating"),
        ("type Query", "type Query {", "cannot be parsed"),
    ],
)
def test_what_cannot_be_served_is_refused_with_its_place(change: str, to: str, message: str) -> None:
    sdl = supergraph_sdl(SDLS)
    assert change in sdl
    with pytest.raises(ConfigurationError, match=message):
        read_supergraph(sdl.replace(change, to))


def test_every_type_says_what_it_can_be_in_each_subgraph() -> None:
    a = "type Query { m: M  u: U }  interface M { id: ID }  type A implements M { id: ID }  union U = A"
    b = "interface M { id: ID }  type A implements M { id: ID }  type B implements M { id: ID }  union U = B"
    supergraph = read_supergraph(supergraph_sdl({"a": a, "b": b}))
    assert supergraph.types["M"]["a"].possible == {"A"}
    assert supergraph.types["M"]["b"].possible == {"A", "B"}
    assert supergraph.types["U"]["a"].possible == {"A"}
    assert supergraph.possible["U"] == {"A", "B"}


def test_a_field_keeps_the_type_its_subgraph_declares() -> None:
    supergraph = read_supergraph(
        supergraph_sdl(
            {
                "a": 'type Query { x: X }  type X @key(fields: "id") { id: ID }',
                "b": 'type X @key(fields: "id") { id: ID! }',
            }
        )
    )
    assert supergraph.types["X"]["a"].fields["id"].type_text == "ID"
    assert supergraph.types["X"]["b"].fields["id"].type_text == "ID!"
