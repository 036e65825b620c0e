"""The served gateway over the fixture federation."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.kit.fixture_subgraphs import COMPLAINTS
from tests.kit.served import Served, serving


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    async with serving(tmp_path) as gateway:
        yield gateway


@pytest.fixture(autouse=True)
def no_subgraph_complains() -> Iterator[None]:
    """No fixture subgraph was asked what it should not have been, however the test reached it."""
    COMPLAINTS.clear()
    yield
    assert not COMPLAINTS, "\n".join(COMPLAINTS)
