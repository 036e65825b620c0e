"""The unit prices that a buyer is shown when he puts lines into his cart, so that later ones are told beside them."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from decimal import Decimal

from subgraphs.common.app import Services
from subgraphs.common.peers import PeerFailed
from subgraphs.common.viewer import Viewer
from subgraphs.orders.rules.articles import Wanted
from subgraphs.orders.rules.carts import CartLine
from subgraphs.orders.rules.offer import line_problems, offer
from subgraphs.orders.service.articles import articles
from subgraphs.orders.service.pricing import cart_prices

SEES_PRICES = "cart_amounts"

SeenUnits = Mapping[tuple[str, str | None], Decimal]
"""By article and line text."""

logger = logging.getLogger(__name__)


async def seen_units(services: Services, viewer: Viewer, lines: Sequence[CartLine]) -> SeenUnits:
    """Unit prices of the lines of a cart; none for whoever sees no prices.

    When prices cannot be had there are none either: a cart is filled nevertheless, and nobody was shown any.
    """
    if SEES_PRICES not in viewer.groups:
        return {}
    wanted = [Wanted(line.position, line.sku, line.quantity) for line in lines]
    try:
        known = await articles(services, viewer, [line.sku for line in lines], deliver_to=viewer.country)
        basket = offer(wanted, line_problems(wanted, known, viewer), deliver_to=viewer.country).basket
        if not basket.lines:
            return {}
        pricing = await cart_prices(services, viewer, basket.lines, known, deliver_to=basket.deliver_to)
    except PeerFailed as failed:
        logger.warning("no prices are kept beside the lines of a cart: %s", failed)
        return {}
    units = {position: line.unit for position, line in pricing.lines.items()}
    return {line.key: unit for line in lines if (unit := units.get(line.position)) is not None}
