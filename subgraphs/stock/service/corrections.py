"""Corrects the free pool of an article in one warehouse, once per key."""

from __future__ import annotations

import json

from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.app import Services
from subgraphs.common.idempotency import KeyReused, claim, keep_result
from subgraphs.stock.errors import StockErrorCode
from subgraphs.stock.queries import pools
from subgraphs.stock.rules.corrections import Correction, fault
from subgraphs.stock.rules.movements import Cause, Movement
from subgraphs.stock.rules.picture import PoolKind
from subgraphs.stock.service.backlog import serve_backlog
from subgraphs.stock.service.occasion import Occasion
from subgraphs.stock.tables import IDEMPOTENCY

OPERATION = "correctStock"


async def correct_stock(services: Services, subject: str, key: str, correction: Correction) -> StockErrorCode | None:
    """Moves the stock and keeps the movement; None when it is done. Pieces found go first to who waits for them.

    The same key with the same correction answers the same again and moves nothing, a refusal included.
    """
    wrong = fault(correction)
    if wrong is not None:
        return wrong
    occasion = Occasion.now(services, subject)
    named = {"owner": subject, "key": key}
    async with services.database.write() as connection:
        try:
            claimed = await claim(
                connection, IDEMPOTENCY, **named, operation=OPERATION, body=correction.body, at=occasion.at
            )
        except KeyReused:
            return StockErrorCode.KEY_REUSED
        if not claimed.is_new:
            known = json.loads(claimed.result or "null")
            return None if known is None else StockErrorCode(known)
        refused = await _correct(connection, correction, occasion)
        result = json.dumps(None if refused is None else refused.value)
        await keep_result(connection, IDEMPOTENCY, **named, result=result)
    return refused


async def _correct(connection: AsyncConnection, correction: Correction, occasion: Occasion) -> StockErrorCode | None:
    sku = correction.sku
    if not await pools.is_kept(connection, sku):
        return StockErrorCode.UNKNOWN_PRODUCT
    if not await pools.is_warehouse(connection, correction.warehouse):
        return StockErrorCode.UNKNOWN_WAREHOUSE
    await pools.lock(connection, [sku])
    if correction.difference > 0:
        await pools.open_free_pool(connection, sku, correction.warehouse)
    movement = Movement(
        sku,
        correction.warehouse,
        PoolKind.FREE,
        "",
        quantity=correction.difference,
        reserved=0,
        cause=Cause.CORRECTED,
        reason=correction.reason,
    )
    try:
        await pools.move(connection, [movement], occasion.subject, occasion.at)
    except pools.NotEnough:
        return StockErrorCode.BELOW_RESERVED
    await serve_backlog(connection, [sku], occasion)
    await occasion.tell(connection, [sku])
    return None
