"""What this process serves, told to whoever publishes; and whether all live processes follow what was published."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from structlog.typing import FilteringBoundLogger

from gateway.errors import ClientError
from gateway.reloading import Seen, Watch
from gateway.revisions.revision import Follower
from gateway.revisions.store import RevisionStore, Told
from gateway.snapshot import Snapshots
from gateway.visibility.files import PolicyFiles

SILENT_POLLS = 3
"""A process that has told nothing for so many polls does not live any more."""
SECONDS_TO_LEAVE = 1.0
MOST_OF_A_PROBLEM = 2_000
"""Characters of a problem that are told."""


@dataclass(slots=True)
class Following:
    """`number` is what this process serves, 0 before that is told. `pause` passes the time between two looks at what
    the others tell; `seconds` bounds the waiting, `silent_seconds` is the age from which a word means that its process
    is gone."""

    process: str
    store: RevisionStore
    snapshots: Snapshots
    seconds: float
    silent_seconds: float
    log: FilteringBoundLogger
    pause: Callable[[], Awaitable[None]]
    number: int = field(default=0, init=False)
    _refused: int | None = field(default=None, init=False)
    _problem: str | None = field(default=None, init=False)
    _is_heard: bool = field(default=True, init=False)

    def follow(self, watch: Watch[PolicyFiles], first: Seen[PolicyFiles]) -> None:
        """From now on each change that the watch takes is told, and before each wait that this process lives.

        `first` is what it serves already; that is told, and gets its number, when the watch begins.
        """
        take, wait = watch.take, watch.wait
        untold = [first]

        async def taken(seen: Seen[PolicyFiles]) -> bool:
            is_live = await take(seen)
            await self._took(seen, is_live)
            return is_live

        async def waited() -> None:
            if untold:
                await self._took(untold.pop(), True)
            await self.tell()
            await wait()

        watch.take, watch.wait = taken, waited

    async def tell(self) -> None:
        """A store that cannot be written is told by what watches it; here it only matters that nobody hears."""
        try:
            await self.store.tell(Told(self.process, self.number, self._refused, self._problem))
        except ClientError as error:
            if self._is_heard:
                self.log.warning("the policy store is not told what this process serves", reason=error.message)
            self._is_heard = False
        else:
            self._is_heard = True

    async def until(self, number: int) -> tuple[Follower, ...]:
        """All live processes, once each has taken or refused the revision or the time is over."""
        told: tuple[Told, ...] = ()
        try:
            async with asyncio.timeout(self.seconds):
                while True:
                    told = await self._live()
                    if all(one.number >= number or (one.refused or 0) >= number for one in told):
                        break
                    await self.pause()
        except TimeoutError:
            pass
        except ClientError as error:
            return (Follower(self.process, self.number >= number, error.message),)
        return tuple(self._judged(one, number) for one in told)

    async def leave(self) -> None:
        """Nobody waits long for a store that is gone: without a word the others learn it by the silence."""
        try:
            async with asyncio.timeout(SECONDS_TO_LEAVE):
                await self.store.leave(self.process)
        except (ClientError, TimeoutError) as error:
            self.log.warning("the policy store is not told that this process stops", reason=str(error))

    async def _took(self, seen: Seen[PolicyFiles], is_live: bool) -> None:
        try:
            number = await self.store.number_of(seen, is_live=is_live)
        except ClientError as error:
            self.log.warning("what went live got no number", reason=error.message)
            return
        if is_live:
            self.number = self.number if number is None else max(number, self.number)
            self._refused = self._problem = None
        else:
            self._refused = number
            self._problem = self.snapshots.problems.get("policies", "")[:MOST_OF_A_PROBLEM]

    async def _live(self) -> tuple[Told, ...]:
        told = await self.store.told()
        return tuple(one for one in told if one.age <= self.silent_seconds)

    def _judged(self, told: Told, number: int) -> Follower:
        if told.number >= number:
            return Follower(told.process, True)
        if (told.refused or 0) >= number:
            return Follower(told.process, False, told.problem)
        return Follower(
            told.process,
            False,
            f"It serves revision {told.number} and told so {told.age:.0f} s ago; it has not taken {number} yet.",
        )
