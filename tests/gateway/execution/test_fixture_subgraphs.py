"""The fixture subgraphs do complain: a guard that never barks guards nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.kit.fixture_subgraphs import COMPLAINTS, FixtureSubgraph, World
from tests.kit.shop_federation import PRICES, PRODUCTS, REVIEWS, catalogue

ENTITIES = "query O($representations: [_Any!]!%s) { _entities(representations: $representations) { ... on %s { %s } } }"
BASKETS = """
type Query { found: Found  node: Node  loan: Loan }
union Found = Basket | Box
interface Node { id: ID! }
type Loan { item: Node @provides(fields: "... on Box { size }") }
type Basket @key(fields: "owner { id tags { name } }") {
  owner: Owner!  found: Found @external  total: Int @requires(fields: "found { ... on Box { id } }")
}
type Box implements Node @key(fields: "id") { id: ID!  size: Int @external  label: String }
type Crate implements Node @key(fields: "id") { id: ID! @external  label: String }
type Owner { id: ID!  tags: [Tag!] }
type Tag { name: String }
"""
OWNER: dict[str, Any] = {"id": "1", "tags": [{"name": "x"}]}


async def complaints(sdl: str, query: str, variables: dict[str, Any], taken: frozenset[str] = frozenset()) -> list[str]:
    subgraph = FixtureSubgraph(
        "one", sdl, World(roots={"Query.node": lambda: None}) if sdl is BASKETS else WORLD, taken
    )
    request = {"query": query, "operationName": "O", "variables": variables}
    await subgraph.fetch(json.dumps(request).encode(), {}, timeout=1)
    assert subgraph.violations == COMPLAINTS
    COMPLAINTS.clear()
    return subgraph.violations


WORLD = catalogue().world


@pytest.mark.parametrize(
    ("sdl", "fields", "representations", "complaint"),
    [
        (PRODUCTS, "name", [{"__typename": "Product", "sku": None}], "null key"),
        (PRODUCTS, "name", [{"__typename": "Product", "sku": "p1"}] * 2, "duplicate"),
        (PRODUCTS, "name", [], "asked for no entities"),
        (PRODUCTS, "name", [{"__typename": "Product", "sku": "p1", "list": 3}], "undeclared"),
        (PRODUCTS, "name", [{"__typename": "Product"}], "no resolvable key"),
        (PRODUCTS, "name", [{"__typename": "Shop", "sku": "p1"}], "unknown type"),
        (PRODUCTS, "name", [{"__typename": "Brand", "id": "b1"}], "nothing is asked about"),
        (PRODUCTS, "list", [{"__typename": "Product", "sku": "p1"}], "Cannot query field"),
        (PRODUCTS, "... on Shop { sku }", [{"__typename": "Product", "sku": "p1"}], "Unknown type"),
        (PRICES, "price", [{"__typename": "Product", "sku": "p1"}], "requires units is missing"),
        (PRICES, "list", [{"__typename": "Product", "sku": "p1", "units": {"factor": {"value": 1}}}], "undeclared"),
        (PRICES, "price", [{"__typename": "Product", "sku": "p1", "units": {"factor": {}}}], "value"),
        (PRICES, "units { __typename }", [{"__typename": "Product", "sku": "p1"}], "external"),
        (REVIEWS, "reviews { product { price } }", [{"__typename": "Product", "sku": "p1"}], "external"),
        (REVIEWS, "reviews { product { rating } }", [{"__typename": "Product", "sku": "p1"}], "without a represent"),
        (BASKETS, "total", [{"__typename": "Basket", "owner": OWNER, "found": {"id": "1"}}], "no __typename"),
        (BASKETS, "total", [{"__typename": "Basket", "owner": "1", "found": None}], "should hold fields"),
        (BASKETS, "found { __typename }", [{"__typename": "Basket", "owner": OWNER}], "external"),
        (BASKETS, "owner { id }", [{"__typename": "Basket", "owner": {**OWNER, "age": 1}}], "undeclared"),
        (BASKETS, "owner { id }", [{"__typename": "Basket", "owner": {"id": "1", "tags": [{"name": None}]}}], "null"),
        (BASKETS, "owner { id }", [{"__typename": "Basket", "owner": {"id": "1", "tags": [{}]}}], "name of the key"),
    ],
)
async def test_a_wrong_request_is_complained_about(
    sdl: str, fields: str, representations: list[object], complaint: str
) -> None:
    query = ENTITIES % ("", "Basket" if sdl is BASKETS else "Product", fields)
    found = await complaints(sdl, query, {"representations": representations})
    assert any(complaint in one for one in found), found


@pytest.mark.parametrize("fields", ["name @include(if: $v)", "... @include(if: $v) { name brand { id } }"])
async def test_a_hop_for_nothing_is_complained_about(fields: str) -> None:
    query = ENTITIES % (", $v: Boolean!", "Product", fields)
    found = await complaints(PRODUCTS, query, {"representations": [{"__typename": "Product", "sku": "p1"}], "v": False})
    assert any("should have been skipped" in one for one in found), found


@pytest.mark.parametrize(
    ("query", "variables", "complaint"),
    [
        ("query O { node { id } }", {}, "Crate.id is external"),
        ("query O { node { ... on Crate { id } } }", {}, "Crate.id is external"),
        ("query O { node { ... on Box { size } } }", {}, "Box.size is external"),
        ("query O { node { ... on Box { label } } }", {}, "Box.label is overridden"),
        ("query O { node { __typename } }", {"v": 1}, "variable v is sent and not declared"),
        ("query P { node { __typename } }", {}, "operation name"),
        ("query O($v: Boolean!) { node @skip(if: $v) { __typename } }", {"v": True}, "nothing is asked for"),
        ("query O($v: Boolean!) { node { __typename } }", {"v": True}, "never used"),
    ],
)
async def test_a_wrong_document_is_complained_about(query: str, variables: dict[str, Any], complaint: str) -> None:
    found = await complaints(BASKETS, query, variables, frozenset(["Box.label"]))
    assert any(complaint in one for one in found), found


async def test_a_good_request_is_not_complained_about() -> None:
    basket = {"__typename": "Basket", "owner": OWNER, "found": {"__typename": "Box", "id": "1"}}
    assert not await complaints(BASKETS, ENTITIES % ("", "Basket", "total"), {"representations": [basket]})
    assert not await complaints(BASKETS, "query O { node { ... on Box { id } ... on Crate { label } } }", {})
