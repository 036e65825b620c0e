"""How each document of the contract is asked in tests: queries, subscriptions, and mutations with who may run them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

BUYERS = frozenset({"private", "firm", "dealer", "dealer2", "plus", "partner"})
REQUESTERS = frozenset({"requester"})
PRIVATE = frozenset({"private"})
LOGISTICS = frozenset({"logistics"})

ADDRESS = {"name": "Vogt", "street": "Herforder Straße 214", "postcode": "33609", "city": "Bielefeld", "country": "DE"}
PLACING = {"cartId": "no-such-cart", "cartVersion": 1, "shipTo": ADDRESS}

QUERIES: Mapping[str, list[dict[str, Any]]] = {
    "ProductPage": [{"sku": f"HW-{number}", "quantity": 3} for number in (1001, 1002, 1004, 1005, 2001, 4003)],
    "ProductAvailability": [{"sku": "HW-1001", "quantity": 30}, {"sku": "HW-1005"}],
    "ProductList": [{"first": 12, "orderBy": "SKU", "filter": {"search": "W18"}}],
    "MyOrders": [{"first": 20}],
    "OrderPage": [{"number": number} for number in ("100412", "100436", "100425", "100428", "100395")],
    "Confirmation": [{"number": number, "language": "en"} for number in ("100412", "100425", "100395")],
    "Cart": [{}, {"deliverTo": "AT"}],
    "QuickOrder": [{"text": "HW-1001;2;Halle 3\nHW-4002;25\n4069876040042;3\nHW-9999;1\nHW-1006;30"}],
    "Addresses": [{}],
    "Information": [{}],
    "Categories": [{}],
    "Viewer": [{}],
}
SUBSCRIPTIONS: Mapping[str, dict[str, Any]] = {"StockChanges": {"skus": ["HW-1005"]}, "OrderChanges": {}}


@dataclass(frozen=True)
class Mutation:
    """`root`: its field; `given`: an input that the subgraph can answer; `who`: all who reach it."""

    root: str
    given: Mapping[str, Any]
    who: frozenset[str]
    done: bool = False
    """Whether the input does something; others are answered with a user error and change nothing."""


MUTATIONS: Mapping[str, Mutation] = {
    "AddToCart": Mutation(
        "addToCart", {"lines": [{"number": "HW-1001", "quantity": 1}]}, BUYERS | REQUESTERS, done=True
    ),
    "ChangeCartLine": Mutation(
        "changeCartLine",
        {"cartId": "no-such-cart", "version": 1, "position": 1, "quantity": 2},
        BUYERS | REQUESTERS,
    ),
    "RemoveFromCart": Mutation("removeFromCart", {"cartId": "no-such-cart", "version": 1}, BUYERS | REQUESTERS),
    "PlaceOrder": Mutation("placeOrder", {**PLACING, "priceMark": "none"}, BUYERS),
    "RequestOrder": Mutation("requestOrder", PLACING, BUYERS - PRIVATE | REQUESTERS),
    "CancelOrder": Mutation("cancelOrder", {"number": "999999"}, BUYERS | REQUESTERS),
    "StartPicking": Mutation("startPicking", {"number": "999999"}, LOGISTICS),
    "ShipOrder": Mutation(
        "shipOrder", {"number": "999999", "carrier": "DPD", "lines": [{"position": 1, "quantity": 1}]}, LOGISTICS
    ),
    "CorrectStock": Mutation(
        "correctStock",
        {"sku": "HW-1001", "warehouse": "DE-N", "difference": 1, "reason": "counted"},
        LOGISTICS,
        done=True,
    ),
}
WITHOUT_KEY = frozenset({"ChangeCartLine", "RemoveFromCart"})
"""Their input names the version of the cart instead of an idempotency key."""
