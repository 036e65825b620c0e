"""Gateways and subgraphs as processes of their own, over a supergraph whose every revision has addresses of its own."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gateway.composition import SubgraphDefinition, compose
from tests.kit.composition import LINK
from tests.kit.plain_client import Outcome, PlainClient
from tests.kit.servers import free_port
from werktor.settings import ROOT

START_SECONDS = 30.0
LOOK_SECONDS = 0.02


@dataclass(frozen=True)
class Subgraphs:
    """Two subgraphs, `a` and `b`, each in a process of its own."""

    ports: dict[str, int]

    def supergraph(self, revision: int, filling: str = "") -> str:
        """The type `Revision` has one field, named after the revision; the addresses end in it."""
        told = "type Subscription { aTold: String }"
        stamp = f"type Revision {{ r{revision}: String }}"
        schemas = {
            "a": f"type Query {{ aStamp: String aSlow: String revision: Revision }} {told} {stamp} {filling}",
            "b": "type Query { bStamp: String bSlow: String }",
        }
        result = compose(
            [
                SubgraphDefinition(name, f"http://127.0.0.1:{self.ports[name]}/{revision}/graphql", LINK + sdl)
                for name, sdl in schemas.items()
            ]
        )
        assert result.sdl is not None, result.errors
        return result.sdl


@asynccontextmanager
async def subgraphs() -> AsyncIterator[Subgraphs]:
    async with subgraph_processes("tests.kit.stamping") as ports:
        yield Subgraphs(ports)


@asynccontextmanager
async def subgraph_processes(module: str) -> AsyncIterator[dict[str, int]]:
    """The ports of `a` and `b`, each of which runs the module."""
    ports = {name: free_port() for name in ("a", "b")}
    started = [await _python("-m", module, str(port), cwd=ROOT) for port in ports.values()]
    try:
        for port in ports.values():
            await _until_listening(port)
        yield ports
    finally:
        for process in started:
            process.kill()
            await process.wait()


@dataclass
class GatewayProcess:
    process: asyncio.subprocess.Process
    port: int
    log: Path
    ended: asyncio.Future[tuple[int, float]] = field(repr=False)
    """Exit status, and when by the loop's clock."""

    @property
    def pid(self) -> int:
        return self.process.pid

    def logged(self) -> list[dict[str, Any]]:
        lines = self.log.read_bytes().splitlines()
        return [json.loads(line) for line in lines if line.startswith(b"{")]

    def resident(self) -> int:
        """Memory in bytes."""
        pages = Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")

    async def metrics(self) -> dict[str, float]:
        async with PlainClient(self.port) as client:
            told = await client.get("/metrics")
        assert told.outcome is Outcome.ANSWERED, told
        rows = (line.rsplit(" ", 1) for line in told.body.splitlines() if not line.startswith("#"))
        return {name: float(value) for name, value in rows}


@asynccontextmanager
async def gateway_process(folder: Path, settings: dict[str, Any], *options: str) -> AsyncIterator[GatewayProcess]:
    """Serves `supergraph.graphql` of the folder; killed at the end if it still runs."""
    port = free_port()
    (folder / "gateway.toml").write_text("\n".join(f"{name} = {json.dumps(one)}" for name, one in settings.items()))
    log = folder / f"gateway-{port}.log"
    command = ["serve", "--supergraph", "supergraph.graphql", "--config", "gateway.toml", "--port", str(port), *options]
    with log.open("wb") as stream:
        process = await _python("-m", "gateway", *command, cwd=folder, stderr=stream)
    ended: asyncio.Future[tuple[int, float]] = asyncio.ensure_future(_ended(process))
    try:
        await _until_listening(port, ended, log)
        yield GatewayProcess(process, port, log, ended)
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGKILL)
        await ended


async def _python(*arguments: str, cwd: Path, stderr: Any = None) -> asyncio.subprocess.Process:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return await asyncio.create_subprocess_exec(sys.executable, *arguments, cwd=cwd, env=environment, stderr=stderr)


async def _ended(process: asyncio.subprocess.Process) -> tuple[int, float]:
    return await process.wait(), asyncio.get_running_loop().time()


async def _until_listening(port: int, ended: asyncio.Future[Any] | None = None, log: Path | None = None) -> None:
    """There is no other way to learn of another process that it listens than to try.

    One that listens may still be getting ready: it answers when it is, if only by closing what is no TLS.
    """
    async with asyncio.timeout(START_SECONDS), PlainClient(port) as client:
        while (await client.get("/health/live")).outcome is Outcome.REFUSED:
            assert ended is None or not ended.done(), f"it did not start: {log}"
            await asyncio.sleep(LOOK_SECONDS)
    assert ended is None or not ended.done(), f"it did not start: {log}"
