"""Loads customers, conditions and charges of the demo world; what the market pays comes with the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.app import Services
from subgraphs.common.loading import put
from subgraphs.common.readable import read_yaml
from subgraphs.prices import queries, tables

Told = Mapping[str, Any]

CURRENCIES = {"DE": "EUR", "AT": "EUR", "CH": "CHF"}


async def load_demo(services: Services, folder: Path) -> None:
    """Loads customers.yaml, conditions.yaml and charges.yaml of `folder`; a second time changes nothing."""
    today = services.clock.today()
    world = read_yaml(folder / "customers.yaml", today=today)
    agreed = read_yaml(folder / "conditions.yaml", today=today)
    charged = read_yaml(folder / "charges.yaml", today=today)
    async with services.database.write() as connection:
        await put(connection, tables.CUSTOMERS, [_customer(told) for told in world["customers"]])
        await put(
            connection,
            tables.TAX_RATES,
            [
                {"country": rate["country"], "valid_from": rate["from"], "percent": _decimal(rate["percent"])}
                for rate in world["tax_rates"]
            ],
        )
        await _load_discounts(connection, agreed["discounts"])
        await _load_net_prices(connection, agreed["net_prices"])
        await put(connection, tables.PROMOTIONS, [_promotion(told) for told in agreed["promotions"]])
        await put(
            connection,
            tables.DIRECT_FLOORS,
            [_article(told) | {"maximum_discount": _decimal(told["maximum_discount"])} for told in agreed["floors"]],
        )
        await put(connection, tables.FREIGHT_CHARGES, [_freight(told) for told in charged["freight"]])
        await put(connection, tables.SMALL_ORDER_SURCHARGES, [_surcharge(told) for told in charged["small_order"]])


async def _load_discounts(connection: AsyncConnection, discounts: list[Told]) -> None:
    agreements = [
        _party(told) | {"discount_group": told["group"], "valid_from": told["from"], "valid_until": told.get("until")}
        for told in discounts
    ]
    rates = [
        {name: agreement[name] for name in tables.AGREEMENT_KEY} | {"position": position, "percent": _decimal(rate)}
        for agreement, told in zip(agreements, discounts, strict=True)
        for position, rate in enumerate(told["rates"])
    ]
    await queries.replace_parts(
        connection, tables.DISCOUNT_AGREEMENTS, tables.DISCOUNT_RATES, tables.AGREEMENT_KEY, agreements, rates
    )


async def _load_net_prices(connection: AsyncConnection, net_prices: list[Told]) -> None:
    prices = [
        _party(told)
        | _article(told)
        | {
            "source": told["source"],
            "valid_until": told.get("until"),
            "price_quantity": told.get("per", 1),
            "discountable": told.get("discountable", False),
            "reference": told["reference"],
        }
        for told in net_prices
    ]
    tiers = [
        {name: price[name] for name in tables.NET_PRICE_KEY} | {"from_quantity": quantity, "amount": _decimal(amount)}
        for price, told in zip(prices, net_prices, strict=True)
        for quantity, amount in told["tiers"].items()
    ]
    await queries.replace_parts(
        connection, tables.NET_PRICES, tables.NET_PRICE_TIERS, tables.NET_PRICE_KEY, prices, tiers
    )


def _customer(told: Told) -> dict[str, Any]:
    return {
        "company_id": told["company"],
        "parent_id": told.get("parent"),
        "buying_group": told.get("buying_group"),
        "dealer_class": told.get("dealer_class"),
        "country": told["country"],
        "currency": told["currency"],
        "channel": told["channel"],
        "best_price": told.get("best_price", False),
    }


def _promotion(told: Told) -> dict[str, Any]:
    return _article(told) | {
        "campaign": told["campaign"],
        "way": told["way"],
        "valid_until": told["until"],
        "price_quantity": told.get("per", 1),
        "net": _decimal(told["net"]),
        "gross": _decimal(told["gross"]) if "gross" in told else None,
        "names": told["names"],
    }


def _freight(told: Told) -> dict[str, Any]:
    return {
        "country": told["country"],
        "currency": told["currency"],
        "valid_from": told["from"],
        "net": _decimal(told["net"]),
        "free_from": _decimal(told["free_from"]),
    }


def _surcharge(told: Told) -> dict[str, Any]:
    market = told["market"]
    return {
        "channel": told["channel"],
        "territory": market,
        "currency": CURRENCIES[market],
        "valid_from": told["from"],
        "net": _decimal(told["net"]),
        "below": _decimal(told["below"]),
    }


def _party(told: Told) -> dict[str, Any]:
    ((kind, party),) = told["with"].items()
    return {"party_kind": kind, "party_id": party}


def _article(told: Told) -> dict[str, Any]:
    market = told["market"]
    return {
        "sku": told["sku"],
        "territory": market,
        "currency": CURRENCIES[market],
        "valid_from": told["from"],
    }


def _decimal(written: float) -> Decimal:
    """YAML reads 92.00 as a float; its shortest decimal form is the number that was written."""
    return Decimal(str(written))
