"""Every SQL statement of prices."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy import Row, Table, and_, delete, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.loading import put
from subgraphs.prices.tables import (
    AGREEMENT_KEY,
    CUSTOMERS,
    DIRECT_FLOORS,
    DISCOUNT_AGREEMENTS,
    DISCOUNT_RATES,
    FREIGHT_CHARGES,
    MARKET_PRICE_KEY,
    MARKET_PRICE_TIERS,
    MARKET_PRICES,
    NET_PRICE_KEY,
    NET_PRICE_TIERS,
    NET_PRICES,
    PROMOTIONS,
    SMALL_ORDER_SURCHARGES,
    TAX_RATES,
)

AnyRow: TypeAlias = Row[*tuple[Any, ...]]
Rows: TypeAlias = Sequence[AnyRow]
Parties: TypeAlias = Collection[tuple[str, str]]
"""Pairs of party kind and id."""

ROWS_AT_ONCE = 500
"""Rows written by one statement: both databases bound the number of parameters (32,767)."""


async def customer(connection: AsyncConnection, company: str) -> AnyRow | None:
    return (await connection.execute(select(CUSTOMERS).where(CUSTOMERS.c.company_id == company))).first()


async def market_prices(connection: AsyncConnection, skus: Collection[str], country: str, currency: str) -> Rows:
    """A row for each tier, the tiers of one price together."""
    columns = MARKET_PRICES.c
    joined = MARKET_PRICES.join(MARKET_PRICE_TIERS, _same(MARKET_PRICES, MARKET_PRICE_TIERS, MARKET_PRICE_KEY))
    chosen = (
        select(MARKET_PRICES, MARKET_PRICE_TIERS.c.from_quantity, MARKET_PRICE_TIERS.c.amount)
        .select_from(joined)
        .where(columns.sku.in_(skus), columns.territory == country, columns.currency == currency)
    )
    ordered = chosen.order_by(columns.sku, columns.kind, columns.valid_from, MARKET_PRICE_TIERS.c.from_quantity)
    return (await connection.execute(ordered)).all()


async def net_prices(
    connection: AsyncConnection, skus: Collection[str], parties: Parties, country: str, currency: str
) -> Rows:
    """A row for each tier, the tiers of one price together; of these parties only."""
    columns = NET_PRICES.c
    joined = NET_PRICES.join(NET_PRICE_TIERS, _same(NET_PRICES, NET_PRICE_TIERS, NET_PRICE_KEY))
    chosen = (
        select(NET_PRICES, NET_PRICE_TIERS.c.from_quantity, NET_PRICE_TIERS.c.amount)
        .select_from(joined)
        .where(
            columns.sku.in_(skus),
            tuple_(columns.party_kind, columns.party_id).in_(parties),
            columns.territory == country,
            columns.currency == currency,
        )
    )
    key = [columns[name] for name in NET_PRICE_KEY]
    return (await connection.execute(chosen.order_by(*key, NET_PRICE_TIERS.c.from_quantity))).all()


async def agreements(connection: AsyncConnection, parties: Parties) -> Rows:
    """A row for each rate in chain order, the rates of one agreement together; of these parties only."""
    columns = DISCOUNT_AGREEMENTS.c
    joined = DISCOUNT_AGREEMENTS.join(DISCOUNT_RATES, _same(DISCOUNT_AGREEMENTS, DISCOUNT_RATES, AGREEMENT_KEY))
    chosen = (
        select(DISCOUNT_AGREEMENTS, DISCOUNT_RATES.c.percent)
        .select_from(joined)
        .where(tuple_(columns.party_kind, columns.party_id).in_(parties))
    )
    key = [columns[name] for name in AGREEMENT_KEY]
    return (await connection.execute(chosen.order_by(*key, DISCOUNT_RATES.c.position))).all()


async def promotions(
    connection: AsyncConnection, skus: Collection[str], way: str, country: str, currency: str, begun_by: date
) -> Rows:
    """Campaigns that have begun by a day: a later one is told to nobody before its launch."""
    columns = PROMOTIONS.c
    chosen = select(PROMOTIONS).where(
        columns.sku.in_(skus),
        columns.way == way,
        columns.territory == country,
        columns.currency == currency,
        columns.valid_from <= begun_by,
    )
    return (await connection.execute(chosen.order_by(columns.sku, columns.campaign, columns.valid_from))).all()


async def direct_floors(connection: AsyncConnection, skus: Collection[str], country: str, currency: str) -> Rows:
    columns = DIRECT_FLOORS.c
    chosen = select(DIRECT_FLOORS).where(
        columns.sku.in_(skus), columns.territory == country, columns.currency == currency
    )
    return (await connection.execute(chosen.order_by(columns.sku, columns.valid_from))).all()


async def tax_rates(connection: AsyncConnection, country: str) -> Rows:
    chosen = select(TAX_RATES).where(TAX_RATES.c.country == country)
    return (await connection.execute(chosen.order_by(TAX_RATES.c.valid_from))).all()


async def freight_charges(connection: AsyncConnection, country: str, currency: str) -> Rows:
    columns = FREIGHT_CHARGES.c
    chosen = select(FREIGHT_CHARGES).where(columns.country == country, columns.currency == currency)
    return (await connection.execute(chosen.order_by(columns.valid_from))).all()


async def small_order_surcharges(connection: AsyncConnection, channel: str, country: str, currency: str) -> Rows:
    columns = SMALL_ORDER_SURCHARGES.c
    chosen = select(SMALL_ORDER_SURCHARGES).where(
        columns.channel == channel, columns.territory == country, columns.currency == currency
    )
    return (await connection.execute(chosen.order_by(columns.valid_from))).all()


async def replace_parts(
    connection: AsyncConnection,
    owners: Table,
    parts: Table,
    key: Sequence[str],
    owner_rows: Sequence[Mapping[str, Any]],
    part_rows: Sequence[Mapping[str, Any]],
) -> None:
    """Writes owners (prices, agreements) by their key and makes `part_rows` (tiers, rates) all the parts they have."""
    for chunk in _chunks(owner_rows):
        await put(connection, owners, chunk)
        keys = [tuple(row[name] for name in key) for row in chunk]
        await connection.execute(delete(parts).where(tuple_(*(parts.c[name] for name in key)).in_(keys)))
    for chunk in _chunks(part_rows):
        await put(connection, parts, chunk)


def _chunks(rows: Sequence[Mapping[str, Any]]) -> list[Sequence[Mapping[str, Any]]]:
    return [rows[start : start + ROWS_AT_ONCE] for start in range(0, len(rows), ROWS_AT_ONCE)]


def _same(left: Table, right: Table, key: Sequence[str]) -> Any:
    return and_(*(left.c[name] == right.c[name] for name in key))
