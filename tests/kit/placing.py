"""Speaks to orders as customers and logistics do: fills a cart, places it, cancels and delivers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from tests.kit.subgraphs import SubgraphClient

Claims = Mapping[str, Any]

LINE = """position quantity state shippedQuantity backOrderedQuantity promisedDate cancellable lineText buyerNumber
    product { sku } unitNet { amount } unitGross { amount } lineNet { amount } lineGross { amount }"""
ORDER = f"""number state placedAt company {{ id }} placedBy {{ id }} buyerReference requestedDate
    backOrders reservedUntil cancellable shipTo {{ name street postcode city country }} lines {{ {LINE} }}
    charges {{ kind net {{ amount }} gross {{ amount }} }} netTotal {{ amount currencyCode }} taxRate
    taxTotal {{ amount }} grossTotal {{ amount }}
    shipments {{ number carrier trackingUrl lines {{ position quantity }} }}"""
ERRORS = "userErrors { code message path nextQuantity }"
CART = "cart { id version priceMark }"
ADD = f"mutation($input: AddToCartInput!) {{ addToCart(input: $input) {{ {CART} {ERRORS} }} }}"
PLACED = f"order {{ {ORDER} }} {CART} {ERRORS}"
PLACE = f"mutation($input: PlaceOrderInput!) {{ placeOrder(input: $input) {{ {PLACED} }} }}"
REQUEST = f"mutation($input: RequestOrderInput!) {{ requestOrder(input: $input) {{ {PLACED} }} }}"
CHANGED = f"order {{ {ORDER} }} {ERRORS}"
CANCEL = f"mutation($input: CancelOrderInput!) {{ cancelOrder(input: $input) {{ {CHANGED} }} }}"
PICK = f"mutation($input: StartPickingInput!) {{ startPicking(input: $input) {{ {CHANGED} }} }}"
SHIP = f"mutation($input: ShipOrderInput!) {{ shipOrder(input: $input) {{ {CHANGED} }} }}"
READ = f"query($number: ID!) {{ order(number: $number) {{ {ORDER} }} }}"
CARTS = "{ carts { id version } }"

BUYER: Claims = {
    "sub": "user:dealer",
    "company": "eisen-vogt",
    "claims": ["kind:dealer"],
    "functions": ["buyer"],
    "language": "en",
}
COLLEAGUE = BUYER | {"sub": "user:colleague"}
REQUESTER = BUYER | {"sub": "user:requester", "functions": ["requester"], "row_scope": "self"}
FIRM = BUYER | {"sub": "user:firm", "company": "schreinerei-hahn", "claims": ["kind:firm"]}
PRIVATE = BUYER | {
    "sub": "user:private",
    "company": "private-berger",
    "claims": ["kind:private"],
    "functions": ["all"],
    "row_scope": "self",
}
LOGISTICS: Claims = {
    "sub": "user:logistics",
    "company": "hartwerk",
    "claims": ["staff:logistics"],
    "functions": ["all"],
    "roles": ["logistics"],
    "language": "en",
}
ADDRESS = {
    "name": "Eisen Vogt GmbH",
    "street": "Herforder Straße 214",
    "postcode": "33609",
    "city": "Bielefeld",
    "country": "DE",
}


@dataclass(frozen=True)
class Filled:
    """A cart as its buyer sees it."""

    id: str
    version: int
    mark: str

    def input(self, **changes: Any) -> dict[str, Any]:
        """The input of placeOrder; `key` is new unless it is given."""
        return {
            "key": uuid4().hex,
            "cartId": self.id,
            "cartVersion": self.version,
            "priceMark": self.mark,
            "shipTo": ADDRESS,
        } | changes

    def request(self, **changes: Any) -> dict[str, Any]:
        """The input of requestOrder."""
        return {name: value for name, value in self.input(**changes).items() if name != "priceMark"}


async def fill(orders: SubgraphClient, lines: Mapping[str, int], who: Claims = BUYER) -> Filled:
    """Puts quantities of articles into a cart, the viewer's open one if he has any."""
    told = [{"number": number, "quantity": quantity} for number, quantity in lines.items()]
    payload = (await orders.data(ADD, who, {"input": {"key": uuid4().hex, "lines": told}}))["addToCart"]
    assert payload["userErrors"] == [], payload["userErrors"]
    cart = payload["cart"]
    return Filled(cart["id"], cart["version"], cart["priceMark"])


async def place(orders: SubgraphClient, given: Mapping[str, Any], who: Claims = BUYER) -> dict[str, Any]:
    payload: dict[str, Any] = (await orders.data(PLACE, who, {"input": given}))["placeOrder"]
    return payload


async def request(orders: SubgraphClient, given: Mapping[str, Any], who: Claims = REQUESTER) -> dict[str, Any]:
    payload: dict[str, Any] = (await orders.data(REQUEST, who, {"input": given}))["requestOrder"]
    return payload


async def placed(
    orders: SubgraphClient, lines: Mapping[str, int], who: Claims = BUYER, **changes: Any
) -> dict[str, Any]:
    """The order that a cart of these articles becomes."""
    return _done(await place(orders, (await fill(orders, lines, who)).input(**changes), who))


async def requested(
    orders: SubgraphClient, lines: Mapping[str, int], who: Claims = REQUESTER, **changes: Any
) -> dict[str, Any]:
    """The request that a cart of these articles becomes."""
    return _done(await request(orders, (await fill(orders, lines, who)).request(**changes), who))


async def cancel(
    orders: SubgraphClient, number: str, *positions: int, who: Claims = BUYER, key: str | None = None
) -> dict[str, Any]:
    """All that can be when no position is named."""
    told = {"key": key or uuid4().hex, "number": number, "positions": [*positions] or None}
    payload: dict[str, Any] = (await orders.data(CANCEL, who, {"input": told}))["cancelOrder"]
    return payload


async def pick(
    orders: SubgraphClient, number: str, *positions: int, who: Claims = LOGISTICS, key: str | None = None
) -> dict[str, Any]:
    """All of which anything lies ready when no position is named."""
    told = {"key": key or uuid4().hex, "number": number, "positions": [*positions] or None}
    payload: dict[str, Any] = (await orders.data(PICK, who, {"input": told}))["startPicking"]
    return payload


async def ship(
    orders: SubgraphClient,
    number: str,
    quantities: Mapping[int, int],
    who: Claims = LOGISTICS,
    key: str | None = None,
) -> dict[str, Any]:
    told = {
        "key": key or uuid4().hex,
        "number": number,
        "carrier": "DPD",
        "lines": [{"position": position, "quantity": quantity} for position, quantity in quantities.items()],
    }
    payload: dict[str, Any] = (await orders.data(SHIP, who, {"input": told}))["shipOrder"]
    return payload


async def read(orders: SubgraphClient, number: str, who: Claims = BUYER) -> dict[str, Any] | None:
    order: dict[str, Any] | None = (await orders.data(READ, who, {"number": number}))["order"]
    return order


async def carts(orders: SubgraphClient, who: Claims = BUYER) -> list[str]:
    return [cart["id"] for cart in (await orders.data(CARTS, who))["carts"]]


def codes(payload: Mapping[str, Any]) -> list[str]:
    return [error["code"] for error in payload["userErrors"]]


def _done(payload: Mapping[str, Any]) -> dict[str, Any]:
    assert payload["userErrors"] == [], payload["userErrors"]
    order: dict[str, Any] = payload["order"]
    return order
