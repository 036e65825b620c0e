"""Loads the demo orders and buyers' numbers; amounts follow from the agreed prices as on any order (DOMAIN 5.3).

Goods leave on working days: a relative day that falls on a weekend is told as the Monday after.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from subgraphs.common.app import Services
from subgraphs.common.clock import SELLER_ZONE
from subgraphs.common.loading import put
from subgraphs.common.money import half_up
from subgraphs.common.readable import read_yaml
from subgraphs.common.working_days import next_working_day
from subgraphs.orders.rules.numbers import compared
from subgraphs.orders.tables import orders as tables
from subgraphs.orders.tables.carts import BUYER_NUMBERS

OPEN_ORDERS = frozenset({"awaiting", "confirmed", "part_shipped"})
OPEN_LINES = frozenset({"open", "picking", "part_shipped", "back_order"})

ADDRESS = ("name", "street", "postcode", "city", "country")

REQUEST_LASTS = timedelta(hours=72)
"""How long an order that waits for approval reserves (DOMAIN 6)."""

UNIT_STEP = Decimal("0.0001")

Told = Mapping[str, Any]
Stored = dict[str, Any]


@dataclass(frozen=True, slots=True)
class OrderedArticle:
    """What an order keeps of an article: names by language, units (UN/ECE codes) and what they hold in base units."""

    names: Mapping[str, str]
    order_unit: str
    order_content: int
    price_unit: str
    price_content: int
    price_quantity: int


Articles = Mapping[str, OrderedArticle]
"""By SKU."""


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A line whose goods have not all left; `pieces` are the base units still to come, `country` that of the ship-to.

    `kept_for` names the company or the tier whose contingent they belong to, None where they lie in a free pool;
    `awaited` is the day for which pieces on back-order are promised; `expires_at` is set while the order waits for
    approval.
    """

    order: str
    position: int
    sku: str
    pieces: int
    company: str
    country: str
    kept_for: Mapping[str, str] | None
    awaited: date | None
    expires_at: datetime | None


async def load_demo(services: Services, folder: Path, articles: Articles) -> None:
    """Loads orders.yaml and buyer_numbers.yaml of `folder`; a second time changes nothing."""
    today = services.clock.today()
    orders: list[Told] = read_yaml(folder / "orders.yaml", today=today)["orders"]
    numbers: Mapping[str, Told] = read_yaml(folder / "buyer_numbers.yaml", today=today)["buyer_numbers"]
    shipments = [
        (order, part, shipment) for order in orders for part, shipment in enumerate(order.get("shipments", ()), start=1)
    ]
    async with services.database.write() as connection:
        await put(connection, BUYER_NUMBERS, [*_buyer_numbers(numbers)])
        await put(connection, tables.ORDERS, [_order(order, articles) for order in orders])
        await put(connection, tables.ORDER_LINES, [line for order in orders for line in _lines(order, articles)])
        await put(connection, tables.SHIPMENTS, [_shipment(*shipment) for shipment in shipments])
        await put(
            connection,
            tables.SHIPMENT_LINES,
            [
                {
                    "shipment_number": shipment["number"],
                    "position": position,
                    "order_number": order["number"],
                    "quantity": quantity,
                }
                for order, _part, shipment in shipments
                for position, quantity in shipment["lines"].items()
            ],
        )


def open_lines(folder: Path, today: date, articles: Articles) -> list[OpenLine]:
    """What the orders of orders.yaml in `folder` still hold of the stock."""
    orders: list[Told] = read_yaml(folder / "orders.yaml", today=today)["orders"]
    return [line for order in orders for line in _open_lines(order, articles)]


def _open_lines(order: Told, articles: Articles) -> Iterator[OpenLine]:
    if order["state"] not in OPEN_ORDERS:
        return
    shipped = _shipped(order)
    for position, line in enumerate(order["lines"], start=1):
        if line["state"] in OPEN_LINES:
            yield OpenLine(
                order=order["number"],
                position=position,
                sku=line["sku"],
                pieces=(line["quantity"] - shipped[position]) * articles[line["sku"]].order_content,
                company=order["company"],
                country=order["ship_to"]["country"],
                kept_for=line.get("kept_for"),
                awaited=next_working_day(line["promised"]) if line["state"] == "back_order" else None,
                expires_at=_reserved_until(order),
            )


