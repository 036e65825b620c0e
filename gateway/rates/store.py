"""What keeps the counts: memory of one process, or one that several share."""

from __future__ import annotations

from typing import Protocol

from gateway.rates.schedule import Schedule


class RateStore(Protocol):
    async def take(self, key: str, schedule: Schedule) -> float:
        """Counts one request; seconds to wait when it is one too many (it is not counted then), otherwise 0."""
        ...

    async def close(self) -> None: ...
