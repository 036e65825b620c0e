"""A running house per test, each on its own copy of the demo data, which is loaded once per run."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.kit.house import Asker, asking, settings_in
from werktor.demo.loading import load_demo_world
from werktor.house import open_house


@pytest.fixture(scope="session")
def demo_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with keys and databases of the demo world; never opened by tests, only copied."""
    folder = tmp_path_factory.mktemp("demo")

    async def load() -> None:
        async with open_house(settings_in(folder)) as house:
            await load_demo_world(house.services)

    asyncio.run(load())
    return folder


@pytest.fixture
def var(demo_data: Path, tmp_path: Path) -> Path:
    """A copy of the demo data that the test may change."""
    folder = tmp_path / "var"
    shutil.copytree(demo_data, folder)
    return folder


@pytest.fixture
async def house(var: Path) -> AsyncIterator[Asker]:
    async with asking(settings_in(var)) as asker:
        yield asker
