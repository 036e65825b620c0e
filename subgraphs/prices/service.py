"""The use cases of prices: gather what a viewer's prices depend on, price an order, import what a catalogue states."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.app import Services
from subgraphs.common.viewer import Viewer
from subgraphs.prices import assembling, queries
from subgraphs.prices.rules.charges import Tariff
from subgraphs.prices.rules.conditions import Conditions, ProductPricing, Units
from subgraphs.prices.rules.importing import PriceRow, gather
from subgraphs.prices.rules.order import OrderLine, OrderPrice, price_order
from subgraphs.prices.rules.terms import Terms, order_day, terms_of
from subgraphs.prices.tables import MARKET_PRICE_KEY, MARKET_PRICE_TIERS, MARKET_PRICES


@dataclass(frozen=True, slots=True)
class AskedLine:
    """A line of an order to be priced; `quantity` is in order units."""

    position: int
    sku: str
    quantity: int
    units: Units


async def conditions_for(
    services: Services, viewer: Viewer, skus: Collection[str]
) -> tuple[Terms, dict[str, Conditions]]:
    """The viewer's terms and for each article every row that may bear on its price, in a constant number of statements.

    Whose prices are his own is decided here: those of the company concerned, never of another.
    """
    async with services.database.read() as connection:
        return await _conditions(connection, viewer, skus, services.clock.today())


async def order_price(
    services: Services, viewer: Viewer, lines: Sequence[AskedLine], ship_to: str, day: date | None
) -> OrderPrice:
    """The price of an order of the viewer's; raises BadInput for a day whose prices he may not know yet."""
    today = services.clock.today()
    async with services.database.read() as connection:
        terms, known = await _conditions(connection, viewer, {line.sku for line in lines}, today)
        asked_day = order_day(day, terms, today)
        tariff = await _tariff(connection, terms, ship_to)
    ordered = [
        OrderLine(line.position, ProductPricing(line.sku, line.units, known[line.sku]), line.quantity) for line in lines
    ]
    return price_order(ordered, terms, ship_to, tariff, asked_day)


async def _conditions(
    connection: AsyncConnection, viewer: Viewer, skus: Collection[str], today: date
) -> tuple[Terms, dict[str, Conditions]]:
    row = None if viewer.concern is None else await queries.customer(connection, viewer.concern)
    terms = terms_of(viewer, None if row is None else assembling.customer(row), today)
    country, currency = terms.market.country, terms.market.currency
    prices = assembling.market_prices(await queries.market_prices(connection, skus, country, currency))
    tax = assembling.tax_rates(await queries.tax_rates(connection, country))
    if terms.channel is None:
        return terms, {sku: Conditions(prices=prices.get(sku, ()), tax_rates=tax) for sku in skus}
    parties = [(party.kind.value, party.id) for party in terms.parties]
    way = terms.channel.way.value
    net = assembling.net_prices(await queries.net_prices(connection, skus, parties, country, currency))
    agreed = assembling.agreements(await queries.agreements(connection, parties))
    promoted = assembling.promotions(await queries.promotions(connection, skus, way, country, currency, begun_by=today))
    floors = assembling.direct_floors(await queries.direct_floors(connection, skus, country, currency))
    return terms, {
        sku: Conditions(
            prices=prices.get(sku, ()),
            net_prices=net.get(sku, ()),
            agreements=agreed,
            promotions=promoted.get(sku, ()),
            floors=floors.get(sku, ()),
            tax_rates=tax,
        )
        for sku in skus
    }


async def _tariff(connection: AsyncConnection, terms: Terms, ship_to: str) -> Tariff:
    """The charges that may come to an order of somebody who buys here."""
    if terms.channel is None:
        return Tariff()
    country, currency = terms.market.country, terms.market.currency
    freights = await queries.freight_charges(connection, ship_to, currency)
    surcharges = await queries.small_order_surcharges(connection, terms.channel.value, country, currency)
    return Tariff(assembling.freights(freights), assembling.small_order_surcharges(surcharges))


async def import_prices(services: Services, rows: Sequence[PriceRow]) -> None:
    """Writes what a catalogue states about prices, all rows or none; a second time changes nothing.

    A price known with the same article, kind, market and first day is brought to what the rows say, tiers included.
    Raises PriceImportRefused naming every row that does not hold or leaves open which price is meant.
    """
    prices = gather(rows)
    owners, tiers = [], []
    for article in prices:
        price = article.price
        key = (article.sku, price.kind.value, price.market.country, price.market.currency, price.valid_from)
        named = dict(zip(MARKET_PRICE_KEY, key, strict=True))
        owners.append(
            named
            | {
                "valid_until": price.valid_until,
                "price_quantity": price.price_quantity,
                "discount_group": price.discount_group,
            }
        )
        tiers += [named | {"from_quantity": tier.from_quantity, "amount": tier.amount} for tier in price.tiers]
    async with services.database.write() as connection:
        await queries.replace_parts(connection, MARKET_PRICES, MARKET_PRICE_TIERS, MARKET_PRICE_KEY, owners, tiers)
