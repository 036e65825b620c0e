"""The demo orders are such as the house itself would have taken."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from tests.kit.house import Asker

BUYERS = ("dealer", "dealer2", "plus", "partner", "firm", "moser", "private")
ORDERS = """{ orders(first: 100) { nodes { number lines {
  position product { sku } quantity unitNet { amount } unitGross { amount } lineNet { amount } lineGross { amount }
} } } }"""
PRICE = "product(sku: {sku}) {{ price(quantity: {quantity}) {{ {fields} }} }}"
NET = "net { amount } lineNet { amount }"
GROSS = "gross { amount } lineGross { amount }"


async def test_a_demo_order_charges_what_its_buyer_would_pay_today(house: Asker) -> None:
    for buyer in BUYERS:
        orders = (await house.data(ORDERS, buyer))["orders"]["nodes"]
        lines = {f"o{order['number']}_{line['position']}": line for order in orders for line in order["lines"]}
        fields = GROSS if buyer == "private" else NET
        asked = " ".join(f"{name}: {_price_of(line, fields)}" for name, line in lines.items())
        prices = await house.data(f"{{ {asked} }}", buyer)
        charged = {
            name: _amounts(line, "unitGross" if buyer == "private" else "unitNet") for name, line in lines.items()
        }
        assert charged, f"{buyer} has ordered nothing"
        assert charged == {
            name: _amounts(found["price"], "gross" if buyer == "private" else "net") for name, found in prices.items()
        }


def _price_of(line: Mapping[str, Mapping[str, str]], fields: str) -> str:
    return PRICE.format(sku=f'"{line["product"]["sku"]}"', quantity=line["quantity"], fields=fields)


def _amounts(told: Mapping[str, Mapping[str, str]], unit: str) -> tuple[Decimal, Decimal]:
    """Price of the unit and of the line, gross for a private buyer, net for all others."""
    line = "lineGross" if unit in ("gross", "unitGross") else "lineNet"
    return Decimal(told[unit]["amount"]), Decimal(told[line]["amount"])
