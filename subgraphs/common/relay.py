"""Publishes what stands in the outbox, in order and once, whichever process wrote it.

It reads the rows that are not yet sent, never those after the last one it saw: a transaction that took its id early may
commit late. The sequence it writes as it publishes is therefore the only order that later readers can go by.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Table, bindparam, delete, exists, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.clock import Clock
from subgraphs.common.database import Database
from subgraphs.common.events import EventBus

BATCH = 500
IDLE_SECONDS = 5.0
"""Between looks when this process commits nothing: for events of a process that died before it could send them."""
KEPT = timedelta(days=7)
"""How long an event that was sent stays in the table."""


class Relay:
    """One per process and subgraph; several processes take turns on PostgreSQL."""

    def __init__(
        self, database: Database, table: Table, event_type: type[Any], events: EventBus[Any], clock: Clock
    ) -> None:
        """`event_type`: what the events in `table` are read as."""
        self._database = database
        self._table = table
        self._codec: TypeAdapter[Any] = TypeAdapter(event_type)
        self._events = events
        self._clock = clock
        self._pruned: date | None = None

    async def run(self) -> None:
        """Sends after every commit and prunes once a day, until it is cancelled."""
        async for _ in self._database.written(at_least_every=IDLE_SECONDS):
            await self.send()
            if self._pruned != self._clock.today():
                await self.prune()
                self._pruned = self._clock.today()

    async def send(self) -> None:
        """Publishes everything that is not yet sent."""
        while await self._is_behind():
            await self._send_batch()

    async def prune(self) -> None:
        """Forgets old events that were sent; the newest stays, as the sequence counts on from it."""
        columns = self._table.c
        newest = select(func.max(columns.sequence)).scalar_subquery()
        old = columns.at < self._clock.now() - KEPT, columns.sequence < newest
        async with self._database.write() as connection:
            await connection.execute(delete(self._table).where(*old))

    async def _is_behind(self) -> bool:
        async with self._database.read() as connection:
            unsent = exists().where(self._table.c.sequence.is_(None))
            return bool((await connection.execute(select(unsent))).scalar_one())

    async def _send_batch(self) -> None:
        """Published before it is marked: a process that dies in between tells twice rather than never."""
        columns = self._table.c
        async with self._database.write() as connection:
            await self._take_turn(connection)
            unsent = select(columns.id, columns.topic, columns.event).where(columns.sequence.is_(None))
            rows = (await connection.execute(unsent.order_by(columns.id).limit(BATCH))).all()
            if not rows:
                return
            last = (await connection.execute(select(func.max(columns.sequence)))).scalar_one() or 0
            for row in rows:
                self._events.publish(row.topic, self._codec.validate_json(row.event))
            mark = update(self._table).where(columns.id == bindparam("row")).values(sequence=bindparam("number"))
            numbered = [{"row": row.id, "number": number} for number, row in enumerate(rows, last + 1)]
            await connection.execute(mark, numbered)

    async def _take_turn(self, connection: AsyncConnection) -> None:
        """Until the end of the transaction no other process sends; on SQLite there is no other."""
        if self._database.url.get_backend_name() == "postgresql":
            name = f"{self._database.schema}.{self._table.name}"
            await connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": name})
