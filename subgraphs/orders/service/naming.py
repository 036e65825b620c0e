"""What numbers mean to the viewer's company: the ones it has itself, ours, and GTINs."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from subgraphs.common.app import Services
from subgraphs.common.viewer import Viewer
from subgraphs.orders.queries import carts as queries
from subgraphs.orders.rules.carts import CartOwner
from subgraphs.orders.rules.numbers import Meant, compared, meant
from subgraphs.orders.rules.problems import LineProblem
from subgraphs.orders.service.articles import articles_named

OwnNumbers = Mapping[str, str]
"""SKU by what the buyer calls it, as it is looked up."""


async def own_numbers(services: Services, owner: CartOwner, numbers: Collection[str]) -> OwnNumbers:
    """Those of the numbers, written as `compared` does, that the company has for our articles."""
    async with services.database.read() as connection:
        rows = await queries.buyer_numbers(connection, owner.company, numbers)
    return {row.number: row.sku for row in rows}


async def meanings(
    services: Services, viewer: Viewer, own: OwnNumbers, numbers: Collection[str]
) -> Mapping[str, Meant | LineProblem]:
    """What each of up to 500 numbers means; `own` holds those of the company. Raises PeerFailed."""
    named = await articles_named(services, viewer, numbers)
    return {number: meant(number, own.get(compared(number)), named.get(number)) for number in numbers}
