"""Asks prices what a cart or an order costs as a whole, on behalf of its buyer."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from subgraphs.common.app import Services
from subgraphs.common.viewer import Viewer
from subgraphs.orders.rules.articles import Units, Wanted
from subgraphs.orders.rules.pricing import ChargePricing, LinePricing, OrderPricing


async def cart_prices(
    services: Services,
    viewer: Viewer,
    lines: Collection[Wanted],
    articles: Mapping[str, Units],
    *,
    deliver_to: str,
    day: date | None = None,
) -> OrderPricing:
    """The prices of up to 500 lines, delivered together to a country, on the order day (today by default).

    `articles` holds at least those of the lines. Raises PeerFailed.
    """
    asked: dict[str, Any] = {"shipTo": deliver_to, "lines": [_asked(line, articles[line.sku]) for line in lines]}
    if day is not None:
        asked["day"] = day.isoformat()
    told = (await services.peers.ask("prices", "PriceOrder", {"input": asked}, viewer))["priceOrder"]
    return OrderPricing(
        currency=told["currency"],
        tax_rate=_amount(told["taxRate"]),
        net_total=_amount(told["netTotal"]),
        tax_total=_amount(told["taxTotal"]),
        gross_total=_amount(told["grossTotal"]),
        charges=tuple(
            ChargePricing(charge["kind"], _amount(charge["net"]), _amount(charge["gross"]))
            for charge in told["charges"]
        ),
        lines={line["position"]: _line(line) for line in told["lines"]},
    )


def _asked(line: Wanted, article: Units) -> dict[str, Any]:
    return {
        "position": line.position,
        "sku": line.sku,
        "quantity": line.quantity,
        "orderContent": article.order_content,
        "priceContent": article.price_content,
        "priceQuantity": article.price_quantity,
    }


def _line(told: Mapping[str, Any]) -> LinePricing:
    return LinePricing(
        priced=told["priced"],
        unit_net=_amount(told["unitNet"]),
        unit_gross=_amount(told["unitGross"]),
        line_net=_amount(told["lineNet"]),
        line_gross=_amount(told["lineGross"]),
    )


def _amount(told: str | None) -> Decimal | None:
    return None if told is None else Decimal(told)
