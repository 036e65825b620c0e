"""Asks products about articles, on behalf of the viewer concerned. Each raises PeerFailed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from subgraphs.common.app import Services
from subgraphs.common.viewer import Viewer
from subgraphs.orders.rules.articles import Article, NamedArticle

ASKED_AT_ONCE = 500


async def articles(
    services: Services, viewer: Viewer, skus: Collection[str], *, deliver_to: str
) -> Mapping[str, Article]:
    """The articles by SKU, unknown ones left out. `deliver_to`: country of the ship-to, ISO 3166-1 alpha-2."""
    asked = list(dict.fromkeys(skus))
    found: dict[str, Article] = {}
    for start in range(0, len(asked), ASKED_AT_ONCE):
        variables = {"skus": asked[start : start + ASKED_AT_ONCE], "deliverTo": deliver_to}
        answer = await services.peers.ask("products", "Articles", variables, viewer)
        found |= {told["sku"]: _article(told) for told in answer["articles"]}
    return found


async def articles_named(services: Services, viewer: Viewer, numbers: Collection[str]) -> Mapping[str, NamedArticle]:
    """What our numbers and GTINs name, by number, at most 500; what names nothing is left out."""
    if not numbers:
        return {}
    variables = {"numbers": list(dict.fromkeys(numbers))}
    answer = await services.peers.ask("products", "ArticlesNamed", variables, viewer)
    return {told["number"]: NamedArticle(told["sku"], told["pieces"]) for told in answer["articlesNamed"]}


def _article(told: Mapping[str, Any]) -> Article:
    return Article(
        sku=told["sku"],
        names={name["language"]: name["text"] for name in told["names"]},
        order_unit=told["orderUnit"],
        order_content=told["orderContent"],
        price_unit=told["priceUnit"],
        price_content=told["priceContent"],
        price_quantity=told["priceQuantity"],
        minimum=told["minimum"],
        step=told["step"],
        discontinued=told["discontinued"],
        successor=told["successor"],
        channel=told["channel"],
        delivered=told["delivered"],
    )
