"""Asks stock what a viewer may be told of the availability of lines."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from subgraphs.common.app import Services
from subgraphs.common.viewer import Viewer
from subgraphs.orders.rules.articles import Article, Wanted
from subgraphs.orders.rules.promise import LinePromise


async def promises(
    services: Services, viewer: Viewer, lines: Collection[Wanted], articles: Mapping[str, Article]
) -> Mapping[int, LinePromise]:
    """The promise of each line by position, for up to 500. `articles` holds those of the lines. Raises PeerFailed."""
    asked = [
        {"position": line.position, "sku": line.sku, "pieces": line.quantity * articles[line.sku].order_content}
        for line in lines
    ]
    told = (await services.peers.ask("stock", "StockFor", {"lines": asked}, viewer))["stockFor"]
    return {
        line["position"]: LinePromise(
            kept=line["kept"],
            light=line["light"],
            promised_date=None if line["promisedDate"] is None else date.fromisoformat(line["promisedDate"]),
            on_enquiry=line["onEnquiry"],
        )
        for line in told
    }
