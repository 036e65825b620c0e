"""The fixture subgraphs do complain: a guard that never barks guards nothing."""

from __future__ import annotations

import json

import pytest

from tests.kit.fixture_subgraphs import FixtureSubgraph
from tests.kit.shop_federation import PRICES, PRODUCTS, REVIEWS, catalogue

ENTITIES = (
    "query O($representations: [_Any!]!) { _entities(representations: $representations) { ... on Product { %s } } }"
)


@pytest.mark.parametrize(
    ("sdl", "fields", "representations", "complaint"),
    [
        (PRODUCTS, "name", [{"__typename": "Product", "sku": None}], "null key"),
        (PRODUCTS, "name", [{"__typename": "Product", "sku": "p1"}] * 2, "duplicate"),
        (PRODUCTS, "name", [], "asked for no entities"),
        (PRODUCTS, "name", [{"__typename": "Product", "sku": "p1", "list": 3}], "undeclared"),
        (PRODUCTS, "name", [{"__typename": "Product"}], "no resolvable key"),
        (PRODUCTS, "name", [{"__typename": "Shop", "sku": "p1"}], "unknown type"),
        (PRODUCTS, "list", [{"__typename": "Product", "sku": "p1"}], "Cannot query field"),
        (PRODUCTS, "... on Shop { sku }", [{"__typename": "Product", "sku": "p1"}], "Unknown type"),
        (PRICES, "price", [{"__typename": "Product", "sku": "p1"}], "requires"),
        (PRICES, "units { __typename }", [{"__typename": "Product", "sku": "p1"}], "external"),
        (REVIEWS, "reviews { product { price } }", [{"__typename": "Product", "sku": "p1"}], "external"),
    ],
)
async def test_a_wrong_request_is_complained_about(
    sdl: str, fields: str, representations: list[object], complaint: str
) -> None:
    subgraph = FixtureSubgraph("one", sdl, catalogue().world)
    request = {
        "query": ENTITIES % fields,
        "operationName": "O",
        "variables": {"representations": representations},
    }
    await subgraph.fetch(json.dumps(request).encode(), {}, timeout=1)
    assert any(complaint in one for one in subgraph.violations), subgraph.violations
