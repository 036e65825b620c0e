"""What a house tells one person of prices: in the list, on the page, in the cart, the order and its confirmation."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from pypdf import PdfReader

from tests.kit.house import Asker, Person
from tests.kit.placing import ADDRESS

Who = Person | str
Wanted = Mapping[str, int]
"""Order units by article."""
Told = Mapping[str, Any]

AT_ONCE = 20
"""Root fields of one document, as many as there may be."""
PAGE = ("net", "gross", "lineNet", "lineGross")
LINE = ("unitNet", "unitGross", "lineNet", "lineGross")
PRICE = " ".join(f"{name} {{ amount currencyCode }}" for name in PAGE)
OFFERED = """query($after: String) { products(first: 100, after: $after, orderBy: SKU) {
    pageInfo { hasNextPage endCursor }
    nodes { sku orderable orderQuantities { minimum step } price { gross { amount } } } } }"""
WRITTEN = re.compile(r"(\d[\d.]*,\d{2,4})\s(?:€|CHF)")
"""An amount with its currency."""


@dataclass(frozen=True)
class Amounts:
    """Per price unit and of the line; `net` ones None for private buyers, all of them where no price is told."""

    net: Decimal | None
    gross: Decimal | None
    line_net: Decimal | None
    line_gross: Decimal | None
    currency: str | None

    @classmethod
    def of(cls, told: Told | None, names: Sequence[str] = PAGE) -> Amounts:
        """`names`: what these four are called there."""
        found = [None if told is None else told[name] for name in names]
        currency = next((money["currencyCode"] for money in found if money is not None), None)
        assert all(money is None or money["currencyCode"] == currency for money in found), told
        return cls(*(_amount(money) for money in found), currency)


@dataclass(frozen=True)
class Sums:
    """Charges by kind with net and gross, `rate` in percent, and the totals, charges among them."""

    charges: Mapping[str, tuple[Decimal | None, Decimal | None]]
    rate: Decimal | None
    net: Decimal | None
    tax: Decimal | None
    gross: Decimal | None

    @classmethod
    def of(cls, told: Told) -> Sums:
        """Of a cart or an order."""
        charges = {charge["kind"]: (_amount(charge["net"]), _amount(charge["gross"])) for charge in told["charges"]}
        rate = None if told["taxRate"] is None else Decimal(told["taxRate"])
        return cls(charges, rate, *(_amount(told[name]) for name in ("netTotal", "taxTotal", "grossTotal")))


async def offered(house: Asker, who: Who) -> dict[str, tuple[int, int]]:
    """The articles that this person can order at a price, with smallest quantity and step."""
    found: dict[str, tuple[int, int]] = {}
    after: str | None = None
    while True:
        page = (await house.data(OFFERED, who, {"after": after}))["products"]
        for node in page["nodes"]:
            if node["orderable"] and node["price"] is not None and node["price"]["gross"] is not None:
                found[node["sku"]] = node["orderQuantities"]["minimum"], node["orderQuantities"]["step"]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            return found


async def list_prices(house: Asker, who: Who, wanted: Wanted) -> dict[str, Amounts]:
    """In the list, narrowed down to each article by a search."""
    nodes_of = "nodes {{ sku price(quantity: $q{n}) {{ {price} }} }}"
    field = "products(first: 5, orderBy: SKU, filter: {{ search: $s{n} }}) {{ " + nodes_of + " }}"
    lists = await _asked(house, who, field, PRICE, wanted)
    nodes = {node["sku"]: node for told in lists.values() for node in told["nodes"] if node["sku"] in wanted}
    return {sku: Amounts.of(nodes[sku]["price"]) for sku in wanted}


async def prices_of_day(house: Asker, who: Who, wanted: Wanted, day: date) -> dict[str, Amounts]:
    """What will be, or was, the price of another day."""
    field = 'product(sku: $s{n}) {{ price(quantity: $q{n}, day: "' + str(day) + '") {{ {price} }} }}'
    told = await _asked(house, who, field, PRICE, wanted)
    return {sku: Amounts.of(product["price"]) for sku, product in told.items()}


async def sources(house: Asker, staff: Person, wanted: Wanted) -> dict[str, tuple[Amounts, str | None]]:
    """What our own people are told when they look at the customer: the same price, and where it comes from."""
    field = "product(sku: $s{n}) {{ price(quantity: $q{n}) {{ {price} source }} }}"
    told = await _asked(house, staff, field, PRICE, wanted)
    return {sku: (Amounts.of(product["price"]), product["price"]["source"]) for sku, product in told.items()}


async def page(house: Asker, who: Who, sku: str, quantity: int) -> dict[str, Any]:
    """The whole page of an article, by the document of the shop."""
    product: dict[str, Any] = (await _stored(house, "ProductPage", who, {"sku": sku, "quantity": quantity}))["product"]
    return product


async def filled_cart(house: Asker, who: Who, lines: Sequence[tuple[str, int, str]]) -> dict[str, Any]:
    """The cart with these lines (article, order units, line text), read anew."""
    told = [{"number": sku, "quantity": quantity, "lineText": text} for sku, quantity, text in lines]
    added = (await _stored(house, "AddToCart", who, {"input": {"key": uuid4().hex, "lines": told}}))["addToCart"]
    assert added["userErrors"] == [], added["userErrors"]
    cart: dict[str, Any] = (await _stored(house, "Cart", who, {"id": added["cart"]["id"]}))["cart"]
    return cart


async def ordered(house: Asker, who: Who, cart: Told, country: str, *, requests: bool) -> dict[str, Any]:
    """The order, or the request, that the cart becomes, read anew."""
    given = {
        "key": uuid4().hex,
        "cartId": cart["id"],
        "cartVersion": cart["version"],
        "shipTo": ADDRESS | {"country": country},
    }
    name, field = ("RequestOrder", "requestOrder") if requests else ("PlaceOrder", "placeOrder")
    if not requests:
        given["priceMark"] = cart["priceMark"]
    payload = (await _stored(house, name, who, {"input": given}))[field]
    assert payload["userErrors"] == [], payload["userErrors"]
    order: dict[str, Any] = (await _stored(house, "OrderPage", who, {"number": payload["order"]["number"]}))["order"]
    assert order == payload["order"]
    return order


async def confirmation(house: Asker, who: Who, number: str) -> bytes:
    """The PDF, in German."""
    told = await _stored(house, "Confirmation", who, {"number": number, "language": "de"})
    return base64.b64decode(told["order"]["confirmation"]["content"])


def written_amounts(pdf: bytes) -> list[Decimal]:
    """All money on a German paper, in the order in which it is written."""
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return [Decimal(found.replace(".", "").replace(",", ".")) for found in WRITTEN.findall(text)]


async def _asked(house: Asker, who: Who, field: str, price: str, wanted: Wanted) -> dict[str, Any]:
    """What the field answers for each article, as many at once as there may be."""
    answers: dict[str, Any] = {}
    skus = sorted(wanted)
    for start in range(0, len(skus), AT_ONCE):
        some = skus[start : start + AT_ONCE]
        names = ", ".join(f"$s{n}: {_kind(field)}!, $q{n}: Int!" for n in range(len(some)))
        fields = " ".join(f"f{n}: {field.format(n=n, price=price)}" for n in range(len(some)))
        variables = {f"s{n}": sku for n, sku in enumerate(some)} | {f"q{n}": wanted[sku] for n, sku in enumerate(some)}
        told = await house.data(f"query({names}) {{ {fields} }}", who, variables)
        answers |= {sku: told[f"f{n}"] for n, sku in enumerate(some)}
    return answers


def _kind(field: str) -> str:
    return "String" if "search" in field else "ID"


async def _stored(house: Asker, name: str, who: Who, variables: Told) -> dict[str, Any]:
    answer = await house.stored(name, who, variables)
    assert "errors" not in answer, answer
    data: dict[str, Any] = answer["data"]
    return data


def _amount(money: Mapping[str, str] | None) -> Decimal | None:
    return None if money is None else Decimal(money["amount"])
