"""Takes changes of the supergraph live: built and warmed aside, swapped whole, or refused and told.

What is refused changes nothing: the old supergraph serves on, the reason stands in the log, and a metric and the
readiness report say that there is one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from structlog.typing import FilteringBoundLogger

from gateway.errors import ConfigurationError
from gateway.reloading.collecting import in_slices, look_for_garbage
from gateway.reloading.sources import Seen
from gateway.snapshot import Snapshot, Snapshots
from gateway.telemetry.metrics import Metrics


@dataclass(frozen=True, slots=True)
class SupergraphReloading:
    """`build` makes what follows a snapshot from a supergraph SDL; it raises ConfigurationError."""

    place: str
    build: Callable[[str, Snapshot], Snapshot]
    snapshots: Snapshots
    metrics: Metrics
    log: FilteringBoundLogger

    async def take(self, seen: Seen) -> bool:
        """What was seen goes live, or is told as a problem; whether it went live."""
        async with self.snapshots.changing:
            following = await asyncio.to_thread(self._build, seen, self.snapshots.current)
            if isinstance(following, str):
                self.snapshots.problems["supergraph"] = following
                self.metrics.supergraph_changed("refused")
                self.log.error("supergraph refused; the last good one serves on", problem=following)
                return False
            self.snapshots.problems.pop("supergraph", None)
            if following is not self.snapshots.current:
                self.snapshots.swap(following)
            self.metrics.supergraph_changed("live")
            self.log.info("supergraph is live", revision=seen.revision)
        del following
        await asyncio.to_thread(look_for_garbage)
        return True

    def _build(self, seen: Seen, current: Snapshot) -> Snapshot | str:
        """What follows, or why nothing does; the same again when only the way it was told has changed."""
        with in_slices():
            try:
                sdl = seen.read()
                return current if sdl == current.graph.supergraph.sdl else self.build(sdl, current)
            except ConfigurationError as error:
                return str(error)
            except Exception as error:
                self.log.exception("supergraph could not be read")
                return f"{self.place}: the supergraph could not be read: {type(error).__name__}"
