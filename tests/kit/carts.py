"""Filling, changing and reading carts as the people who may and may not; what a cart holds and what was refused."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table, func, select, update

from subgraphs.orders.tables.carts import CARTS
from tests.kit.subgraphs import SubgraphClient

CART = """{ cart { id version lines { position product { sku } quantity buyerNumber lineText } } }"""
PRICES = """{ cart { priceMark taxRate netTotal { amount } taxTotal { amount } grossTotal { amount } orderable
    charges { kind net { amount } gross { amount } }
    lines { unitNet { amount } lineNet { amount } lineGross { amount } priceBefore { amount }
            light promisedDate onEnquiry problem { code nextQuantity } } } }"""
PAYLOAD = "cart { id version lines { position product { sku } quantity lineText } }"
ERRORS = "userErrors { code message path nextQuantity }"
ADD = f"mutation($input: AddToCartInput!) {{ addToCart(input: $input) {{ {PAYLOAD} {ERRORS} }} }}"
CHANGE = f"mutation($input: ChangeCartLineInput!) {{ changeCartLine(input: $input) {{ {PAYLOAD} {ERRORS} }} }}"
REMOVE = f"mutation($input: RemoveFromCartInput!) {{ removeFromCart(input: $input) {{ {PAYLOAD} {ERRORS} }} }}"

BUYER = {
    "sub": "user:me",
    "company": "c",
    "claims": ["kind:dealer"],
    "functions": ["buyer"],
    "groups": ["cart_amounts"],
}
COLLEAGUE = BUYER | {"sub": "user:other"}
ELSEWHERE = BUYER | {"company": "d"}
REQUESTER = BUYER | {"functions": ["requester"], "groups": []}
PRIVATE = BUYER | {"sub": "user:p", "company": "p", "claims": ["kind:private"], "functions": ["all"]}
FIRM = BUYER | {"claims": ["kind:firm"]}
WAREHOUSE = BUYER | {"functions": ["warehouse"]}
STAFF = {
    "sub": "user:s",
    "company": "hartwerk",
    "claims": ["staff:dealer_sales"],
    "functions": ["all"],
    "looks_at": "c",
}
VISITOR = {"sub": "visitor", "claims": ["kind:visitor"], "functions": ["all"]}


def line(number: str, quantity: int = 1, text: str | None = None) -> dict[str, Any]:
    return {"number": number, "quantity": quantity, "lineText": text}


async def add(
    orders: SubgraphClient, *lines: dict[str, Any], key: str = "k1", who: dict[str, Any] = BUYER, **more: Any
) -> dict[str, Any]:
    variables = {"input": {"key": key, "lines": list(lines), **more}}
    found: dict[str, Any] = (await orders.data(ADD, who, variables))["addToCart"]
    return found


async def change(orders: SubgraphClient, who: dict[str, Any] = BUYER, **given: Any) -> dict[str, Any]:
    found: dict[str, Any] = (await orders.data(CHANGE, who, {"input": given}))["changeCartLine"]
    return found


async def remove(orders: SubgraphClient, who: dict[str, Any] = BUYER, **given: Any) -> dict[str, Any]:
    found: dict[str, Any] = (await orders.data(REMOVE, who, {"input": given}))["removeFromCart"]
    return found


async def cart(orders: SubgraphClient, who: dict[str, Any] = BUYER, document: str = CART) -> Any:
    return (await orders.data(document, who))["cart"]


def held(cart: dict[str, Any] | None) -> list[tuple[int, str, int, str | None]]:
    """Position, article, quantity and text of each line."""
    return [
        (told["position"], told["product"]["sku"], told["quantity"], told["lineText"])
        for told in (cart or {"lines": []})["lines"]
    ]


def codes(payload: dict[str, Any]) -> list[tuple[str, str, int | None]]:
    return [(error["code"], ".".join(error["path"]), error["nextQuantity"]) for error in payload["userErrors"]]


async def become_order(orders: SubgraphClient, number: str = "100500") -> None:
    async with orders.services.database.write() as connection:
        await connection.execute(update(CARTS).values(order_number=number))


async def count(orders: SubgraphClient, table: Table) -> int:
    async with orders.services.database.read() as connection:
        return int((await connection.execute(select(func.count()).select_from(table))).scalar_one())
