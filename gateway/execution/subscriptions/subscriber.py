"""What one client has yet to be told of a subscription: a bounded queue between its group and its connection.

The group never waits for anybody. A client that does not keep up is cut: its queue is forgotten, and it learns that it
has to subscribe anew.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from gateway.errors import ClientError
from gateway.execution.subscriptions.event import Event

Refusal: TypeAlias = Callable[[], ClientError]
"""Makes the error anew for each who is told: an exception that is raised in many places keeps all of them."""


Leave: TypeAlias = "Callable[[Subscriber], asyncio.Task[None] | None]"
"""Takes a subscriber out of its group; gives the run that ends thereby."""


def again(problem: ClientError) -> Refusal:
    """The same refusal without what raised it."""
    return partial(
        ClientError, problem.code, problem.message, status=problem.status, extensions=dict(problem.extensions)
    )


def too_slow() -> ClientError:
    return ClientError(
        "SUBSCRIPTION_TOO_SLOW", "Events came faster than they were read: resubscribe with your last cursor."
    )


class Subscriber:
    """The events for one client, as JSON: an iterator that ends as the subscription does, or raises ClientError.

    `limit` is the most events that may wait. `check` is asked before each event is told and gives the refusal that ends
    it. `on_cut` is called when it is cut off while its client may not even be reading. `leave` is called once.
    """

    __slots__ = ("_check", "_events", "_has_ended", "_leave", "_limit", "_on_cut", "_refusal", "_waiting")

    def __init__(
        self,
        limit: int,
        leave: Leave,
        *,
        check: Callable[[], ClientError | None] | None = None,
        on_cut: Callable[[], None] | None = None,
    ) -> None:
        self._limit = limit
        self._leave: Leave | None = leave
        self._check = check
        self._on_cut = on_cut
        self._events: deque[Event] = deque()
        self._waiting: asyncio.Future[None] | None = None
        self._has_ended = False
        self._refusal: Refusal | None = None

    def offer(self, event: Event) -> None:
        """Takes an event to be told; one too many cuts the client off."""
        if self._has_ended:
            return
        if len(self._events) >= self._limit:
            self.cut(too_slow)
            return
        self._events.append(event)
        self._wake()

    def finish(self, refusal: Refusal | None = None) -> None:
        """The end, after what has come before it."""
        if not self._has_ended:
            self._has_ended, self._refusal = True, refusal
            self._wake()

    def end(self, refusal: Refusal) -> None:
        """The end at once: what has not been told is forgotten, and nothing more is run for this client.

        One who had been told everything up to the end is left alone.
        """
        if self._events or not self._has_ended:
            self.forget()
            self._has_ended, self._refusal = True, refusal
            self._wake()
            self._left()

    def forget(self) -> None:
        """What has not been told will not be."""
        self._events.clear()

    def cut(self, refusal: Refusal) -> None:
        """The end at once of one who may not be reading: whoever serves him is told as well."""
        if not self._has_ended:
            self.end(refusal)
            if self._on_cut is not None:
                self._on_cut()

    def __aiter__(self) -> Subscriber:
        return self

    async def __anext__(self) -> bytes:
        """Only one may wait."""
        while not self._events:
            if self._has_ended:
                if self._refusal is not None:
                    raise self._refusal()
                raise StopAsyncIteration
            self._waiting = asyncio.get_running_loop().create_future()
            try:
                await self._waiting
            finally:
                self._waiting = None
        if self._check is not None and (refusal := self._check()) is not None:
            self._events.clear()
            raise refusal
        return self._events.popleft().json()

    async def aclose(self) -> None:
        """Leaves; when it was the last of its group, returns once the run in the subgraph has ended."""
        self._has_ended = True
        ending = self._left()
        if ending is not None:
            await asyncio.wait({ending})

    def _left(self) -> asyncio.Task[None] | None:
        leave, self._leave = self._leave, None
        return None if leave is None else leave(self)

    def _wake(self) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)
