"""What a viewer may be told about the lines of a cart or an order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from subgraphs.common.app import Services
from subgraphs.common.viewer import Viewer
from subgraphs.stock.rules.access import access_of
from subgraphs.stock.rules.availability import Availability, availability
from subgraphs.stock.rules.reserving import Wanted
from subgraphs.stock.service.pictures import stock_pictures


async def stock_for(
    services: Services, viewer: Viewer, lines: Sequence[Wanted]
) -> list[tuple[Wanted, Availability | None]]:
    """Each line in the order asked for; None where no stock is kept of its article.

    Later lines of an article come after the earlier ones, as when they are reserved, so they are told of all together.
    """
    pictures = await stock_pictures(services, {line.sku for line in lines})
    access, now, today = access_of(viewer), services.clock.now(), services.clock.today()
    asked: dict[str, int] = defaultdict(int)
    told: list[tuple[Wanted, Availability | None]] = []
    for line in lines:
        asked[line.sku] += line.pieces
        picture = pictures.get(line.sku)
        told.append((line, None if picture is None else availability(picture, access, asked[line.sku], now, today)))
    return told
