"""An answer with `@defer` read part by part, while a test decides what happens between two of them.

Parts are shown as clients read them: GraphQL incremental delivery, draft of 2026-04.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from gateway.serving.incremental import CURRENT, part_members
from tests.kit.deferring import parts_of
from tests.kit.federation import Federation

Part = dict[str, Any]


class Parts:
    """The parts of one answer, asked for one by one, each as clients read it."""

    def __init__(self, told: Any) -> None:
        self._told = told

    async def next(self) -> Part:
        async with asyncio.timeout(5):
            part = await anext(self._told)
        found = part_members(part, CURRENT)
        assert found is not None
        return found

    async def close(self) -> None:
        await self._told.aclose()


@asynccontextmanager
async def asked(shop: Federation, query: str, visible: Any = None, **variables: Any) -> AsyncIterator[Parts]:
    """An operation that is told in parts; whoever leaves the block listens no more."""
    told = parts_of(shop, query, variables, visible=visible)
    assert told is not None, "it is told whole"
    parts = Parts(told)
    try:
        yield parts
    finally:
        await parts.close()
        shop.expect_no_violations()


def is_told_whole(shop: Federation, query: str, **variables: Any) -> bool:
    """Whether it is never told in parts, however late its subgraphs answer."""
    return parts_of(shop, query, variables) is None
