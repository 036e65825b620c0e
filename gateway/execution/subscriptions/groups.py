"""Runs a subscription once for all who may share it, from the first who comes until the last has left."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Hashable
from contextlib import aclosing
from typing import Any, TypeAlias

from gateway.errors import INTERNAL_SERVER_ERROR, ClientError
from gateway.execution.subscriptions.subscriber import Refusal, Subscriber, again

Source: TypeAlias = Callable[[], AsyncGenerator[bytes, None]]
"""Starts the run: its events as every client is told them, or a ClientError, which every client is told."""


class Groups:
    """The groups that are listening, by what makes them equal: whoever gives the same key is told the same bytes."""

    def __init__(self) -> None:
        self._joinable: dict[Hashable, _Group] = {}
        self._running: set[_Group] = set()
        self._ending: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        """How many run in the subgraphs."""
        return len(self._running)

    @property
    def subscribers(self) -> int:
        return sum(len(group.subscribers) for group in self._running)

    def join(
        self,
        key: Hashable,
        source: Source,
        limit: int,
        *,
        needs_beginning: bool = False,
        check: Callable[[], ClientError | None] | None = None,
        on_cut: Callable[[], None] | None = None,
    ) -> Subscriber:
        """A further subscriber, who is told what comes from now on; the first of a key starts the run.

        One who `needs_beginning` joins no run of which an event has been told: he gets a new one.
        """
        group = self._joinable.get(key)
        if group is None or (needs_beginning and group.has_begun):
            group = self._joinable[key] = _Group(key, self)
            self._running.add(group)
            group.run = asyncio.get_running_loop().create_task(self._run(group, source))
        subscriber = Subscriber(limit, group.leave, check=check, on_cut=on_cut)
        group.subscribers[subscriber] = None
        return subscriber

    def end(self, reason: ClientError, concerned: Callable[[Any], bool] = lambda _key: True) -> None:
        """Ends the groups whose key is concerned, at once, whether they wait for an event or not."""
        for group in [one for one in self._running if concerned(one.key)]:
            self.forget(group)
            for subscriber in tuple(group.subscribers):
                subscriber.end(again(reason))

    async def close(self) -> None:
        """Ends every run."""
        runs = {group.run for group in self._running if group.run is not None} | self._ending
        for run in runs:
            run.cancel()
        if runs:
            await asyncio.wait(runs)

    def forget(self, group: _Group) -> None:
        """Whoever comes from now on with its key begins anew."""
        self._running.discard(group)
        if self._joinable.get(group.key) is group:
            del self._joinable[group.key]

    def end_run(self, run: asyncio.Task[None]) -> None:
        """Cancels a run that nobody listens to; it is kept until it has ended, even when nobody waits for that."""
        self._ending.add(run)
        run.add_done_callback(self._ending.discard)
        run.cancel()

    async def _run(self, group: _Group, source: Source) -> None:
        refusal: Refusal | None = _broken_off
        try:
            async with aclosing(source()) as events:
                async for event in events:
                    group.has_begun = True
                    for subscriber in tuple(group.subscribers):
                        subscriber.offer(event)
                    # Those who keep up must be able to, however many events the subgraph sends without a pause.
                    await asyncio.sleep(0)
            refusal = None
        except ClientError as problem:
            refusal = again(problem)
        finally:
            self.forget(group)
            for subscriber in tuple(group.subscribers):
                subscriber.finish(refusal)


class _Group:
    """Those who listen to one run."""

    __slots__ = ("_groups", "has_begun", "key", "run", "subscribers")

    def __init__(self, key: Hashable, groups: Groups) -> None:
        self._groups = groups
        self.key = key
        self.has_begun = False
        self.run: asyncio.Task[None] | None = None
        self.subscribers: dict[Subscriber, None] = {}

    def leave(self, subscriber: Subscriber) -> asyncio.Task[None] | None:
        """The run that ends because it was the last; otherwise nothing."""
        del self.subscribers[subscriber]
        if self.subscribers or self.run is None or self.run.done():
            return None
        self._groups.forget(self)
        self._groups.end_run(self.run)
        return self.run


def _broken_off() -> ClientError:
    """Of a run that is cancelled at the end of the process: nobody must take that for the end of the events."""
    return ClientError(INTERNAL_SERVER_ERROR, "Internal server error", status=500)
