"""How long the event loop was held up: by anything that computes in it, or that keeps the interpreter to itself."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

SECONDS_BETWEEN = 0.01
"""Between two looks: often enough to see most of a stall, seldom enough to cost next to nothing."""


async def measure_stalls(observe: Callable[[float], None]) -> None:
    """Tells how many seconds late each look came, until it is cancelled."""
    while True:
        due = time.perf_counter() + SECONDS_BETWEEN
        await asyncio.sleep(SECONDS_BETWEEN)
        observe(max(0.0, time.perf_counter() - due))
