"""The served gateway under policies by which dealers and partners see everything that is asked for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.kit.editing_policies import edit
from tests.kit.served import Served, serving
from tests.kit.taking_rights import ALL, THREE


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    async with serving(tmp_path) as served:
        await edit(served, ALL, roles=THREE)
        yield served
