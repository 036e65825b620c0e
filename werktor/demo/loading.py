"""Loads the demo world into the six subgraphs; loading it twice changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from subgraphs.accounts.demo import load_demo as load_accounts
from subgraphs.common.app import Services
from subgraphs.common.readable import read_yaml
from subgraphs.content.demo import load_demo as load_content
from subgraphs.orders.demo import OrderedArticle, open_lines
from subgraphs.orders.demo import load_demo as load_orders
from subgraphs.prices.demo import load_demo as load_prices
from subgraphs.products.bmecat.reader import read_catalogue
from subgraphs.stock.demo import OpenLine
from subgraphs.stock.demo import load_demo as load_stock
from subgraphs.stock.rules.picture import PoolKind
from werktor.catalogue import import_files

DEMO = Path(__file__).parent
CATALOGUE = tuple(sorted((DEMO / "catalogue").glob("*.xml")))

DIRECT = frozenset({"firm", "private"})
"""Kinds of companies that draw on free pools alone."""


async def load_demo_world(services: Mapping[str, Services]) -> None:
    """The catalogue through the importer customers use, everything else from YAML with dates relative to today."""
    await import_files(services, CATALOGUE)
    skus = [sku for path in CATALOGUE for sku in read_catalogue(path).places]
    await load_prices(services["prices"], DEMO / "prices")
    articles = ordered_articles()
    reserved = list(_reserved(services["orders"].clock.today(), articles))
    await load_stock(services["stock"], DEMO / "stock", skus, reserved)
    await load_accounts(services["accounts"], DEMO / "accounts")
    await load_orders(services["orders"], DEMO / "orders", articles)
    await load_content(services["content"], DEMO / "content")


def ordered_articles() -> Mapping[str, OrderedArticle]:
    """What orders keep of the articles of the demo catalogue."""
    return {
        article.sku: OrderedArticle(
            names=article.names,
            order_unit=article.quantities.order_unit,
            order_content=article.quantities.order_content,
            price_unit=article.quantities.price_unit,
            price_content=article.quantities.price_content,
            price_quantity=article.quantities.price_quantity,
        )
        for path in CATALOGUE
        for article in read_catalogue(path).articles()
    }


def _reserved(today: date, articles: Mapping[str, OrderedArticle]) -> Iterator[OpenLine]:
    """What the open demo orders hold of the stock, for each company as what it buys."""
    told: list[Mapping[str, Any]] = read_yaml(DEMO / "accounts" / "companies.yaml", today=today)["companies"]
    companies = {company["id"]: company for company in told}
    for line in open_lines(DEMO / "orders", today, articles):
        company = companies[line.company]
        kind, owner = next(iter((line.kept_for or {PoolKind.FREE.value: ""}).items()))
        yield OpenLine(
            order=line.order,
            position=line.position,
            sku=line.sku,
            pieces=line.pieces,
            company=line.company,
            tier=company.get("tier"),
            country=line.country,
            expires_at=line.expires_at,
            kind=PoolKind(kind),
            owner=owner,
            direct=company["kind"] in DIRECT,
            awaited=line.awaited,
        )
