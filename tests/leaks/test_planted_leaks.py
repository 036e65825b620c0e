"""The grid can fail: it finds each fault of those that are planted, by the way that it must find it by."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.leaks.grid import each_way, run
from tests.leaks.planted import PLANTED, Planted
from tests.leaks.ways import ways
from tests.leaks.world import World, open_house


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted.name)
async def test_the_grid_finds_a_planted_leak(
    planted: Planted, real: World, abstract: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = abstract if planted.abstract else real
    (way,) = (one for one in ways() if one.name == planted.way)
    sets = [one for one in world.sets if one.name.startswith(planted.among)]
    assert sets
    planted.plant(monkeypatch, world)
    async with open_house(world, tmp_path, stored="stored" in way.name or "id" in way.name) as house:
        report = await run(house, each_way(world, [way], sets), to_the_first=True)
    assert report.leaks, str(report)
