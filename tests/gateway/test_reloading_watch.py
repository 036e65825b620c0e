"""A watch goes on, whatever its source does."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from gateway.errors import ConfigurationError
from gateway.reloading.sources import Seen
from gateway.reloading.watch import Watch


@dataclass
class FaultySource:
    """Each look does what comes next: gives a revision, or raises."""

    looks_ahead: list[str | Exception]
    place: str = "the registry"
    looks: int = 1
    is_done: asyncio.Event = field(default_factory=asyncio.Event)

    async def look(self) -> Seen[str]:
        if len(self.looks_ahead) == 1:
            self.is_done.set()
        what = self.looks_ahead.pop(0)
        if isinstance(what, Exception):
            raise what
        return Seen(what, lambda: what)

    async def wait(self) -> None:
        if not self.looks_ahead:
            await asyncio.Event().wait()


async def taken_of(looks: Sequence[str | Exception]) -> list[Seen[str]]:
    """What a watch hands on of these looks, until it has looked the last time."""
    source, taken = FaultySource(list(looks)), []

    async def take(seen: Seen[str]) -> bool:
        taken.append(seen)
        return not seen.revision.startswith("missing")

    watching = asyncio.create_task(Watch(source, take, source.wait, "1").run())
    done = asyncio.create_task(source.is_done.wait())
    await asyncio.wait({watching, done}, return_when=asyncio.FIRST_COMPLETED)
    assert not watching.done(), watching
    watching.cancel()
    await asyncio.wait({watching})
    return taken


async def test_a_fault_of_the_source_is_told_as_its_problem_and_what_comes_after_is_taken() -> None:
    faulty, good = await taken_of(["1", TypeError("no digest"), "2", "2"])
    with pytest.raises(ConfigurationError, match="the registry cannot be looked at: TypeError: no digest"):
        faulty.read()
    assert good.read() == "2"


async def test_the_same_fault_again_is_told_once() -> None:
    (faulty, _) = await taken_of([TypeError("no digest"), TypeError("no digest"), "2", "2"])
    assert faulty.revision.startswith("missing")
