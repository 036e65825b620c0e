"""People of the demo world who buy through the gateway, by the documents that the shop runs."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from tests.kit.house import Asker
from tests.kit.papers import words_of
from tests.kit.quick_rows import TWENTY_ROWS

SHIP_TO = {
    "name": "Baustelle Klinikum",
    "street": "Teutoburger Straße 50",
    "postcode": "33604",
    "city": "Bielefeld",
    "country": "DE",
}


async def told(house: Asker, name: str, who: str, variables: Mapping[str, Any]) -> Any:
    """What the one root field of a stored document answers."""
    answer = await house.stored(name, who, variables)
    assert "errors" not in answer, answer
    (field,) = answer["data"].values()
    return field


async def checked(house: Asker, who: str, text: str = TWENTY_ROWS) -> dict[str, Any]:
    """The pasted rows as the quick order answers them."""
    found: dict[str, Any] = await told(house, "QuickOrder", who, {"text": text})
    return found


def lines_of(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The good rows as the shop puts them into the cart: in order units, his own numbers kept."""
    return [
        {
            "number": row["number"] if row["foundBy"] == "BUYER_NUMBER" else row["product"]["sku"],
            "quantity": row["quantity"],
            "lineText": row["lineText"],
        }
        for row in rows
        if not row["problem"]
    ]


async def cart_of(house: Asker, who: str, text: str = TWENTY_ROWS) -> dict[str, Any]:
    """The cart after the good rows of the text have been put into it."""
    lines = lines_of((await checked(house, who, text))["rows"])
    added = await told(house, "AddToCart", who, {"input": {"key": uuid4().hex, "lines": lines}})
    assert added["userErrors"] == []
    cart: dict[str, Any] = added["cart"]
    return cart


def request_input(cart: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    """What requestOrder takes; the key is new unless it is given."""
    details = {"shipTo": SHIP_TO, "buyerReference": "EV-4711", "requestedDate": "2026-12-21"}
    return {"key": uuid4().hex, "cartId": cart["id"], "cartVersion": cart["version"], **details, **changes}


def order_input(cart: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    """What placeOrder takes."""
    return {"priceMark": cart["priceMark"], **request_input(cart, **changes)}


async def paper(house: Asker, who: str, number: str, language: str) -> tuple[str, str]:
    """File name and text of an order's confirmation."""
    order = await told(house, "Confirmation", who, {"number": number, "language": language})
    document = order["confirmation"]
    return document["name"], words_of(base64.b64decode(document["content"]))


def codes(payload: Mapping[str, Any]) -> list[str]:
    return [error["code"] for error in payload["userErrors"]]
