"""Keeps the garbage collector and the threads that build from holding up the event loop.

CPython's collector stops everything while it walks, for about a third of a microsecond per object. So what stays is
never walked while requests come: what is built aside is walked in small portions while it is made, and then handed to
what stays. An old supergraph is taken apart (`retired`), so that it needs no walk to go. What slips through all this is
found by a walk over everything when nobody has asked for a while, or when much may have gathered.
"""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

SERVING = (10_000, 10, 10)
"""Objects made before the young are walked, and how often each older generation is walked with them."""
BUILDING = (1_000, 12, 1_000_000)
"""At most about 13,000 objects in one walk; never all of them."""
SWITCH_SECONDS = 0.0005
"""How long a thread that builds may keep the interpreter while the event loop waits for it."""
QUIET_LOOKS = 5
MOST_OWED = 50
"""Changes after which everything is walked whether or not somebody asks."""


def spare_the_collector() -> None:
    """What was made at the start stays: searching it for garbage again and again costs a tenth of each request."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SERVING)


def is_spared() -> bool:
    """Whether this process spares its collector. Counting what is frozen would be a walk of its own."""
    return gc.get_threshold() in (SERVING, BUILDING)


@dataclass(slots=True)
class _Builders:
    """The threads that build now; what the collector and the interpreter were set to before the first of them came."""

    count: int = 0
    thresholds: tuple[int, int, int] = SERVING
    switch: float = SWITCH_SECONDS
    lock: Lock = field(default_factory=Lock)

    def come(self) -> None:
        with self.lock:
            if self.count == 0:
                self.thresholds, self.switch = gc.get_threshold(), sys.getswitchinterval()
                gc.set_threshold(*BUILDING)
                sys.setswitchinterval(SWITCH_SECONDS)
            self.count += 1

    def go(self) -> None:
        with self.lock:
            self.count -= 1
            if self.count > 0:
                return
            gc.set_threshold(*self.thresholds)
            if is_spared():
                gc.collect(1)
                gc.freeze()
            sys.setswitchinterval(self.switch)


_BUILDERS = _Builders()
"""One for the process, as its collector is: of two threads that build at once the first must not settle it for both."""


@contextmanager
def in_slices() -> Iterator[None]:
    """Building in a thread: the event loop waits for half a millisecond at most, whenever it has something to do.

    In a process that spares the collector, what was built is spared too.
    """
    _BUILDERS.come()
    try:
        yield
    finally:
        _BUILDERS.go()


@dataclass(slots=True)
class Walks:
    """Walks over everything at a quiet moment after changes. `answered` counts requests, `wait` passes about a second.

    Only in a process that spares the collector; in any other the collector sees to everything by itself.
    """

    answered: Callable[[], int]
    wait: Callable[[], Awaitable[None]]
    walk: Callable[[], None]
    owed: int = 0
    """Changes since the last walk."""
    _quiet: int = 0

    def changed(self) -> None:
        """One more change; what it leaves behind is freed in other ways first."""
        self.owed += 1
        self._quiet = 0

    async def run(self) -> None:
        """Until it is cancelled."""
        before = -1
        while True:
            await self.wait()
            now = self.answered()
            self._quiet, before = (self._quiet + 1 if now == before else 0), now
            if self.owed and (self._quiet >= QUIET_LOOKS or self.owed >= MOST_OWED):
                self.owed = 0
                await asyncio.to_thread(self.walk)


def walk_everything() -> None:
    if is_spared():
        gc.unfreeze()
        gc.collect()
        gc.freeze()
