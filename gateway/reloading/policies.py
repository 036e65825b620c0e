"""Takes edits of the policy folder live, each whole or not at all.

A revision is the digest of all files, taken when two looks agree, so that a half-written folder is never read. It is
built aside, in a thread; requests finish on the snapshot they captured. A broken edit changes nothing: the last good
revision serves on, the problem with its file and line stands in the log, a metric and the readiness report say that
there is one.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from structlog.typing import FilteringBoundLogger

from gateway.errors import ConfigurationError
from gateway.model.viewer import Viewer
from gateway.snapshot import Snapshot, Snapshots, SupergraphPart, ViewerPolicies
from gateway.telemetry.metrics import Metrics


def folder_digest(folder: Path) -> str:
    """A digest of the names and contents of all files in a folder."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


@dataclass(slots=True)
class PolicyReloading:
    """Watches one folder.

    `load` reads it for a supergraph and raises ConfigurationError; `live` is the digest taken before it was last read,
    so that an edit made meanwhile is still seen; `wait` passes the time between two looks.
    """

    folder: Path
    load: Callable[[SupergraphPart], ViewerPolicies]
    snapshots: Snapshots
    metrics: Metrics
    log: FilteringBoundLogger
    wait: Callable[[], Awaitable[None]]
    live: str
    _before: str | None = None
    _looking: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def run(self) -> None:
        """Watches until it is cancelled."""
        while True:
            await self.wait()
            await self.look_again()

    async def look_again(self) -> None:
        """One look; a change is taken live when it is the second to show it. Looks take turns."""
        async with self._looking:
            seen = await self._look()
            if seen is not None and seen == self._before and seen != self.live:
                await self._take(seen)
            self._before = seen

    async def _look(self) -> str | None:
        """None while the folder cannot be read, for example in the middle of being replaced."""
        try:
            return await asyncio.to_thread(folder_digest, self.folder)
        except OSError:
            return None

    async def _take(self, seen: str) -> None:
        async with self.snapshots.changing:
            current = self.snapshots.current
            following, problem = await asyncio.to_thread(self._build, current, current.viewers())
            if await self._look() != seen:
                return  # edited again while it was read: what was read may be half of each
            self.live = seen
            if following is None:
                self.snapshots.problems["policies"] = problem
                self.metrics.policies_broken(True)
                self.log.error("policies refused; the last good revision serves on", problem=problem)
                return
            self.snapshots.problems.pop("policies", None)
            self.snapshots.swap(following)
            self.metrics.policies_broken(False)
            self.log.info("policies are live", revision=following.policies.revision)

    def _build(self, current: Snapshot, viewers: tuple[Viewer, ...]) -> tuple[Snapshot | None, str]:
        """The snapshot of the folder as it is now, or why there is none."""
        try:
            return current.following(self.load(current.graph), viewers), ""
        except ConfigurationError as error:
            return None, str(error)
        except Exception as error:
            self.log.exception("policies could not be read")
            return None, f"{self.folder}: could not be read: {error}"
