"""The gateway as one ASGI application: what runs beside the requests, and how it stops."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, MutableMapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gateway.errors import ClientError
from gateway.model.transport import SubgraphTransport
from gateway.pipeline import Pipeline
from gateway.reloading import (
    Walks,
    Watch,
    WayKeeper,
)
from gateway.serving.application import Application
from gateway.serving.asgi import Receive, Send
from gateway.snapshot import Snapshots
from gateway.telemetry.stalls import measure_stalls

if TYPE_CHECKING:
    from gateway.revisions.keeping import Keeping
    from gateway.telemetry.exporting import TraceExport


@dataclass(frozen=True)
class Gateway:
    """An ASGI application; whoever mounts it enters `running()`, a server does so through the lifespan messages."""

    application: Application
    pipeline: Pipeline
    snapshots: Snapshots
    ways: WayKeeper
    watches: Mapping[str, Watch[Any]]
    walks: Walks
    traces: TraceExport | None = None
    revisions: Keeping | None = None

    @property
    def transports(self) -> Mapping[str, SubgraphTransport]:
        """The ways to the subgraphs of what is served now."""
        return self.snapshots.current.graph.transports

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            await self.application(scope, receive, send)
            return
        await receive()
        async with self.running():
            await send({"type": "lifespan.startup.complete"})
            await receive()
        await send({"type": "lifespan.shutdown.complete"})

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Watches what may change; at the end tells open sockets and closes the ways to the subgraphs."""
        self.ways.run_in(asyncio.get_running_loop())
        watching = [asyncio.create_task(one.run()) for one in self.watches.values()]
        watching.append(asyncio.create_task(measure_stalls(self.application.metrics.loop_stalled)))
        watching.append(asyncio.create_task(self.walks.run()))
        if self.revisions is not None:
            watching.append(asyncio.create_task(self.revisions.run()))
        try:
            yield
        finally:
            for task in watching:
                task.cancel()
            await asyncio.wait(watching)
            await self.tell_going_away()
            await self.pipeline.finish()
            await self.ways.close()
            if self.revisions is not None:
                await self.revisions.close()
            if self.traces is not None:
                await asyncio.to_thread(self.traces.close)

    def begin_stop(self) -> None:
        """From now on it is not ready, and takes no sockets; requests are answered as before."""
        self.application.sockets.is_leaving = True

    async def tell_going_away(self) -> None:
        """Ends subscriptions and closes sockets: clients come back, to another process if there is one."""
        await self.application.sockets.tell_going_away()
        self.pipeline.end_subscriptions(ClientError("SERVER_STOPPING", "This gateway stops; subscribe again."))
