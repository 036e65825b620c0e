"""What is known under an idempotency key."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.orders.queries.orders import AnyRow
from subgraphs.orders.tables.keys import KEYS


async def known(connection: AsyncConnection, owner: str, key: str, *, hold: bool = False) -> AnyRow | None:
    """`hold`: until the end of the transaction nobody begins or ends what the key stands for."""
    chosen = select(KEYS).where(KEYS.c.owner == owner, KEYS.c.key == key)
    row: AnyRow | None = (await connection.execute(chosen.with_for_update() if hold else chosen)).one_or_none()
    return row
