"""The README's table: one stored document, asked for one product by ten people, each line a field of the answer."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from gateway.pipeline import Caller, GraphQLRequest
from subgraphs.accounts.service import issue_token
from werktor.contract import read_documents
from werktor.demo.loading import load_demo_world
from werktor.house import House, open_house
from werktor.settings import ROOT, Settings
from werktor.sign_ins import address_of

DAY = date(2026, 11, 24)
SKU = "HW-1004"
QUANTITY = 10


@dataclass(frozen=True, slots=True)
class Column:
    """Somebody of the demo world, and the customer he looks at."""

    title: str
    sign_in: str | None
    looks_at: str | None = None


COLUMNS = (
    Column("visitor", None),
    Column("private", "private"),
    Column("firm", "firm"),
    Column("dealer", "dealer"),
    Column("dealer2", "dealer2"),
    Column("the dealer's warehouse", "warehouse"),
    Column("plus", "plus"),
    Column("till", "till"),
    Column("sales for the dealer", "sales", "eisen-vogt"),
    Column("finance for the dealer", "finance", "eisen-vogt"),
)


def _amount(value: Mapping[str, Any] | None) -> str | None:
    return None if value is None else f"{value['amount']} {value['currencyCode']}"


def _tiers(tiers: Sequence[Mapping[str, Any]] | None) -> str | None:
    if tiers is None:
        return None
    return ", ".join(f"{tier['fromQuantity']}: {_amount(tier['net'] or tier['gross'])}" for tier in tiers) or "none"


def _steps(steps: Sequence[Mapping[str, Any]] | None) -> str | None:
    return None if steps is None else ", ".join(step["text"] for step in steps) or "none"


def _promise(promise: Mapping[str, Any] | None) -> str | None:
    return None if promise is None else "on enquiry" if promise["onEnquiry"] else promise["date"] or "none"


def _warehouses(rows: Sequence[Mapping[str, Any]] | None) -> str | None:
    return None if rows is None else ", ".join(f"{row['warehouse']['code']}: {row['quantity']}" for row in rows)


Cell = Callable[[dict[str, Any], dict[str, Any]], str | None]

ROWS: tuple[tuple[str, Cell], ...] = (
    ("direct price, gross", lambda price, _: _amount(price["direct"] and price["direct"]["gross"])),
    ("direct price, net", lambda price, _: _amount(price["direct"] and price["direct"]["net"])),
    ("recommended price", lambda price, _: _amount(price["recommended"] and price["recommended"]["gross"])),
    ("list price, net", lambda price, _: _amount(price["list"])),
    ("discount group", lambda price, _: price["discountGroup"]),
    ("own price, net", lambda price, _: _amount(price["net"])),
    ("own price, gross", lambda price, _: _amount(price["gross"])),
    ("tiers", lambda price, _: _tiers(price["tiers"])),
    ("steps", lambda price, _: _steps(price["steps"])),
    ("source", lambda price, _: price["source"]),
    ("cost", lambda price, _: _amount(price["cost"])),
    ("margin", lambda price, _: price["margin"] and f"{price['margin']} %"),
    ("margin band", lambda price, _: price["marginBand"]),
    ("light", lambda _, stock: stock["light"]),
    ("promise", lambda _, stock: _promise(stock["promise"])),
    ("exact quantity", lambda _, stock: None if stock["quantity"] is None else str(stock["quantity"])),
    ("by warehouse", lambda _, stock: _warehouses(stock["warehouses"])),
)


async def visibility_table() -> str:
    """The table in Markdown, from a house of its own with demo data of one fixed day."""
    with tempfile.TemporaryDirectory() as folder:
        async with open_house(Settings(var=Path(folder), today=DAY, database_url="")) as house:
            await load_demo_world(house.services)
            answers = [await _answer(house, column) for column in COLUMNS]
    lines = [_line(["", *(column.title for column in COLUMNS)]), _line(["---"] * (len(COLUMNS) + 1))]
    for title, cell in ROWS:
        lines.append(_line([title, *(cell(a["price"] or {}, a["availability"] or {}) or "–" for a in answers)]))
    return f"`ProductPage` for {QUANTITY} × {SKU} on {DAY}:\n\n" + "\n".join(lines)


async def _answer(house: House, column: Column) -> dict[str, Any]:
    document = next(one for one in read_documents(ROOT / "frontend-contract") if one.name == "ProductPage")
    token = None
    if column.sign_in is not None:
        accounts = house.services["accounts"]
        token = await issue_token(accounts, house.token_keys, address_of(column.sign_in), looks_at=column.looks_at)
    pipeline = house.gateway.pipeline
    request = GraphQLRequest(None, document.id, "ProductPage", {"sku": SKU, "quantity": QUANTITY})
    journey = await pipeline.prepare(request, Caller({"accept-language": "en"}, token, "visibility-table"))
    answer = await pipeline.run(journey)
    if answer.errors or answer.data is None:
        raise RuntimeError(f"{column.title}: {answer.errors}")
    product: dict[str, Any] = answer.data["product"]
    return product


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
