"""Takes changes of one source live: what follows is built and warmed aside, swapped whole, or refused and told.

What is refused changes nothing: the old state serves on, the reason stands in the log, and a metric and the readiness
report say that there is one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from structlog.typing import FilteringBoundLogger

from gateway.errors import ConfigurationError
from gateway.reloading.collecting import in_slices
from gateway.reloading.sources import Seen
from gateway.snapshot import Snapshot, Snapshots

Content = TypeVar("Content")


@dataclass(frozen=True, slots=True)
class Taking(Generic[Content]):
    """`what` names the source in log and report. `build` makes what follows a snapshot from the content of the source,
    the same snapshot where nothing has changed, and raises ConfigurationError. `outcome` is told `live` or `refused`,
    `when_replaced` the snapshot that goes.
    """

    what: str
    place: str
    build: Callable[[Content, Snapshot], Snapshot]
    snapshots: Snapshots
    outcome: Callable[[str], None]
    log: FilteringBoundLogger
    when_replaced: Callable[[Snapshot], None] = lambda _: None
    when_refused: Callable[[], None] = lambda: None

    async def take(self, seen: Seen[Content]) -> bool:
        """What was seen goes live, or is told as a problem; whether it went live."""
        async with self.snapshots.changing:
            following = await asyncio.to_thread(self._build, seen, self.snapshots.current)
            if isinstance(following, str):
                self.snapshots.problems[self.what] = following
                self.outcome("refused")
                self.log.error(f"{self.what} refused; the last good state serves on", problem=following)
                self.when_refused()
                return False
            self.snapshots.problems.pop(self.what, None)
            if following is not self.snapshots.current:
                self.when_replaced(self.snapshots.current)
                self.snapshots.swap(following)
            self.outcome("live")
            self.log.info(f"{self.what} live", revision=seen.revision)
        return True

    def _build(self, seen: Seen[Content], current: Snapshot) -> Snapshot | str:
        """What follows, or why nothing does."""
        with in_slices():
            try:
                return self.build(seen.read(), current)
            except ConfigurationError as error:
                return str(error)
            except Exception as error:
                self.log.exception(f"{self.what} could not be read")
                return f"{self.place}: the {self.what} could not be read: {type(error).__name__}"
