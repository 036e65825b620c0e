"""Work that is only worth doing while its client is there."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from gateway.serving.asgi import Receive

Result = TypeVar("Result")


async def unless_gone(work: Coroutine[Any, Any, Result], receive: Receive) -> Result | None:
    """The result of the work, which is cancelled when the client goes away; then None."""
    working = asyncio.create_task(work)
    leaving = asyncio.create_task(_gone(receive))
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        leaving.cancel()
        working.cancel()
        await asyncio.wait({leaving, working})
    return None if working.cancelled() else working.result()


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        continue
