"""Loads the stock of the demo world: named articles as told, all others by a rule that always picks the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any
from zlib import crc32

from subgraphs.common.app import Services
from subgraphs.common.clock import SELLER_ZONE
from subgraphs.common.loading import put
from subgraphs.common.readable import read_yaml
from subgraphs.stock.tables import DEMANDS, LEVELS, POOLS, RECEIPTS, WAREHOUSES

Told = Mapping[str, Any]

ARTICLES_AT_ONCE = 200
FEED_TIME = time(6)


async def load_demo(services: Services, folder: Path, skus: Sequence[str] = ()) -> None:
    """Loads stock.yaml of `folder` for its own articles and for `skus`, the rest of the catalogue.

    A second time changes nothing: quantities that were moved since stay as they are.
    """
    world = read_yaml(folder / "stock.yaml", today=services.clock.today())
    articles: dict[str, Told] = dict(world["articles"])
    articles |= {sku: _by_rule(sku, world["others"]) for sku in sorted(skus) if sku not in articles}
    names = list(articles)
    async with services.database.write() as connection:
        await put(connection, WAREHOUSES, world["warehouses"])
        for start in range(0, len(names), ARTICLES_AT_ONCE):
            chunk = {sku: articles[sku] for sku in names[start : start + ARTICLES_AT_ONCE]}
            await put(connection, LEVELS, [row for sku, told in chunk.items() for row in _levels(sku, told)])
            pools = [row for sku, told in chunk.items() for row in _pools(sku, told)]
            await put(connection, POOLS, pools, keep=("quantity", "reserved"))
            await put(connection, RECEIPTS, [row for sku, told in chunk.items() for row in _receipts(sku, told)])
            await put(connection, DEMANDS, [row for sku, told in chunk.items() for row in _demands(sku, told)])


def _by_rule(sku: str, rules: Sequence[Told]) -> Told:
    rule = next(rule for rule in rules if fnmatchcase(sku, rule["articles"]))
    if _pick(sku, "empty", 0, rule["empty_every"] - 1) == 0:
        return {"free": dict.fromkeys(rule["free"], 0), "receipts": [rule["receipt"]]}
    return {"free": {code: _pick(sku, code, *bounds) for code, bounds in rule["free"].items()}}


def _pick(sku: str, purpose: str, least: int, most: int) -> int:
    """A number between the bounds, always the same for the same article and purpose."""
    return least + crc32(f"{sku} {purpose}".encode()) % (most - least + 1)


def _levels(sku: str, told: Told) -> list[dict[str, Any]]:
    fed_at = datetime.combine(told["fed"], FEED_TIME, SELLER_ZONE) if "fed" in told else None
    codes = [*told["free"], *(contingent["warehouse"] for contingent in told.get("contingents", ()))]
    return [{"sku": sku, "warehouse": code, "fed_at": fed_at} for code in dict.fromkeys(codes)]


def _pools(sku: str, told: Told) -> list[dict[str, Any]]:
    free = [
        {"sku": sku, "warehouse": code, "kind": "free", "owner": "", "quantity": quantity, "reserved": 0, "until": None}
        for code, quantity in told["free"].items()
    ]
    return free + [
        {
            "sku": sku,
            "warehouse": kept["warehouse"],
            "kind": "company" if "company" in kept else "tier",
            "owner": kept["company"] if "company" in kept else kept["tier"],
            "quantity": kept["quantity"],
            "reserved": kept["reserved"],
            "until": kept["until"],
        }
        for kept in told.get("contingents", ())
    ]


def _receipts(sku: str, told: Told) -> list[dict[str, Any]]:
    return [{"id": f"{sku}/{number}", "sku": sku, **receipt} for number, receipt in enumerate(told.get("receipts", ()))]


def _demands(sku: str, told: Told) -> list[dict[str, Any]]:
    return [{"id": f"{sku}/{number}", "sku": sku, **demand} for number, demand in enumerate(told.get("promised", ()))]
