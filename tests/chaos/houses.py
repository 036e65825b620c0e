"""Houses in processes of their own that may die: each is forked from one that has everything built but no loop.

A process opens the house on a copy of the folder it was built for, does its part there and ends.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import os
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import httpx2
from sqlalchemy import event

from tests.chaos.killing import KILLED
from tests.kit.house import Asker, settings_in
from werktor.house import House, build_house

LONGEST_PART = 60.0
"""Seconds one process may take."""

Part = Callable[..., Awaitable[Any]]
"""What a process does: an async function of this package; the house is its first argument, its answer JSON."""


@dataclass(frozen=True)
class Ended:
    """How a process ended: `answer` where it was not killed."""

    killed: bool
    answer: Any = None


class PartFailed(Exception):
    """The process ended with an error; the message is its traceback."""


@dataclass
class Yard:
    """The process that houses are forked from; one house at a time."""

    way: Connection

    def run(self, folder: Path, part: Part, *arguments: Any) -> Ended:
        """`part` with the house in `folder`. Raises PartFailed."""
        self.way.send((folder, part, arguments))
        code, told = self.way.recv()
        if code == KILLED:
            return Ended(killed=True)
        if code != 0:
            raise PartFailed(told or f"the process ended with {code}")
        return Ended(killed=False, answer=json.loads(told))


@contextmanager
def yard(template: Path) -> Iterator[Yard]:
    """`template`: the folder of which copies are opened; it is left as it is."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there, template), daemon=True)
    process.start()
    there.close()
    try:
        yield Yard(here)
    finally:
        here.close()
        process.join(timeout=20)


@asynccontextmanager
async def opened(house: House) -> AsyncIterator[Asker]:
    async with house.app.running():
        transport = httpx2.ASGITransport(app=house.app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://werktor") as http:
            yield Asker(house, http)


def _serve(way: Connection, template: Path) -> None:
    house = build_house(settings_in(template))
    while True:
        try:
            folder, part, arguments = way.recv()
        except EOFError:
            return
        way.send(_forked(house, template, folder, part, arguments))


def _forked(house: House, template: Path, folder: Path, part: Part, arguments: tuple[Any, ...]) -> tuple[int, str]:
    """Exit code and answer, or traceback, of a process of its own."""
    told, tells = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(told)
        _move(house, template, folder)
        code, text = _lived(house, part, arguments)
        with os.fdopen(tells, "w") as out:
            out.write(text)
        os._exit(code)
    os.close(tells)
    with os.fdopen(told) as read:
        text = read.read()
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), text


def _move(house: House, template: Path, folder: Path) -> None:
    """From now on the house keeps its data in `folder`."""

    def connect(_dialect: Any, _record: Any, place: list[Any], _options: Any) -> None:
        place[0] = str(folder / Path(place[0]).relative_to(template))

    for services in house.services.values():
        for engine in services.database.engines:
            event.listen(engine.sync_engine, "do_connect", connect)


def _lived(house: House, part: Part, arguments: tuple[Any, ...]) -> tuple[int, str]:
    async def live() -> Any:
        async with asyncio.timeout(LONGEST_PART):
            return await part(house, *arguments)

    try:
        return 0, json.dumps(asyncio.run(live()))
    except BaseException:  # noqa: BLE001 whatever it is, the other process tells it
        return 1, traceback.format_exc()
