"""How long the event loop was held up: by anything that computes in it, or that keeps the interpreter to itself."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

SECONDS_BETWEEN = 0.01
"""Between two looks: often enough to see most of a stall, seldom enough to cost next to nothing."""


async def measure_stalls(observe: Callable[[float, float], None]) -> None:
    """Tells how many seconds late each look came, and for how many of them this process was at work, until it is
    cancelled. The rest of a stall is the machine's: it had no processor for the process."""
    while True:
        due, worked = time.perf_counter() + SECONDS_BETWEEN, time.process_time()
        await asyncio.sleep(SECONDS_BETWEEN)
        late = max(0.0, time.perf_counter() - due)
        observe(late, min(late, time.process_time() - worked))
