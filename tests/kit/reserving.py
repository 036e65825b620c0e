"""Speaks to stock as orders does: reserves, binds, releases and ships for somebody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tests.kit.subgraphs import SubgraphClient

Claims = Mapping[str, Any]
Wanted = Sequence[tuple[int, str, int]]
"""Position, article, pieces."""

LINE = "position sku reserved backOrdered promisedDate expiresAt"
RESERVE = f"""mutation($input: ReserveStockInput!) {{ reserveStock(input: $input) {{
    reserved lines {{ {LINE} }} shortages {{ position promisedDate onEnquiry }} }} }}"""
RESERVATION = f"query($order: ID!) {{ reservation(order: $order) {{ {LINE} }} }}"
BIND = "mutation($order: ID!) { bindReservation(order: $order) { bound } }"
RELEASE = """mutation($order: ID!, $positions: [Int!]) {
    releaseStock(order: $order, positions: $positions) { released } }"""
SHIP = """mutation($order: ID!, $shipment: ID!, $lines: [ShipStockLineInput!]!) {
    shipStock(order: $order, shipment: $shipment, lines: $lines) { shipped short } }"""
STOCK_FOR = """query($lines: [StockForLineInput!]!) { stockFor(lines: $lines) {
    position kept light promisedDate onEnquiry } }"""


def buyer(role: str, company: str | None, **more: Any) -> dict[str, Any]:
    """The claims of a buyer of this audience; dealers see numbers."""
    groups = ["exact_stock"] if role.startswith("dealer") else []
    member = {"sub": f"user:{company}", "company": company, "claims": [f"kind:{role}"], "roles": [role]}
    return member | {"groups": groups} | more


DEALER = buyer("dealer", "eisen-vogt", tier="standard")
DEALER2 = buyer("dealer", "nordwerk-handel", tier="standard")
PLUS = buyer("dealer_plus", "alpen-werkzeug", tier="plus", country="AT")
FIRM = buyer("firm", "schreinerei-hahn")
PRIVATE = buyer("private", "private-berger", country="AT")


def told(lines: Wanted) -> list[dict[str, Any]]:
    return [{"position": position, "sku": sku, "pieces": pieces} for position, sku, pieces in lines]


async def asked(stock: SubgraphClient, document: str, who: Claims, **variables: Any) -> Any:
    """The one field of an answer that carries no errors."""
    (answer,) = (await stock.data(document, who, variables, service="orders")).values()
    return answer


async def reserve(
    stock: SubgraphClient,
    order: str,
    *lines: tuple[int, str, int],
    who: Claims = DEALER,
    country: str = "DE",
    back_orders: bool = False,
    minutes: int = 15,
) -> dict[str, Any]:
    wanted = {"order": order, "lines": told(lines), "country": country, "backOrders": back_orders, "minutes": minutes}
    payload: dict[str, Any] = await asked(stock, RESERVE, who, input=wanted)
    return payload


async def reservation(stock: SubgraphClient, order: str) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = await asked(stock, RESERVATION, DEALER, order=order)
    return lines


async def bind(stock: SubgraphClient, order: str) -> bool:
    return bool((await asked(stock, BIND, DEALER, order=order))["bound"])


async def release(stock: SubgraphClient, order: str, *positions: int) -> int:
    """All positions when none is named."""
    return int((await asked(stock, RELEASE, DEALER, order=order, positions=[*positions] or None))["released"])


async def ship(stock: SubgraphClient, order: str, shipment: str, pieces: Mapping[int, int]) -> list[int] | None:
    """The positions that are short; None when it was shipped."""
    lines = [{"position": position, "pieces": count} for position, count in pieces.items()]
    payload = await asked(stock, SHIP, DEALER, order=order, shipment=shipment, lines=lines)
    assert payload["shipped"] == (payload["short"] == [])
    return payload["short"] or None


async def stock_for(stock: SubgraphClient, who: Claims, *lines: tuple[int, str, int]) -> list[dict[str, Any]]:
    answer: list[dict[str, Any]] = await asked(stock, STOCK_FOR, who, lines=told(lines))
    return answer
