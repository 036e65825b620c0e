"""Turns the rows read from the tables into the values that rules decide on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, TypeVar

from subgraphs.prices.queries import AnyRow, Rows
from subgraphs.prices.rules.charges import Freight, SmallOrderSurcharge
from subgraphs.prices.rules.conditions import (
    DirectFloor,
    DiscountAgreement,
    Market,
    MarketPrice,
    NetPrice,
    Party,
    PartyKind,
    PriceKind,
    PriceSource,
    Promotion,
    SalesWay,
    TaxRate,
    Tier,
)
from subgraphs.prices.rules.terms import Channel, Customer
from subgraphs.prices.tables import AGREEMENT_KEY, MARKET_PRICE_KEY, NET_PRICE_KEY

Value = TypeVar("Value")


def customer(row: AnyRow) -> Customer:
    return Customer(
        company=row.company_id,
        country=row.country,
        currency=row.currency,
        channel=Channel(row.channel),
        parent=row.parent_id,
        buying_group=row.buying_group,
        dealer_class=row.dealer_class,
        best_price=row.best_price,
    )


def market_prices(rows: Rows) -> dict[str, tuple[MarketPrice, ...]]:
    """By article number; the tiers of one price come in adjacent rows."""
    return _by_sku(
        (
            tiers[0].sku,
            MarketPrice(
                kind=PriceKind(tiers[0].kind),
                market=_market(tiers[0]),
                valid_from=tiers[0].valid_from,
                valid_until=tiers[0].valid_until,
                price_quantity=tiers[0].price_quantity,
                tiers=_tiers(tiers),
                discount_group=tiers[0].discount_group,
            ),
        )
        for tiers in _grouped(rows, MARKET_PRICE_KEY)
    )


def net_prices(rows: Rows) -> dict[str, tuple[NetPrice, ...]]:
    """By article number; the tiers of one price come in adjacent rows."""
    return _by_sku(
        (
            tiers[0].sku,
            NetPrice(
                source=PriceSource(tiers[0].source),
                party=_party(tiers[0]),
                market=_market(tiers[0]),
                valid_from=tiers[0].valid_from,
                valid_until=tiers[0].valid_until,
                price_quantity=tiers[0].price_quantity,
                tiers=_tiers(tiers),
                discountable=tiers[0].discountable,
                reference=tiers[0].reference,
            ),
        )
        for tiers in _grouped(rows, NET_PRICE_KEY)
    )


def agreements(rows: Rows) -> tuple[DiscountAgreement, ...]:
    """The rates of one agreement come in adjacent rows, in chain order."""
    return tuple(
        DiscountAgreement(
            party=_party(rates[0]),
            discount_group=rates[0].discount_group,
            valid_from=rates[0].valid_from,
            valid_until=rates[0].valid_until,
            rates=tuple(rate.percent for rate in rates),
        )
        for rates in _grouped(rows, AGREEMENT_KEY)
    )


def promotions(rows: Rows) -> dict[str, tuple[Promotion, ...]]:
    return _by_sku(
        (
            row.sku,
            Promotion(
                campaign=row.campaign,
                way=SalesWay(row.way),
                market=_market(row),
                valid_from=row.valid_from,
                valid_until=row.valid_until,
                price_quantity=row.price_quantity,
                net=row.net,
                gross=row.gross,
                names=row.names,
            ),
        )
        for row in rows
    )


def direct_floors(rows: Rows) -> dict[str, tuple[DirectFloor, ...]]:
    return _by_sku((row.sku, DirectFloor(_market(row), row.valid_from, row.maximum_discount)) for row in rows)


def tax_rates(rows: Rows) -> tuple[TaxRate, ...]:
    return tuple(TaxRate(row.country, row.valid_from, row.percent) for row in rows)


def freights(rows: Rows) -> tuple[Freight, ...]:
    return tuple(Freight(Market(row.country, row.currency), row.valid_from, row.net, row.free_from) for row in rows)


def small_order_surcharges(rows: Rows) -> tuple[SmallOrderSurcharge, ...]:
    return tuple(
        SmallOrderSurcharge(Channel(row.channel), _market(row), row.valid_from, row.net, row.below) for row in rows
    )


def _market(row: Any) -> Market:
    return Market(row.territory, row.currency)


def _party(row: Any) -> Party:
    return Party(PartyKind(row.party_kind), row.party_id)


def _tiers(rows: Iterable[Any]) -> tuple[Tier, ...]:
    return tuple(Tier(row.from_quantity, row.amount) for row in rows)


def _grouped(rows: Rows, key: Sequence[str]) -> list[list[AnyRow]]:
    def of(row: AnyRow) -> tuple[Any, ...]:
        return tuple(row._mapping[name] for name in key)

    return [list(group) for _, group in groupby(rows, key=of)]


def _by_sku(values: Iterable[tuple[str, Value]]) -> dict[str, tuple[Value, ...]]:
    grouped: dict[str, list[Value]] = defaultdict(list)
    for sku, value in values:
        grouped[sku].append(value)
    return {sku: tuple(group) for sku, group in grouped.items()}
