"""The ways to the subgraphs of all supergraphs that are still in use."""

from __future__ import annotations

import asyncio
import weakref
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock

from gateway.model.transport import SubgraphTransport

Place = tuple[str, str]
"""Name and address of a subgraph: while both stay, so does the way with its open connections."""


class Ways(dict[str, SubgraphTransport]):
    """The ways that belong to one supergraph, by subgraph. Requests hold them and nothing else of a snapshot."""

    __slots__ = ("__weakref__",)


@dataclass(slots=True, weakref_slot=True, eq=False)
class WayKeeper:
    """Makes ways, shares them between supergraphs, and closes one when the last request that may use it is over."""

    make: Callable[[str, str], SubgraphTransport]
    """Name and address -> a way; raises ConfigurationError."""
    in_use: int = 0
    """Supergraphs whose ways somebody still holds."""
    _open: dict[Place, tuple[SubgraphTransport, int]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    """Ways are made in the thread that builds a snapshot."""
    loop: asyncio.AbstractEventLoop | None = None
    _closing: set[asyncio.Task[None]] = field(default_factory=set)

    def to(self, urls: Mapping[str, str]) -> Ways:
        """The ways to these subgraphs; raises ConfigurationError, and then nothing has changed."""
        places = tuple(urls.items())
        with self._lock:
            known = {one: self._open[one] for one in places if one in self._open}
            made = {one: known[one][0] if one in known else self.make(*one) for one in places}
            self._open.update({one: (way, known[one][1] + 1 if one in known else 1) for one, way in made.items()})
            self.in_use += 1
        ways = Ways({name: way for (name, _), way in made.items()})
        # Not the keeper itself: what is waited with is kept for ever, and it knows those who hold its ways.
        weakref.finalize(ways, _leave, weakref.ref(self), places).atexit = False
        return ways

    def keep(self, urls: Mapping[str, str]) -> None:
        """Makes ways that stay open until the end of the process."""
        with self._lock:
            self._open.update({one: (self.make(*one), 1) for one in urls.items()})

    def run_in(self, loop: asyncio.AbstractEventLoop) -> None:
        """From now on ways are closed in this loop; until then none was used."""
        self.loop = loop

    async def close(self) -> None:
        """Closes all that is open, at the end of the process."""
        self.loop = None
        await asyncio.gather(*self._closing, return_exceptions=True)
        ways, self._open = [way for way, _ in self._open.values()], {}
        for way in ways:
            await way.close()

    def let_go(self, places: tuple[Place, ...]) -> None:
        with self._lock:
            self.in_use -= 1
            left = {one: self._open[one] for one in places if one in self._open}
            self._open.update({one: (way, users - 1) for one, (way, users) in left.items()})
            over = [self._open.pop(one)[0] for one, (_, users) in left.items() if users == 1]
        for way in over:
            task = asyncio.ensure_future(way.close())
            self._closing.add(task)
            task.add_done_callback(self._closing.discard)


def _leave(keeper: weakref.ref[WayKeeper], places: tuple[Place, ...]) -> None:
    """Called in whichever thread let go last."""
    ways = keeper()
    loop = None if ways is None else ways.loop
    if ways is not None and loop is not None and not loop.is_closed():
        loop.call_soon_threadsafe(ways.let_go, places)
