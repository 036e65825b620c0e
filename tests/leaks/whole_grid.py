"""Every cell of the grid, of some of its visible sets."""

from __future__ import annotations

import asyncio
import tempfile
import time
from pathlib import Path

from tests.leaks.grid import Report, every_cell, run
from tests.leaks.ways import ways
from tests.leaks.world import World, open_house
from tests.leaks.worlds import abstract_world, real_world

WORLDS = {"the real schema": real_world, "the same types behind interfaces and unions": abstract_world}


def share(first: int, step: int) -> dict[str, Report]:
    return {name: asyncio.run(_asked(make(), first, step)) for name, make in WORLDS.items()}


async def _asked(world: World, first: int, step: int) -> Report:
    own = [way for way in ways() if way.abstract == bool(world.also)]
    sets = world.sets[first::step]
    whole = Report()
    with tempfile.TemporaryDirectory() as folder:
        async with open_house(world, Path(folder)) as house:
            for number, seen in enumerate(sets, 1):
                began = time.monotonic()
                report = await run(house, every_cell(world, seen, own))
                whole.add(report)
                took = time.monotonic() - began
                print(
                    f"{number}/{len(sets)} {seen.name}: {report.requests.total()} requests in {took:.0f} s, "
                    f"{len(report.leaks)} leaks",
                    flush=True,
                )
    return whole
