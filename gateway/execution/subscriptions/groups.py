"""Runs a subscription once for all who may share it, from the first who comes until the last has left."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Hashable
from contextlib import aclosing
from typing import Generic, Protocol, TypeVar

from gateway.errors import INTERNAL_SERVER_ERROR, ClientError
from gateway.execution.subscriptions.event import Event
from gateway.execution.subscriptions.subscriber import Refusal, Subscriber, again


class Source(Protocol):
    """What runs in the subgraph; begun anew it is asked for its events once more."""

    def events(self) -> AsyncGenerator[Event, None]:
        """The run: its events, or a ClientError, which every client is told."""
        ...


Some = TypeVar("Some", bound=Source)


class Groups(Generic[Some]):
    """The groups that are listening, by what makes them equal: whoever gives the same key is told the same bytes."""

    def __init__(self) -> None:
        self._joinable: dict[Hashable, _Group[Some]] = {}
        self._running: set[_Group[Some]] = set()
        self._over: set[_Group[Some]] = set()
        """Of which not everything has been told yet."""
        self._ending: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        """How many run in the subgraphs."""
        return len(self._running)

    @property
    def subscribers(self) -> int:
        return sum(len(group.subscribers) for group in self._running)

    @property
    def sources(self) -> dict[Some, int]:
        """All whose events somebody may yet be told, and how many these are."""
        return {group.source: len(group.subscribers) for group in (*self._running, *self._over)}

    def join(
        self,
        key: Hashable,
        source: Callable[[], Some],
        limit: int,
        *,
        needs_beginning: bool = False,
        check: Callable[[], ClientError | None] | None = None,
        on_cut: Callable[[], None] | None = None,
    ) -> Subscriber:
        """A further subscriber, who is told what comes from now on; the first of a key starts its source.

        One who `needs_beginning` joins no run of which an event has been told: he gets a new one.
        """
        group = self._joinable.get(key)
        if group is None or group.is_closed or (needs_beginning and group.has_begun):
            group = self._joinable[key] = _Group(key, source(), self)
            self._running.add(group)
            self._start(group)
        subscriber = Subscriber(limit, group.leave, check=check, on_cut=on_cut)
        group.subscribers[subscriber] = None
        return subscriber

    def end(self, reason: ClientError, concerned: Callable[[Some], bool] = lambda _source: True) -> None:
        """Ends the groups whose source is concerned, at once, whether they wait for an event or not."""
        for group in self._concerned(concerned):
            self.forget(group)
            for subscriber in tuple(group.subscribers):
                subscriber.end(again(reason))

    def close_to_others(self, concerned: Callable[[Some], bool]) -> None:
        """Nobody joins the groups whose source is concerned any more; they go on for those who have."""
        for group in self._concerned(concerned):
            group.is_closed = True

    def begin_anew(self, reason: ClientError, concerned: Callable[[Some], bool]) -> None:
        """What the groups whose source is concerned have not been told is forgotten; they are told a new run instead.

        Nobody else joins them any more. Those whose run was over already are ended as by `end`.
        """
        for group in self._concerned(concerned):
            before = group.run
            if group not in self._running or before is None:
                self.end(reason, lambda source, over=group.source: source is over)  # type: ignore[misc]
                continue
            group.is_closed = True
            for subscriber in tuple(group.subscribers):
                subscriber.forget()
            self._start(group)
            self.end_run(before)

    async def close(self) -> None:
        """Ends every run."""
        runs = {group.run for group in self._running if group.run is not None} | self._ending
        for run in runs:
            run.cancel()
        if runs:
            await asyncio.wait(runs)

    def forget(self, group: _Group[Some]) -> None:
        """Its run is over: whoever comes from now on with its key begins anew."""
        self._running.discard(group)
        self._over.discard(group)
        if self._joinable.get(group.key) is group:
            del self._joinable[group.key]

    def end_run(self, run: asyncio.Task[None]) -> None:
        """Cancels a run that nobody listens to; it is kept until it has ended, even when nobody waits for that."""
        self._ending.add(run)
        run.add_done_callback(self._ending.discard)
        run.cancel()

    def _concerned(self, concerned: Callable[[Some], bool]) -> list[_Group[Some]]:
        return [group for group in (*self._running, *self._over) if concerned(group.source)]

    def _start(self, group: _Group[Some]) -> None:
        group.run = asyncio.get_running_loop().create_task(self._run(group))

    async def _run(self, group: _Group[Some]) -> None:
        refusal: Refusal | None = _broken_off
        try:
            async with aclosing(group.source.events()) as events:
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
            if group.run is asyncio.current_task():
                self.forget(group)
                for subscriber in tuple(group.subscribers):
                    subscriber.finish(refusal)
                if group.subscribers:
                    self._over.add(group)


class _Group(Generic[Some]):
    """Those who listen to one run."""

    __slots__ = ("_groups", "has_begun", "is_closed", "key", "run", "source", "subscribers")

    def __init__(self, key: Hashable, source: Some, groups: Groups[Some]) -> None:
        self._groups = groups
        self.key = key
        self.source = source
        self.has_begun = False
        self.is_closed = False
        """Nobody else joins."""
        self.run: asyncio.Task[None] | None = None
        self.subscribers: dict[Subscriber, None] = {}

    def leave(self, subscriber: Subscriber) -> asyncio.Task[None] | None:
        """The run that ends because it was the last; otherwise nothing."""
        del self.subscribers[subscriber]
        if self.subscribers:
            return None
        self._groups.forget(self)
        if self.run is None or self.run.done():
            return None
        self._groups.end_run(self.run)
        return self.run


def _broken_off() -> ClientError:
    """Of a run that is cancelled at the end of the process: nobody must take that for the end of the events."""
    return ClientError(INTERNAL_SERVER_ERROR, "Internal server error", status=500)
