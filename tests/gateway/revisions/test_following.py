"""Whoever publishes learns which processes follow, and of those that do not, why."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

import pytest

from gateway.reloading import Seen, Watch
from gateway.revisions.following import Following
from gateway.revisions.refusals import StoreUnavailable
from gateway.revisions.revision import Follower
from gateway.revisions.store import RevisionStore, Told
from gateway.telemetry.logs import make_logger
from gateway.visibility.files import PolicyFiles
from tests.kit.revision_stores import snapshots


@dataclass
class Board:
    """What processes tell, without anything behind it; `lost` is one that cannot be reached."""

    words: dict[str, Told] = field(default_factory=dict)
    is_lost: bool = False

    async def tell(self, told: Told) -> None:
        self._reach()
        self.words[told.process] = told

    async def told(self) -> Sequence[Told]:
        self._reach()
        return list(self.words.values())

    async def leave(self, process: str) -> None:
        self._reach()
        del self.words[process]

    async def number_of(self, seen: Seen[PolicyFiles], *, is_live: bool) -> int:
        return int(seen.revision)

    def _reach(self) -> None:
        if self.is_lost:
            raise StoreUnavailable("the store is gone")


class Process:
    """One that follows; `looks` is put into when it looks for something new, `shown` is what it finds then."""

    def __init__(self, board: Board, name: str, *, seconds: float = 30.0) -> None:
        self.snapshots = snapshots()
        self.log = io.BytesIO()
        self.takes = True
        self.shown = "1"
        self.paused: Callable[[], None] = lambda: None

        async def pause() -> None:
            self.paused()
            await asyncio.sleep(0)

        store = cast("RevisionStore", board)
        self.following = Following(name, store, self.snapshots, seconds, 15.0, make_logger(self.log), pause)
        self.watch: Watch[PolicyFiles] = Watch(cast("Any", self), self._take, self._wait, "1")
        self.following.follow(self.watch, Seen("1", lambda: PolicyFiles({})))

    looks = 1
    place = "here"

    async def look(self) -> Seen[PolicyFiles]:
        return Seen(self.shown, lambda: PolicyFiles({}))

    async def _take(self, seen: Seen[PolicyFiles]) -> bool:
        if not self.takes:
            self.snapshots.problems["policies"] = f"rules.csv:{seen.revision}: no"
        return self.takes

    async def _wait(self) -> None:
        return

    async def round(self, number: int) -> None:
        """It waits, and looks."""
        await self.watch.wait()
        self.shown = str(number)
        await self.watch.look_again()
        await self.watch.wait()


async def test_all_that_live_are_waited_for() -> None:
    board = Board()
    one, two = Process(board, "one"), Process(board, "two")
    await one.round(1)
    await two.round(1)
    paused: list[int] = []
    rounds = [one.round(2), two.round(2)]
    running: list[asyncio.Task[None]] = []

    def pass_on() -> None:
        paused.append(1)
        if rounds:
            running.append(asyncio.ensure_future(rounds.pop(0)))

    one.paused = pass_on
    assert await one.following.until(2) == (Follower("one", True), Follower("two", True))
    assert paused, "it did not wait"
    await asyncio.gather(*running)


async def test_one_that_refused_is_named_with_its_problem_and_not_waited_for() -> None:
    board = Board()
    one, two = Process(board, "one"), Process(board, "two")
    two.takes = False
    await one.round(2)
    await two.round(2)
    one.paused = lambda: pytest.fail("it waited for one that has refused")
    assert await one.following.until(2) == (Follower("one", True), Follower("two", False, "rules.csv:2: no"))
    two.takes = True
    await two.round(3)
    assert board.words["two"] == Told("two", 3)


async def test_one_that_says_nothing_new_is_named_when_the_time_is_over() -> None:
    board = Board()
    one, two = Process(board, "one", seconds=0.05), Process(board, "two")
    await two.round(1)
    await one.round(2)
    told = await one.following.until(2)
    assert [(each.process, each.follows) for each in told] == [("two", False), ("one", True)]
    assert "serves revision 1" in str(told[0].problem)


async def test_one_that_is_long_silent_is_gone() -> None:
    board = Board()
    one, two = Process(board, "one"), Process(board, "two")
    await one.round(2)
    await two.round(1)
    board.words["two"] = replace(board.words["two"], age=16.0)
    assert await one.following.until(2) == (Follower("one", True),)


async def test_one_that_left_is_not_waited_for() -> None:
    board = Board()
    one, two = Process(board, "one"), Process(board, "two")
    await one.round(2)
    await two.round(1)
    await two.following.leave()
    assert await one.following.until(2) == (Follower("one", True),)


async def test_the_number_told_never_goes_back() -> None:
    board = Board()
    one = Process(board, "one")
    await one.round(3)
    await one.round(2)
    assert board.words["one"].number == 3


async def test_a_board_that_is_lost_is_told_once_and_keeps_nobody_from_serving() -> None:
    board = Board(is_lost=True)
    one = Process(board, "one")
    await one.round(2)
    await one.round(3)
    assert await one.following.until(3) == (Follower("one", True, "the store is gone"),)
    assert one.log.getvalue().count(b"is not told what this process serves") == 1
    await one.following.leave()
