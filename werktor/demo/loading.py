"""Loads the demo world into the six subgraphs; loading it twice changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from subgraphs.accounts.demo import load_demo as load_accounts
from subgraphs.common.app import Services
from subgraphs.content.demo import load_demo as load_content
from subgraphs.orders.demo import load_demo as load_orders
from subgraphs.prices.demo import load_demo as load_prices
from subgraphs.products.bmecat.reader import read_catalogue
from subgraphs.stock.demo import load_demo as load_stock
from werktor.catalogue import import_files

DEMO = Path(__file__).parent
CATALOGUE = tuple(sorted((DEMO / "catalogue").glob("*.xml")))


async def load_demo_world(services: Mapping[str, Services]) -> None:
    """The catalogue through the importer customers use, everything else from YAML with dates relative to today."""
    await import_files(services, CATALOGUE)
    skus = [sku for path in CATALOGUE for sku in read_catalogue(path).places]
    await load_prices(services["prices"], DEMO / "prices")
    await load_stock(services["stock"], DEMO / "stock", skus)
    await load_accounts(services["accounts"], DEMO / "accounts")
    await load_orders(services["orders"], DEMO / "orders")
    await load_content(services["content"], DEMO / "content")
