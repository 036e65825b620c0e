"""The product list: filtered, in a stated order, read from a key onwards (keyset), never from an offset."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.products.queries.categories import subtree
from subgraphs.products.queries.products import Rows
from subgraphs.products.tables import MARKETS, PRODUCTS, SORT_KEYS


class ListOrder(enum.Enum):
    NAME = "name"
    SKU = "sku"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which products a list shows; `words` are folded and must all occur, `channel` is that of `country`."""

    country: str
    words: tuple[str, ...] = ()
    category: str | None = None
    kind: str | None = None
    platform: str | None = None
    channel: str | None = None
    unspoken_channel: str = "on_enquiry"
    """What holds in a country the catalogue does not speak of."""
    include_discontinued: bool = False


@dataclass(frozen=True, slots=True)
class After:
    """Where the page before ended: the sort key of its last product (none in order of SKU) and its SKU."""

    key: str | date | None
    sku: str


async def page(
    connection: AsyncConnection, wanted: Wanted, order: ListOrder, language: str, after: After | None, limit: int
) -> Rows:
    """Rows of products with their `place` in the order, at most `limit`."""
    place = _place(order, language)
    chosen = _filtered(select(PRODUCTS, place.label("place")), wanted)
    if order is ListOrder.NAME:
        named = and_(SORT_KEYS.c.sku == PRODUCTS.c.sku, SORT_KEYS.c.language == language)
        chosen = chosen.outerjoin(SORT_KEYS, named)
    if after is not None:
        chosen = chosen.where(_beyond(order, place, after))
    rows: Rows = (await connection.execute(chosen.order_by(*_order(order, place)).limit(limit))).all()
    return rows


async def count(connection: AsyncConnection, wanted: Wanted) -> int:
    counted = _filtered(select(func.count()).select_from(PRODUCTS), wanted)
    return int((await connection.execute(counted)).scalar_one())


def _place(order: ListOrder, language: str) -> ColumnElement[Any]:
    if order is ListOrder.NAME:
        return func.coalesce(SORT_KEYS.c.sort_key, PRODUCTS.c.sort_key)
    return PRODUCTS.c.listed_on if order is ListOrder.NEWEST else PRODUCTS.c.sku


def _order(order: ListOrder, place: ColumnElement[Any]) -> Sequence[ColumnElement[Any]]:
    return (place.desc() if order is ListOrder.NEWEST else place.asc(), PRODUCTS.c.sku.asc())


def _beyond(order: ListOrder, place: ColumnElement[Any], after: After) -> ColumnElement[bool]:
    if order is ListOrder.SKU:
        return PRODUCTS.c.sku > after.sku
    further = place < after.key if order is ListOrder.NEWEST else place > after.key
    return or_(further, and_(place == after.key, PRODUCTS.c.sku > after.sku))


def _filtered(statement: Select[Any], wanted: Wanted) -> Select[Any]:
    conditions: list[ColumnElement[bool]] = [
        PRODUCTS.c.search_text.contains(word, autoescape=True) for word in wanted.words
    ]
    if wanted.category is not None:
        conditions.append(PRODUCTS.c.category_id.in_(subtree(wanted.category)))
    if wanted.kind is not None:
        conditions.append(PRODUCTS.c.kind == wanted.kind)
    if wanted.platform is not None:
        conditions.append(PRODUCTS.c.platform == wanted.platform)
    if not wanted.include_discontinued:
        conditions.append(PRODUCTS.c.discontinued == false())
    if wanted.channel is not None:
        here = and_(MARKETS.c.sku == PRODUCTS.c.sku, MARKETS.c.country == wanted.country)
        rule = select(MARKETS.c.channel).where(here).scalar_subquery()
        conditions.append(func.coalesce(rule, wanted.unspoken_channel) == wanted.channel)
    return statement.where(*conditions)
