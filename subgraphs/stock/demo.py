"""Loads the stock of the demo world: named articles as told, all others by a rule that always picks the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any
from zlib import crc32

from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.app import Services
from subgraphs.common.clock import SELLER_ZONE
from subgraphs.common.loading import put
from subgraphs.common.readable import read_yaml
from subgraphs.stock.queries import pools, reservations
from subgraphs.stock.rules.allocating import Part
from subgraphs.stock.rules.buyer import Buyer
from subgraphs.stock.rules.movements import Cause, Movement, of_line
from subgraphs.stock.rules.picture import PoolKind
from subgraphs.stock.rules.reserving import LineReservation
from subgraphs.stock.service.occasion import Occasion
from subgraphs.stock.tables import DEMANDS, LEVELS, POOLS, RECEIPTS, WAREHOUSES

Told = Mapping[str, Any]

SUBJECT = "demo"

ARTICLES_AT_ONCE = 200
FEED_TIME = time(6)


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A line of a demo order whose goods have not left; `pieces` are base units, `country` is that of the ship-to.

    All lines of an order name the same company, tier, way, country and expiry; `expires_at` None stands for good.
    `kind` and `owner` name the contingent its pieces belong to, otherwise they lie in a free pool. Of a line on
    back-order the pieces lie nowhere: they wait for what comes in until the day `awaited`.
    """

    order: str
    position: int
    sku: str
    pieces: int
    company: str
    tier: str | None
    country: str
    expires_at: datetime | None = None
    kind: PoolKind = PoolKind.FREE
    owner: str = ""
    direct: bool = False
    awaited: date | None = None


async def load_demo(
    services: Services, folder: Path, skus: Sequence[str] = (), open_lines: Sequence[OpenLine] = ()
) -> None:
    """Loads stock.yaml of `folder` for its own articles and for `skus`, the rest of the catalogue.

    Each of `open_lines` becomes a reservation. Its pieces come on top of a free pool, so that what is available stays
    as the file tells it; those of a contingent are among the pieces that the file says are reserved there. Raises
    ValueError for a line that names an article or a contingent without stock, or more than is reserved there.

    A second time changes nothing: quantities that were moved since stay as they are.
    """
    world = read_yaml(folder / "stock.yaml", today=services.clock.today())
    articles: dict[str, Told] = dict(world["articles"])
    articles |= {sku: _by_rule(sku, world["others"]) for sku in sorted(skus) if sku not in articles}
    names = list(articles)
    countries = {warehouse["code"]: warehouse["country"] for warehouse in world["warehouses"]}
    places = [(line, _parts(line, articles.get(line.sku, {}), countries)) for line in open_lines]
    occasion = Occasion.now(services, SUBJECT)
    async with services.database.write() as connection:
        await put(connection, WAREHOUSES, world["warehouses"])
        for start in range(0, len(names), ARTICLES_AT_ONCE):
            chunk = {sku: articles[sku] for sku in names[start : start + ARTICLES_AT_ONCE]}
            await put(connection, LEVELS, [row for sku, told in chunk.items() for row in _levels(sku, told)])
            rows = [row for sku, told in chunk.items() for row in _pools(sku, told)]
            await put(connection, POOLS, _without(rows, places), keep=("quantity", "reserved"))
            await put(connection, RECEIPTS, [row for sku, told in chunk.items() for row in _receipts(sku, told)])
            await put(connection, DEMANDS, [row for sku, told in chunk.items() for row in _demands(sku, told)])
        await pools.begin_log(connection, occasion.subject, occasion.at)
        await _reserve(connection, places, occasion)


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


def _parts(line: OpenLine, told: Told, countries: Mapping[str, str]) -> tuple[Part, ...]:
    """Where a line lies: the contingent it names, else the first free pool of its country, else of any."""
    if line.awaited is not None:
        return ()
    if line.kind is PoolKind.FREE:
        codes = sorted(told.get("free", ()), key=lambda code: (countries[code] != line.country, code))
    else:
        codes = [kept["warehouse"] for kept in told.get("contingents", ()) if kept.get(line.kind.value) == line.owner]
    if not codes:
        pool = f"{line.kind.value} {line.owner}".strip()
        raise ValueError(f"Order {line.order}, position {line.position}: article {line.sku} has no pool '{pool}'.")
    return (Part(codes[0], line.kind, line.owner, line.pieces),)


def _without(rows: list[dict[str, Any]], places: Iterable[tuple[OpenLine, tuple[Part, ...]]]) -> list[dict[str, Any]]:
    """Pool rows less what the open lines of contingents are going to reserve there."""
    named: Counter[tuple[str, ...]] = Counter()
    for line, parts in places:
        for part in parts:
            if part.kind is not PoolKind.FREE:
                named[line.sku, *part.key] += part.pieces
    for row in rows:
        row["reserved"] -= named[row["sku"], row["warehouse"], row["kind"], row["owner"]]
        if row["reserved"] < 0:
            raise ValueError(f"Open orders hold more of {row['sku']} than is reserved for {row['owner']}.")
    return rows


async def _reserve(
    connection: AsyncConnection, places: Iterable[tuple[OpenLine, tuple[Part, ...]]], occasion: Occasion
) -> None:
    orders: dict[str, list[tuple[OpenLine, tuple[Part, ...]]]] = defaultdict(list)
    for line, parts in places:
        orders[line.order].append((line, parts))
    for order, lines in orders.items():
        if await reservations.is_known(connection, order):
            continue
        ((buyer, expires_at),) = {
            (Buyer(line.company, line.tier, line.direct, line.country), line.expires_at) for line, _ in lines
        }
        movements = [movement for line, parts in lines for part in parts for movement in _movements(line, part)]
        reserved = [
            LineReservation(line.position, line.sku, parts, 0 if parts else line.pieces, line.awaited)
            for line, parts in lines
        ]
        await reservations.open_reservation(connection, order, buyer, occasion.at, expires_at)
        await pools.move(connection, movements, occasion.subject, occasion.at)
        await reservations.add_lines(connection, order, reserved)


def _movements(line: OpenLine, part: Part) -> list[Movement]:
    reserved = of_line(Cause.RESERVED, line.order, line.position, line.sku, [part])
    if part.kind is not PoolKind.FREE:
        return reserved
    lying = Movement(line.sku, part.warehouse, part.kind, part.owner, part.pieces, 0, Cause.OPENED)
    return [lying, *reserved]