def _buyer_numbers(told: Mapping[str, Told]) -> Iterator[Stored]:
    for company, numbers in told.items():
        for number, sku in numbers.items():
            yield {"company_id": company, "number": compared(number), "sku": sku}


def _order(order: Told, articles: Articles) -> Stored:
    net_total, tax_total, gross_total = _totals(_lines(order, articles), _vat(order))
    address = order["ship_to"]
    return {
        "number": order["number"],
        "company_id": order["company"],
        "branch_id": order.get("branch"),
        "department_id": order.get("department"),
        "placed_by": order["placed_by"],
        "placed_at": _moment(order["placed"], order["time"]),
        "state": order["state"],
        "buyer_reference": order.get("buyer_reference"),
        "requested_date": order.get("requested"),
        "currency": order.get("currency", "EUR"),
        "net_total": net_total,
        "tax_rate": Decimal(order["vat"]),
        "tax_total": tax_total,
        "gross_total": gross_total,
        "back_orders": any(line["state"] == "back_order" for line in order["lines"]),
        "reserved_until": _reserved_until(order),
        **{f"ship_to_{part}": address[part] for part in ADDRESS},
    }


def _lines(order: Told, articles: Articles) -> list[Stored]:
    shipped = _shipped(order)
    return [
        {
            "order_number": order["number"],
            "position": position,
            "sku": line["sku"],
            "quantity": line["quantity"],
            **asdict(articles[line["sku"]]),
            **_amounts(line, articles[line["sku"]], _vat(order)),
            "line_text": line.get("text"),
            "state": line["state"],
            "back_ordered": (line["quantity"] - shipped[position]) * articles[line["sku"]].order_content
            if line["state"] == "back_order"
            else 0,
            "promised_date": None if line.get("promised") is None else next_working_day(line["promised"]),
        }
        for position, line in enumerate(order["lines"], start=1)
    ]


def _shipped(order: Told) -> Counter[int]:
    """Quantities that have left, by position."""
    shipped: Counter[int] = Counter()
    for shipment in order.get("shipments", ()):
        shipped.update(shipment["lines"])
    return shipped


def _reserved_until(order: Told) -> datetime | None:
    """While it waits for approval."""
    if order["state"] != "awaiting":
        return None
    return _moment(order["placed"], order["time"]) + REQUEST_LASTS


def _amounts(line: Told, article: OrderedArticle, vat: Decimal) -> Stored:
    """Unit and line amounts; a private buyer's gross price is the truth, a business's net price."""
    pieces = Decimal(line["quantity"] * article.order_content)
    quantity = pieces / (article.price_content * article.price_quantity)
    if "gross" in line:
        gross = Decimal(str(line["gross"]))
        return {"unit_net": None, "unit_gross": gross, "line_net": None, "line_gross": half_up(gross * quantity)}
    net = Decimal(str(line["net"]))
    line_net = half_up(net * quantity)
    return {
        "unit_net": net,
        "unit_gross": half_up(net * (1 + vat), UNIT_STEP),
        "line_net": line_net,
        "line_gross": half_up(line_net * (1 + vat)),
    }


def _totals(lines: list[Stored], vat: Decimal) -> tuple[Decimal | None, Decimal, Decimal]:
    """Net total, tax and gross total: tax once on the sum of line nets (EN 16931, BR-CO-17); for private buyers it is
    taken out of the sum of gross amounts. Cancelled lines count only where nothing else is left."""
    lines = [line for line in lines if line["state"] != "cancelled"] or lines
    if any(line["line_net"] is None for line in lines):
        gross = sum((line["line_gross"] for line in lines), Decimal(0))
        return None, half_up(gross * vat / (1 + vat)), gross
    net = sum((line["line_net"] for line in lines), Decimal(0))
    tax = half_up(net * vat)
    return net, tax, net + tax


def _shipment(order: Told, part: int, shipment: Told) -> Stored:
    return {
        "number": shipment["number"],
        "order_number": order["number"],
        "part": part,
        "shipped_at": _moment(next_working_day(shipment["shipped"]), shipment["time"]),
        "carrier": shipment["carrier"],
        "tracking_url": shipment["tracking_url"],
    }


def _vat(order: Told) -> Decimal:
    return Decimal(order["vat"]) / 100


def _moment(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), SELLER_ZONE)
