"""Who is cut off for standing still, by the clock."""

from __future__ import annotations

import io
from dataclasses import dataclass, field

import orjson

from gateway.serving.standing_still import StandingStill, drop_untaken
from gateway.telemetry.logs import make_logger


@dataclass
class Clock:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now

    def go_on(self, seconds: float) -> None:
        self.now += seconds


@dataclass
class Transport:
    untaken: int = 0
    is_aborted: bool = False

    def get_write_buffer_size(self) -> int:
        return self.untaken

    def abort(self) -> None:
        self.is_aborted = True


@dataclass(eq=False)
class Socket:
    transport: Transport = field(default_factory=Transport)


def test_who_takes_nothing_of_what_waits_is_cut_off_and_the_log_counts_them() -> None:
    log, clock, socket, idle = io.BytesIO(), Clock(), Socket(Transport(untaken=10)), Socket()
    still = StandingStill(30, make_logger(log), clock)
    for _ in range(30):
        still.look([socket, idle])
        clock.go_on(1)
    assert not socket.transport.is_aborted
    still.look([socket, idle])
    assert (socket.transport.is_aborted, idle.transport.is_aborted) == (True, False)
    assert orjson.loads(log.getvalue())["clients"] == 1


def test_who_takes_little_by_little_is_waited_for() -> None:
    clock, socket = Clock(), Socket()
    still = StandingStill(30, make_logger(io.BytesIO()), clock)
    for untaken in range(100, 0, -1):
        socket.transport.untaken = untaken
        still.look([socket])
        clock.go_on(20)
    assert not socket.transport.is_aborted


def test_who_has_caught_up_meanwhile_begins_anew() -> None:
    clock, socket = Clock(), Socket(Transport(untaken=10))
    still = StandingStill(30, make_logger(io.BytesIO()), clock)
    for untaken in (10, 0, 10):
        socket.transport.untaken = untaken
        still.look([socket])
        clock.go_on(20)
    assert not socket.transport.is_aborted


def test_at_a_stop_those_are_dropped_that_cannot_be_told() -> None:
    stuck, told = Socket(Transport(untaken=1)), Socket()
    drop_untaken([stuck, told])
    assert (stuck.transport.is_aborted, told.transport.is_aborted) == (True, False)
