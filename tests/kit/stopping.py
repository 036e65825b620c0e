"""A gateway and its subgraphs as processes, a steady load on them, and one subgraph that stops for a while.

The load is open: requests begin at their moments whether earlier ones were answered or not, as clients' do.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from tests.kit.canned_subgraph import PRODUCTS, SDLS
from tests.kit.fixture_supergraph import supergraph_sdl
from tests.kit.servers import free_port
from tests.kit.waiting import wait_for_address
from werktor.settings import ROOT

STOPPED = "prices"
UNTOUCHED = "{ products { sku name } news { title } }"
TOUCHED = "{ products { sku price } news { title } }"
NEWS = [{"title": "Autumn"}, {"title": "Winter"}]
WHOLE: Mapping[str, Any] = {
    UNTOUCHED: {"products": [{"sku": one["sku"], "name": one["name"]} for one in PRODUCTS], "news": NEWS},
    TOUCHED: {"products": [{"sku": one["sku"], "price": 7} for one in PRODUCTS], "news": NEWS},
}
PARTIAL: Mapping[str, Any] = {"products": [{"sku": one["sku"], "price": None} for one in PRODUCTS], "news": NEWS}


@dataclass(frozen=True)
class Answered:
    """One request: when it began, how long it took, and what came."""

    query: str
    began: float
    seconds: float
    status: int
    answer: dict[str, Any]

    @property
    def codes(self) -> list[str]:
        return [str(one["extensions"]["code"]) for one in self.answer.get("errors", ())]

    @property
    def is_whole(self) -> bool:
        return self.status == 200 and self.answer == {"data": WHOLE[self.query]}


@dataclass(frozen=True)
class Yard:
    """Running processes."""

    url: str
    subgraphs: Mapping[str, subprocess.Popen[bytes]]
    log: Path

    def logged(self) -> list[dict[str, Any]]:
        lines = self.log.read_bytes().splitlines()
        return [json.loads(line) for line in lines if line.startswith(b"{")]


@dataclass
class Stopping:
    """What was measured: every answer, and when the subgraph stood still."""

    answers: list[Answered] = field(default_factory=list)
    stopped: float = 0.0
    continued: float = 0.0

    def of(self, query: str, begin: float, end: float) -> list[Answered]:
        return [one for one in self.answers if one.query == query and begin <= one.began < end]

    def seconds_to_recover(self) -> float:
        """From the return of the subgraph to the first request after which all are whole."""
        late = [one.began for one in self.of(TOUCHED, self.continued, float("inf")) if not one.is_whole]
        after = [one.began for one in self.of(TOUCHED, max(late, default=self.continued), float("inf")) if one.is_whole]
        return min(after) - self.continued if after else float("inf")


def p95(answers: list[Answered]) -> float:
    return statistics.quantiles([one.seconds for one in answers], n=20)[-1]


@contextmanager
def yard(folder: Path, settings: str = "") -> Iterator[Yard]:
    """The processes; `settings` are further lines of the gateway's TOML file."""
    (folder / "supergraph.graphql").write_text(supergraph_sdl(SDLS), encoding="utf-8")
    ports = {name: free_port() for name in SDLS}
    urls = "".join(f'{name} = "http://127.0.0.1:{port}/graphql"\n' for name, port in ports.items())
    (folder / "gateway.toml").write_text(f"{settings}\n[subgraph_urls]\n{urls}", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with ExitStack() as stack:
        subgraphs = {
            name: stack.enter_context(
                _process(["tests.kit.canned_subgraph", name, str(port)], folder, environment, folder / f"{name}.log")
            )
            for name, port in ports.items()
        }
        port, log = free_port(), folder / "gateway.log"
        arguments = ["serve", "--supergraph", "supergraph.graphql", "--config", "gateway.toml", "--port", str(port)]
        stack.enter_context(_process(["gateway", *arguments], folder, environment, log))
        for address in (*(f"http://127.0.0.1:{one}/" for one in ports.values()), f"http://127.0.0.1:{port}/health"):
            wait_for_address(address)
        yield Yard(f"http://127.0.0.1:{port}/graphql", subgraphs, log)


@contextmanager
def _process(
    command: list[str], folder: Path, environment: Mapping[str, str], log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", *command], cwd=folder, env=environment, stdout=output, stderr=output
        )
        try:
            yield process
        finally:
            process.send_signal(signal.SIGCONT)
            process.terminate()
            process.wait()


async def measured(yard: Yard, *, before: float, stopped: float, after: float, rate: float) -> Stopping:
    """Loads the gateway with `rate` requests of each kind in a second; the seconds are those of each part."""
    found = Stopping()
    process = yard.subgraphs[STOPPED]
    over = asyncio.Event()
    # Connections that the server may be about to close are not used again.
    connector = aiohttp.TCPConnector(limit=0, keepalive_timeout=2)
    async with aiohttp.ClientSession(connector=connector) as http, asyncio.TaskGroup() as loading:
        for query in (UNTOUCHED, TOUCHED) * 5:
            await _ask(http, yard.url, query)
        for query in (UNTOUCHED, TOUCHED):
            loading.create_task(_load(http, yard.url, query, rate, found, over))
        await asyncio.sleep(before)
        process.send_signal(signal.SIGSTOP)
        found.stopped = time.monotonic()
        await asyncio.sleep(stopped)
        process.send_signal(signal.SIGCONT)
        found.continued = time.monotonic()
        await asyncio.sleep(after)
        over.set()
    return found


async def _load(
    http: aiohttp.ClientSession, url: str, query: str, rate: float, found: Stopping, over: asyncio.Event
) -> None:
    async def ask() -> None:
        found.answers.append(await _ask(http, url, query))

    loop = asyncio.get_running_loop()
    due = loop.time()
    async with asyncio.TaskGroup() as asking:
        while not over.is_set():
            asking.create_task(ask())
            due += 1 / rate
            await asyncio.sleep(max(0.0, due - loop.time()))


async def _ask(http: aiohttp.ClientSession, url: str, query: str) -> Answered:
    began = time.monotonic()
    async with http.post(url, json={"query": query}) as response:
        answer = await response.json()
        return Answered(query, began, time.monotonic() - began, response.status, answer)
