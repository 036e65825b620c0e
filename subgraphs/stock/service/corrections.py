"""Corrects the free pool of an article in one warehouse, once per key."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.app import Services
from subgraphs.stock import queries
from subgraphs.stock.errors import StockErrorCode
from subgraphs.stock.events import StockMoved, topic
from subgraphs.stock.rules.corrections import Correction, fault


async def correct_stock(services: Services, subject: str, key: str, correction: Correction) -> StockErrorCode | None:
    """Moves the stock, keeps the movement and tells listeners after the commit; None when it is done.

    The same key with the same correction answers the same again and moves nothing, a refusal included.
    """
    wrong = fault(correction)
    if wrong is not None:
        return wrong
    at = services.clock.now()
    async with services.database.write() as connection:
        if not await queries.claim_key(connection, subject, key, correction.body, at):
            known = await queries.correction(connection, subject, key)
            if known.body != correction.body:
                return StockErrorCode.KEY_REUSED
            return None if known.error_code is None else StockErrorCode(known.error_code)
        refused = await _move(connection, correction)
        if refused is None:
            await queries.keep_movement(connection, correction, subject, at)
        else:
            await queries.keep_error(connection, subject, key, refused.value)
    if refused is None:
        services.events.publish(topic(correction.sku), StockMoved(correction.sku, at))
    return refused


async def _move(connection: AsyncConnection, correction: Correction) -> StockErrorCode | None:
    if not await queries.is_kept(connection, correction.sku):
        return StockErrorCode.UNKNOWN_PRODUCT
    if not await queries.is_warehouse(connection, correction.warehouse):
        return StockErrorCode.UNKNOWN_WAREHOUSE
    moved = await queries.correct_free_pool(connection, correction)
    return None if moved else StockErrorCode.BELOW_RESERVED
