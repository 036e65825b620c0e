"""Other gateways as processes: each serves a supergraph file on a port of its own."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.kit.servers import free_port
from tests.kit.waiting import wait_for_address
from tests.peers.installed import HERE
from werktor.node import find_node


@dataclass(frozen=True)
class OtherGateway:
    """`command` is run by Node; `{npm}`, `{supergraph}` and `{port}` are put in. Its answers come from `path`."""

    name: str
    command: tuple[str, ...]
    path: str = "/graphql"


HIVE = ("{npm}/node_modules/@graphql-hive/gateway/dist/bin.js", "supergraph", "{supergraph}")
HIVE_OPTIONS = ("--host", "127.0.0.1", "--port", "{port}", "--config-path")
OTHERS = (
    OtherGateway("Apollo", (str(HERE / "apollo_gateway.cjs"),), "/"),
    OtherGateway("Hive", (*HIVE, *HIVE_OPTIONS, "{npm}/hive_gateway.mjs")),
    OtherGateway("Hive native", (*HIVE, *HIVE_OPTIONS, "{npm}/hive_gateway_native.mjs")),
)


@asynccontextmanager
async def running_others(npm: Path, supergraph: Path, logs: Path) -> AsyncIterator[Mapping[str, str]]:
    """Name -> address of each of `OTHERS`; what they print goes to `logs`. Raises TimeoutError."""
    for config in HERE.glob("hive_gateway*.mjs"):
        # Modules are looked for beside the file that imports them.
        shutil.copyfile(config, npm / config.name)
    async with AsyncExitStack() as stack:
        addresses = {}
        for one in OTHERS:
            port = free_port()
            await stack.enter_async_context(_running(one, npm, supergraph, port, logs / f"{one.name}.log"))
            addresses[one.name] = f"http://127.0.0.1:{port}{one.path}"
        for name, address in addresses.items():
            try:
                await asyncio.to_thread(wait_for_address, f"{address}?query=%7B__typename%7D", seconds=60)
            except TimeoutError as problem:
                said = (logs / f"{name}.log").read_text(encoding="utf-8", errors="replace")
                raise TimeoutError(f"{name} does not answer: {said[-2000:]}") from problem
        yield addresses


@asynccontextmanager
async def _running(one: OtherGateway, npm: Path, supergraph: Path, port: int, log: Path) -> AsyncIterator[None]:
    given = {"npm": str(npm), "supergraph": str(supergraph), "port": str(port)}
    environment = {
        **os.environ,
        "NODE_ENV": "production",
        "NODE_PATH": str(npm / "node_modules"),
        "SUPERGRAPH": str(supergraph),
        "PORT": str(port),
    }
    with log.open("wb") as file:
        process = await asyncio.create_subprocess_exec(
            find_node().binary,
            *(part.format(**given) for part in one.command),
            cwd=npm,
            env=environment,
            stdout=file,
            stderr=file,
        )
    try:
        yield
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
