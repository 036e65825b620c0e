"""Many cases in a row, with the memory they leave behind."""

from __future__ import annotations

import gc
import sys
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from tests.gateway.fuzz.case import Case
from tests.gateway.fuzz.judging import faults_of, faults_of_log
from tests.kit.served import Served, serving

CACHE_BYTES = 256 * 1024
"""Small, so that documents come and go soon and what grows all the same is something else."""
LOOK_EVERY = 250


@dataclass
class Run:
    """What was found: `faults` by the number of the case; `blocks`: memory blocks in use, at each look."""

    faults: dict[int, list[str]] = field(default_factory=dict)
    blocks: list[int] = field(default_factory=list)
    cases: int = 0

    def growth(self) -> float:
        """Blocks in the last fifth above those in the third, when what is bounded is full: medians, as caches sway."""
        fifth = len(self.blocks) // 5
        return median(self.blocks[-fifth:]) - median(self.blocks[2 * fifth : 3 * fifth])


@asynccontextmanager
async def fuzzed_gateway(folder: Path) -> AsyncIterator[Served]:
    rates = {"rate_per_account": 10**9, "rate_per_address": 10**9}
    async with serving(folder, cache_bytes=CACHE_BYTES, init_timeout=600.0, **rates) as served:
        yield served


async def run(served: Served, cases: Iterable[tuple[int, Case]], *, most_faults: int = 10) -> Run:
    """Sends the cases one by one; ends early when enough are at fault.

    What was there before is not walked at each look at the memory: other tests may have left much. What is garbage by
    then goes first, as frozen it would stay.
    """
    gc.collect()
    gc.freeze()
    try:
        return await _run(served, cases, most_faults)
    finally:
        gc.unfreeze()


async def _run(served: Served, cases: Iterable[tuple[int, Case]], most_faults: int) -> Run:
    outcome = Run()
    for number, case in cases:
        found = await faults_of(served.gateway, case)
        found += faults_of_log(served.log.getvalue())
        _forget(served)
        if found:
            outcome.faults[number] = found
        outcome.cases += 1
        if outcome.cases % LOOK_EVERY == 0:
            gc.collect()
            outcome.blocks.append(sys.getallocatedblocks())
        if len(outcome.faults) >= most_faults:
            break
    return outcome


def _forget(served: Served) -> None:
    """What the fixture remembers of each request is not the gateway's memory."""
    served.log.seek(0)
    served.log.truncate()
    for subgraph in served.shop.subgraphs.values():
        subgraph.requests.clear()
        subgraph.headers.clear()
