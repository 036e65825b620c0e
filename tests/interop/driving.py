"""Starts a client's driver and reads what it tells, one JSON line for each thing the client saw."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.kit.firing import PATIENCE
from tests.kit.served import access_token
from werktor.node import find_node

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Client:
    """A client and, where it has several, the way it takes."""

    driver: str
    over: str | None = None

    def command(self) -> list[str]:
        runner = sys.executable if self.driver.endswith(".py") else str(find_node().binary)
        return [runner, str(HERE / self.driver)]

    def __str__(self) -> str:
        name = self.driver.partition(".")[0].replace("_", "-")
        return name if self.over is None else f"{name} over {self.over}"


@dataclass(frozen=True)
class Driver:
    process: asyncio.subprocess.Process

    async def told(self) -> Any:
        """The next thing it saw; fails with what the driver complained of when it ended instead."""
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        async with asyncio.timeout(PATIENCE):
            line = await self.process.stdout.readline()
            if not line:
                raise AssertionError((await self.process.stderr.read()).decode())
        return json.loads(line)

    def cue(self) -> None:
        """Lets it go on."""
        assert self.process.stdin is not None
        self.process.stdin.write(b"\n")

    @property
    def is_running(self) -> bool:
        return self.process.returncode is None

    async def end(self) -> None:
        """Returns once it has come to its end, with nothing more to tell and nothing to complain of."""
        async with asyncio.timeout(PATIENCE):
            rest, complaints = await self.process.communicate()
        assert (self.process.returncode, rest.decode(), complaints.decode()) == (0, "", "")


@asynccontextmanager
async def driving(client: Client, todo: str, address: str, query: str, **variables: Any) -> AsyncIterator[Driver]:
    """A dealer's client that does something; it must have come to its end when the block has."""
    wanted = {
        "todo": todo,
        "address": address,
        "token": access_token(),
        "query": query,
        "variables": variables,
        "over": client.over,
    }
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        *client.command(), json.dumps(wanted), stdin=pipe, stdout=pipe, stderr=pipe
    )
    driver = Driver(process)
    try:
        yield driver
        await driver.end()
    finally:
        if driver.is_running:
            process.kill()
            await process.communicate()


async def told(client: Client, todo: str, address: str, query: str, things: int = 1, **variables: Any) -> list[Any]:
    """All that a client tells, which must be so many things."""
    async with driving(client, todo, address, query, **variables) as driver:
        return [await driver.told() for _ in range(things)]
