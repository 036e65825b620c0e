"""The third step: the prices of the order day are agreed, if they are those the buyer was shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.app import Services
from subgraphs.orders.errors import OrderErrorCode, UserError, user_error
from subgraphs.orders.queries import changing, orders
from subgraphs.orders.rules.articles import Wanted
from subgraphs.orders.rules.pricing import OrderPricing
from subgraphs.orders.rules.problems import LineProblem, LineProblemCode
from subgraphs.orders.service.placing.checking import line_errors
from subgraphs.orders.service.placing.ending import go_on, undo
from subgraphs.orders.service.placing.request import Placing
from subgraphs.orders.service.pricing import cart_prices


async def agree_prices(services: Services, placing: Placing) -> Placing:
    """On to binding, or back because the prices are others. Raises PeerFailed, TurnLost."""
    async with services.database.read() as connection:
        lines = await orders.lines(connection, [placing.order])
    pricing = await cart_prices(
        services,
        placing.viewer,
        [Wanted(line.position, line.sku, line.quantity) for line in lines],
        {line.sku: line for line in lines},
        deliver_to=placing.request.ship_to.country,
        day=placing.order_day,
    )
    errors = _refused(pricing, placing)
    if errors:
        return await undo(services, placing, errors)
    async with services.database.write() as connection:
        following = await go_on(connection, services, placing, "binding")
        await _write(connection, placing.order, pricing)
        return following


def _refused(pricing: OrderPricing, placing: Placing) -> list[UserError]:
    language = placing.viewer.language
    unpriced = [position for position, line in pricing.lines.items() if line.unit_gross is None]
    if unpriced:
        return list(line_errors(dict.fromkeys(unpriced, LineProblem(LineProblemCode.NO_PRICE)), language))
    if pricing.gross_total is None:
        return [user_error(OrderErrorCode.COULD_NOT_BE_PLACED, language)]
    if placing.request.price_mark not in (None, pricing.mark):
        return [user_error(OrderErrorCode.PRICES_CHANGED, language, "input", "priceMark")]
    return []


async def _write(connection: AsyncConnection, number: str, pricing: OrderPricing) -> None:
    amounts: list[Mapping[str, Any]] = [
        {
            "position": position,
            "unit_net": line.unit_net,
            "unit_gross": line.unit_gross,
            "line_net": line.line_net,
            "line_gross": line.line_gross,
        }
        for position, line in pricing.lines.items()
    ]
    await changing.change_lines(connection, number, amounts)
    await changing.add_charges(
        connection,
        [
            {"order_number": number, "kind": charge.kind, "net": charge.net, "gross": charge.gross}
            for charge in pricing.charges
        ],
    )
    await changing.change_order(
        connection,
        number,
        currency=pricing.currency,
        net_total=pricing.net_total,
        tax_rate=pricing.tax_rate,
        tax_total=pricing.tax_total,
        gross_total=pricing.gross_total,
    )
