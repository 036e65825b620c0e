"""A small subgraph as a process of its own: `python -m tests.kit.stamping PORT`.

Whatever revision its address ends in, `/7/graphql`, it stamps its answers with; so an answer tells by which supergraph
it was fetched. It takes its time when asked to, and its subscription says one thing and then nothing more.
"""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

from aiohttp import web

SDL = """
type Query { %(name)sStamp: String  %(name)sSlow: String }
"""
SLOW_SECONDS = 0.3


async def answer(request: web.Request) -> web.StreamResponse:
    query = (await request.json())["query"]
    revision = request.match_info["revision"]
    if query.startswith("subscription"):
        return await _stream(request, revision)
    if "Slow" in query:
        await asyncio.sleep(SLOW_SECONDS)
    data = {f"{name}{kind}": revision for name in ("a", "b") for kind in ("Stamp", "Slow") if f"{name}{kind}" in query}
    return web.json_response({"data": data})


async def _stream(request: web.Request, revision: str) -> web.StreamResponse:
    response = web.StreamResponse(headers={"content-type": "text/event-stream"})
    await response.prepare(request)
    event: dict[str, Any] = {"data": {"aTold": revision}}
    await response.write(b"event: next\ndata: " + json.dumps(event).encode() + b"\n\n")
    await asyncio.Event().wait()
    return response


def main() -> None:
    application = web.Application()
    application.router.add_post("/{revision}/graphql", answer)
    web.run_app(application, host="127.0.0.1", port=int(sys.argv[1]), print=None, handler_cancellation=True)


if __name__ == "__main__":
    main()
