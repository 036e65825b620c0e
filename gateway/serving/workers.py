"""Several processes that share one port, under a parent that replaces one that dies and passes signals on.

They share the listening socket, so that a connection that waits to be taken outlives the process that would have taken
it.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType

from structlog.typing import FilteringBoundLogger

WATCHED = {signal.SIGTERM, signal.SIGINT, signal.SIGCHLD}
LOOK_SECONDS = 0.05
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
"""Seconds before a worker is replaced that died before it was ready; twice as long each time."""
EXTRA_SECONDS = 2.0
"""A worker ends itself in time; one that has not is killed so much later."""

Work = Callable[[int, Callable[[], None]], int]
"""What a worker does, given its number (from 1) and what to call when it is ready; its exit status."""


@dataclass(slots=True)
class _Worker:
    number: int
    pid: int
    tells: int
    """The end of a pipe at which the worker says that it is ready."""
    is_ready: bool = False

    def look(self) -> None:
        if not self.is_ready:
            try:
                self.is_ready = os.read(self.tells, 1) != b""
            except BlockingIOError:
                return


class Workers:
    """`stop_seconds`: how long a worker takes at most from the signal to stop.

    `leave` is called in the parent when it is told to stop: no connection may wait for the parent.
    """

    def __init__(
        self, count: int, work: Work, log: FilteringBoundLogger, stop_seconds: float, leave: Callable[[], None]
    ) -> None:
        self._work = work
        self._leave = leave
        self._log = log
        self._stop_seconds = stop_seconds
        self._numbers = list(range(count, 0, -1))
        """Of the workers that are still to be started, the next one last."""
        self._running: dict[int, _Worker] = {}
        self._not_before = 0.0
        self._pause = FIRST_PAUSE
        self._was_ready = False
        self._stop_by: float | None = None
        self._status = 0
        self._alive, self._held = os.pipe()
        """Held open by the parent alone: workers learn by its end that the parent is gone."""

    def run(self) -> int:
        """Until all have ended; the exit status of the parent."""
        signal.pthread_sigmask(signal.SIG_BLOCK, WATCHED)
        try:
            while self._running or self._stop_by is None:
                self._start()
                received = signal.sigtimedwait(WATCHED, LOOK_SECONDS if self._is_waiting() else 3600)
                if received is not None and received.si_signo != signal.SIGCHLD and self._told(received.si_signo):
                    return 128 + received.si_signo
                self._look()
                if self._stop_by is not None and time.monotonic() > self._stop_by:
                    self._signal(signal.SIGKILL)
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, WATCHED)
        return self._status

    def _is_waiting(self) -> bool:
        return (
            bool(self._numbers) or self._stop_by is not None or not all(one.is_ready for one in self._running.values())
        )

    def _start(self) -> None:
        """One after the other, so that what keeps all from starting is said once."""
        if self._numbers and self._stop_by is None and time.monotonic() >= self._not_before:
            for one in self._running.values():
                one.look()
            if all(one.is_ready for one in self._running.values()):
                self._fork(self._numbers.pop())

    def _told(self, sig: int) -> bool:
        """Whether that was the second signal; then nobody is waited for."""
        if self._stop_by is not None:
            self._signal(signal.SIGKILL)
            return True
        self._stop_by = time.monotonic() + self._stop_seconds + EXTRA_SECONDS
        self._signal(signal.SIGTERM)
        self._leave()
        return False

    def _signal(self, sig: int) -> None:
        for pid in self._running:
            os.kill(pid, sig)

    def _look(self) -> None:
        for pid, worker in tuple(self._running.items()):
            worker.look()
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                del self._running[pid]
                os.close(worker.tells)
                self._ended(worker, os.waitstatus_to_exitcode(status))
            elif worker.is_ready and not self._was_ready:
                self._was_ready = True
            if worker.is_ready:
                self._pause = FIRST_PAUSE

    def _ended(self, worker: _Worker, status: int) -> None:
        if self._stop_by is not None:
            # One that was still starting had nothing to finish: it ended because it was told to, however that looks.
            if worker.is_ready:
                self._status = self._status or (1 if status else 0)
            return
        if not worker.is_ready and not self._was_ready:
            # The first has said what is wrong; the others would say the same.
            self._status = status or 1
            self._stop_by = time.monotonic()
            return
        self._log.error("a worker died and is replaced", worker=worker.number, status=status)
        self._numbers.append(worker.number)
        if not worker.is_ready:
            self._not_before = time.monotonic() + self._pause
            self._pause = min(self._pause * 2, LONGEST_PAUSE)

    def _fork(self, number: int) -> None:
        tells, ready = os.pipe()
        os.set_blocking(tells, False)
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if pid == 0:
            os.close(tells)
            os.close(self._held)
            os._exit(self._worked(number, ready))
        os.close(ready)
        self._running[pid] = _Worker(number, pid, tells)

    def _worked(self, number: int, ready: int) -> int:
        """Ctrl-C reaches the whole group of processes: the parent passes it on, once."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, _leave)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, WATCHED)
        threading.Thread(target=self._watch_parent, daemon=True).start()
        try:
            return self._work(number, lambda: _tell(ready))
        except SystemExit as leaving:
            return leaving.code if isinstance(leaving.code, int) else 1
        except BaseException:  # noqa: BLE001 - the end of the process: there is nobody else to tell
            traceback.print_exc()
            return 1
        finally:
            sys.stderr.flush()

    def _watch_parent(self) -> None:
        os.read(self._alive, 1)
        os.kill(os.getpid(), signal.SIGTERM)


def _leave(sig: int, _frame: FrameType | None) -> None:
    """A worker that is told to stop before it serves."""
    os._exit(128 + sig)


def _tell(ready: int) -> None:
    os.write(ready, b"r")
