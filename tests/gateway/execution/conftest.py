"""Groups of subscribers that nobody is left in at the end."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from gateway.execution.subscriptions import Groups


@pytest.fixture
async def groups() -> AsyncIterator[Groups[Any]]:
    groups: Groups[Any] = Groups()
    yield groups
    await groups.close()
    assert (len(groups), groups.subscribers) == (0, 0)
