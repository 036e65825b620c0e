"""What other subgraphs ask about articles: which ones a list of numbers names, and what ordering one goes by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.app import Services
from subgraphs.common.errors import BadInput
from subgraphs.products.queries import products
from subgraphs.products.queries.products import AnyRow
from subgraphs.products.rules.gtin import gtin14
from subgraphs.products.rules.naming import Codes, NamedArticle, article_called, article_scanned, folded
from subgraphs.products.rules.showing import NOT_SOLD

ARTICLES_CAP = 500
"""Numbers or articles asked for at once."""


@dataclass(frozen=True, slots=True)
class OrderedArticle:
    """A product as far as an order depends on it: `channel` in the buyer's country, `delivered` to the ship-to."""

    row: AnyRow
    channel: str
    delivered: bool
    successor: str | None


async def articles_named(services: Services, numbers: Sequence[str]) -> list[NamedArticle]:
    """The article behind each different number, in their order; what names none is left out."""
    asked = _bounded("numbers", numbers)
    async with services.database.read() as connection:
        known: dict[str, list[str]] = defaultdict(list)
        for row in await products.skus_by_number(connection, {folded(number) for number in asked}):
            known[row.number].append(row.sku)
        called = {number: article_called(number, known[folded(number)]) for number in asked}
        scanned = await _scanned(connection, [number for number, sku in called.items() if sku is None])
    named = (scanned.get(number) if sku is None else NamedArticle(number, sku) for number, sku in called.items())
    return [article for article in named if article is not None]


async def articles(services: Services, skus: Sequence[str], country: str, deliver_to: str) -> list[OrderedArticle]:
    """The products with these SKUs, in their order, as sold in `country` and delivered to `deliver_to`."""
    asked = _bounded("skus", skus)
    async with services.database.read() as connection:
        rows = {row.sku: row for row in await products.products(connection, asked)}
        channels = {row.sku: row.channel for row in await products.markets(connection, asked, country)}
        delivered = {row.sku: row.delivered for row in await products.markets(connection, asked, deliver_to)}
        followed = await products.references(connection, [(sku, "successor") for sku in asked])
    successors = {row.sku: row.target for row in reversed(followed)}
    return [
        OrderedArticle(
            row=rows[sku],
            channel=channels.get(sku, NOT_SOLD.channel),
            delivered=delivered.get(sku, NOT_SOLD.delivered),
            successor=successors.get(sku),
        )
        for sku in asked
        if sku in rows
    ]


async def _scanned(connection: AsyncConnection, numbers: Collection[str]) -> Mapping[str, NamedArticle]:
    """The articles these numbers are GTINs of, by number."""
    found = await products.skus_by_gtin(connection, {gtin14(number) for number in numbers})
    skus = {row.gtin: row.sku for row in found}
    boxes: dict[str, dict[str, int]] = defaultdict(dict)
    for row in await products.boxes(connection, set(skus.values())):
        boxes[row.sku].setdefault(gtin14(row.gtin), row.content)
    codes = {
        row.sku: Codes(row.order_content, boxes[row.sku])
        for row in await products.products(connection, set(skus.values()))
    }
    scanned = (article_scanned(number, skus, codes) for number in numbers)
    return {article.number: article for article in scanned if article is not None}


def _bounded(argument: str, values: Sequence[str]) -> list[str]:
    if len(values) > ARTICLES_CAP:
        raise BadInput(f"Argument '{argument}' has {len(values)} entries; ask for {ARTICLES_CAP} at most.")
    return list(dict.fromkeys(values))
