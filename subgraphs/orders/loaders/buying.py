"""What carts and quick orders hold, cost and promise: a peer is asked once for each, and only when a field needs it."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from aiodataloader import DataLoader

from subgraphs.common.app import Services
from subgraphs.common.viewer import Viewer
from subgraphs.orders.queries import carts as queries
from subgraphs.orders.queries.orders import AnyRow
from subgraphs.orders.rules.articles import Article, Wanted
from subgraphs.orders.rules.offer import Basket, Offer, line_problems, offer
from subgraphs.orders.rules.pricing import OrderPricing
from subgraphs.orders.rules.promise import LinePromise
from subgraphs.orders.service.articles import articles
from subgraphs.orders.service.carts import open_carts_by_id
from subgraphs.orders.service.pricing import cart_prices
from subgraphs.orders.service.promises import promises

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class CartKey:
    """A cart as it stood in one version: what a mutation changes is read anew."""

    cart_id: str
    version: int


@dataclass(frozen=True, slots=True)
class Delivered:
    """A cart that goes to a country, ISO 3166-1 alpha-2."""

    cart: CartKey
    country: str


class BuyingLoaders:
    """`articles`, `offers`, `prices` and `promises` raise PeerFailed."""

    def __init__(self, viewer: Viewer, services: Services) -> None:
        self._viewer = viewer
        self._services = services
        self.carts: DataLoader[str, AnyRow | None] = DataLoader(batch_load_fn=self._carts)
        self.lines: DataLoader[CartKey, list[AnyRow]] = DataLoader(batch_load_fn=self._lines)
        self.articles: DataLoader[tuple[str, str], Article | None] = DataLoader(batch_load_fn=self._articles)
        """By SKU and country of the ship-to."""
        self.offers: DataLoader[Delivered, Offer] = DataLoader(batch_load_fn=self._offers)
        self.prices: DataLoader[Basket, OrderPricing] = DataLoader(batch_load_fn=self._prices)
        self.promises: DataLoader[Basket, Mapping[int, LinePromise]] = DataLoader(batch_load_fn=self._promises)

    def know(self, articles: Mapping[str, Article], country: str) -> None:
        """Articles by SKU, as delivered to a country, that were asked for already."""
        for sku, article in articles.items():
            self.articles.prime((sku, country), article)

    async def _carts(self, ids: list[str]) -> list[AnyRow | None]:
        found = await open_carts_by_id(self._viewer, self._services, ids)
        return [found.get(cart_id) for cart_id in ids]

    async def _lines(self, keys: list[CartKey]) -> list[list[AnyRow]]:
        async with self._services.database.read() as connection:
            rows = await queries.lines(connection, {key.cart_id for key in keys})
        grouped: dict[str, list[AnyRow]] = defaultdict(list)
        for row in rows:
            grouped[row.cart_id].append(row)
        return [grouped[key.cart_id] for key in keys]

    async def _articles(self, keys: list[tuple[str, str]]) -> list[Article | None]:
        found: dict[tuple[str, str], Article] = {}
        for country in sorted({country for _, country in keys}):
            skus = [sku for sku, deliver_to in keys if deliver_to == country]
            told = await articles(self._services, self._viewer, skus, deliver_to=country)
            found |= {(sku, country): article for sku, article in told.items()}
        return [found.get(key) for key in keys]

    async def _offers(self, keys: list[Delivered]) -> list[Any]:
        return await _each(self._offer, keys)

    async def _offer(self, key: Delivered) -> Offer:
        lines = [Wanted(row.position, row.sku, row.quantity) for row in await self.lines.load(key.cart)]
        known = await self._known(lines, key.country)
        return offer(lines, line_problems(lines, known, self._viewer), deliver_to=key.country)

    async def _prices(self, baskets: list[Basket]) -> list[Any]:
        return await _each(self._price, baskets)

    async def _price(self, basket: Basket) -> OrderPricing:
        known = await self._known(basket.lines, basket.deliver_to)
        return await cart_prices(self._services, self._viewer, basket.lines, known, deliver_to=basket.deliver_to)

    async def _promises(self, baskets: list[Basket]) -> list[Any]:
        return await _each(self._promise, baskets)

    async def _promise(self, basket: Basket) -> Mapping[int, LinePromise]:
        known = await self._known(basket.lines, basket.deliver_to)
        return await promises(self._services, self._viewer, basket.lines, known)

    async def _known(self, lines: Iterable[Wanted], country: str) -> Mapping[str, Article]:
        found = await self.articles.load_many([(line.sku, country) for line in lines])
        return {article.sku: article for article in found if article is not None}


async def _each(load: Callable[[Key], Awaitable[Any]], keys: list[Key]) -> list[Any]:
    """What is loaded for each key, or what went wrong with it: it fails only whoever asked for this one."""
    return await asyncio.gather(*(load(key) for key in keys), return_exceptions=True)
