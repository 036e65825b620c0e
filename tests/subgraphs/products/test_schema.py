"""What products tells of one product, of many at once, and of the category tree."""

from __future__ import annotations

from typing import Any

from tests.kit.signing import DEALER
from tests.kit.subgraphs import SubgraphClient


async def product(products: SubgraphClient, sku: str, selection: str, **changes: Any) -> dict[str, Any]:
    data = await products.data(f'{{ product(sku: "{sku}") {{ {selection} }} }}', DEALER, **changes)
    found: dict[str, Any] = data["product"]
    return found


async def test_a_product_is_told_as_the_catalogue_says(products: SubgraphClient) -> None:
    selection = """sku gtin name description kind platform origin customsTariff sparePartsUntil discontinued
        orderQuantities { minimum step } category { id name parent { id } }
        units { base order orderContent price priceContent priceQuantity }"""
    assert await product(products, "HW-1001", selection) == {
        "sku": "HW-1001",
        "gtin": "4006381333931",
        "name": "Akku-Bohrschrauber",
        "description": "Für den Bau.",
        "kind": "POWER_TOOL",
        "platform": "W18",
        "origin": "DE",
        "customsTariff": "84672110",
        "sparePartsUntil": "2036-12-31",
        "discontinued": False,
        "orderQuantities": {"minimum": 1, "step": 1},
        "category": {"id": "drills", "name": "Bohrer", "parent": {"id": "tools"}},
        "units": {
            "base": "C62",
            "order": "C62",
            "orderContent": 1,
            "price": "C62",
            "priceContent": 1,
            "priceQuantity": 1,
        },
    }
