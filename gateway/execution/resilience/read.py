"""One read on its guarded way: it waits for its place, is sent, perhaps again, and tells its end once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

from gateway.execution.resilience.guard import Guard
from gateway.execution.resilience.outcomes import may_be_asked_again
from gateway.execution.resilience.retry_budget import MOST_RETRIES, pause_before
from gateway.execution.starting import Ended, Start
from gateway.model.transport import SubgraphAnswer


class GuardedRead:
    """A healthy subgraph's read costs no task and no turn of the loop more than an unguarded one.

    A probe takes no place: when every place is held by a request that hangs, it would never learn anything.
    """

    __slots__ = (
        "_body",
        "_cancel",
        "_ended",
        "_guard",
        "_has_place",
        "_headers",
        "_is_over",
        "_is_probe",
        "_retries",
        "_start",
        "_started",
        "_timeout",
        "_timer",
    )

    def __init__(
        self, guard: Guard, start: Start, body: bytes, headers: Mapping[str, str], timeout: float, ended: Ended
    ) -> None:
        self._guard = guard
        self._start = start
        self._body = body
        self._headers = headers
        self._timeout = timeout
        self._ended = ended
        self._started = guard.clock()
        self._retries = 0
        self._has_place = self._is_over = self._is_probe = False
        self._cancel: Callable[[], object] | None = None
        self._timer: asyncio.TimerHandle | None = None

    def go(self) -> None:
        guard = self._guard
        if guard.breaker.is_open:
            if not guard.breaker.may_probe():
                self._tell(None, guard.rejected())
                return
            self._is_probe = True
        elif not guard.cap.enter():
            self._queue()
            return
        else:
            self._has_place = True
        guard.budget.asked()
        self._send(self._timeout)

    def cancel(self) -> None:
        """Ends it without telling."""
        if self._is_over:
            return
        if self._cancel is not None:
            self._cancel()
        elif self._timer is not None and not self._has_place and not self._is_probe:
            self._guard.cap.give_up(self._called)
        self._finish()

    def _queue(self) -> None:
        if not self._guard.cap.wait(self._called):
            self._tell(None, self._guard.crowded())
            return
        self._timer = asyncio.get_running_loop().call_later(self._timeout, self._waited_in_vain)

    def _waited_in_vain(self) -> None:
        self._guard.cap.give_up(self._called)
        self._tell(None, self._guard.crowded())

    def _called(self) -> None:
        """It is its turn; meanwhile the subgraph may have turned out to be gone."""
        self._has_place = True
        self._stop_timer()
        if self._guard.breaker.is_open:
            self._tell(None, self._guard.rejected())
            return
        self._guard.budget.asked()
        self._send(self._time_left())

    def _send(self, timeout: float) -> None:
        try:
            cancel = self._start(self._body, self._headers, timeout=timeout, ended=self._on_end)
        except Exception as problem:  # noqa: BLE001 - it concerns whoever waits for the answer, not who freed the place
            self._tell(None, problem)
            return
        if not self._is_over and self._timer is None:
            self._cancel = cancel

    def _on_end(self, answer: SubgraphAnswer | None, problem: BaseException | None) -> None:
        self._cancel = None
        guard = self._guard
        try:
            if answer is not None and answer.status < 500:
                guard.breaker.succeeded(is_probe=self._is_probe)
            else:
                guard.learn(answer, problem, guard.clock() - self._started, is_probe=self._is_probe)
                if self._goes_again(answer, problem):
                    return
        except Exception as fault:  # noqa: BLE001 - it concerns whoever waits for the answer, not the connection
            answer, problem = None, fault
        self._tell(answer, problem)

    def _goes_again(self, answer: SubgraphAnswer | None, problem: BaseException | None) -> bool:
        guard = self._guard
        if self._retries >= MOST_RETRIES or guard.breaker.is_open or not may_be_asked_again(answer, problem):
            return False
        pause = pause_before(self._retries + 1, guard.chance)
        if pause >= self._time_left() or not guard.budget.take():
            return False
        self._retries += 1
        self._timer = asyncio.get_running_loop().call_later(pause, self._again)
        return True

    def _again(self) -> None:
        self._timer = None
        if self._guard.breaker.is_open:
            self._tell(None, self._guard.rejected())
        else:
            self._send(self._time_left())

    def _time_left(self) -> float:
        return max(0.001, self._started + self._timeout - self._guard.clock())

    def _tell(self, answer: SubgraphAnswer | None, problem: BaseException | None) -> None:
        if not self._is_over:
            self._finish()
            self._ended(answer, problem)

    def _finish(self) -> None:
        self._is_over = True
        if self._timer is not None:
            self._stop_timer()
        if self._has_place:
            self._has_place = False
            self._guard.cap.leave()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
