"""Tells a gateway process to stop while clients ask, listen on a socket and listen to a stream."""

from __future__ import annotations

import asyncio
import json
import signal
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from tests.kit.gateway_processes import GatewayProcess, gateway_process, subgraphs
from tests.kit.plain_client import Outcome, PlainClient

CLIENTS = 6
QUICK, SLOW = "{ aStamp bStamp }", "{ aSlow bStamp }"
TOLD = "subscription { aTold }"
SETTINGS = {"drain_seconds": 0.3, "stop_seconds": 10}
ANSWERS_BEFORE = 60
"""Answers after which the gateway is told to stop: all clients are then in the midst of it."""


@dataclass
class Round:
    """`outcomes` of the requests; `wrong` are answers that were whole and not what was asked. `seconds` from the signal
    to the end; `unready` when the readiness check failed while requests were still answered."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    after_signal: int = 0
    """Requests answered after the signal."""
    socket_code: int | None = None
    stream_end: str = ""
    unready: bool = False
    status: int = 0
    seconds: float = 0.0


async def stop_under_load(folder: Path, rounds: int, *options: str) -> list[Round]:
    """`options` of the serve command."""
    async with subgraphs() as world:
        (folder / "supergraph.graphql").write_text(world.supergraph(1), encoding="utf-8")
        return [await _round(folder, options) for _ in range(rounds)]


async def _round(folder: Path, options: tuple[str, ...]) -> Round:
    seen = Round()
    loop = asyncio.get_running_loop()
    async with gateway_process(folder, SETTINGS, *options) as gateway, aiohttp.ClientSession() as session:
        enough = asyncio.Event()
        listening = asyncio.Semaphore(0)
        is_stopping = asyncio.Event()
        async with asyncio.TaskGroup() as clients:
            for number in range(CLIENTS):
                clients.create_task(_ask(gateway.port, SLOW if number % 3 == 0 else QUICK, seen, enough, is_stopping))
            clients.create_task(_socket(session, gateway.port, seen, listening))
            clients.create_task(_stream(session, gateway.port, seen, listening))
            await enough.wait()
            for _ in range(2):
                await listening.acquire()
            told = loop.time()
            gateway.process.send_signal(signal.SIGTERM)
            is_stopping.set()
            clients.create_task(_readiness(gateway, seen))
            seen.status, ended = await asyncio.shield(gateway.ended)
            seen.seconds = ended - told
    return seen


async def _ask(port: int, query: str, seen: Round, enough: asyncio.Event, is_stopping: asyncio.Event) -> None:
    """Asks until nobody listens any more."""
    client = PlainClient(port)
    while True:
        told = await client.ask(query)
        seen.outcomes[told.outcome] += 1
        if told.outcome is Outcome.REFUSED:
            return
        if told.outcome is Outcome.ANSWERED:
            if told.status != 200 or set((told.body.get("data") or {}).values()) != {"1"}:
                seen.wrong.append(f"{told.status} {told.body}"[:300])
            seen.after_signal += is_stopping.is_set()
        if seen.outcomes.total() >= ANSWERS_BEFORE:
            enough.set()


async def _readiness(gateway: GatewayProcess, seen: Round) -> None:
    async with PlainClient(gateway.port) as client:
        told = await client.get("/health/ready")
        while told.outcome is Outcome.ANSWERED and told.status == 200:
            # Until the signal has arrived there.
            told = await client.get("/health/ready")
    seen.unready = told.status == 503


async def _socket(session: aiohttp.ClientSession, port: int, seen: Round, listening: asyncio.Semaphore) -> None:
    url = f"http://127.0.0.1:{port}/graphql"
    async with session.ws_connect(url, protocols=["graphql-transport-ws"]) as socket:
        await socket.send_json({"type": "connection_init"})
        await socket.receive()
        await socket.send_json({"type": "subscribe", "id": "1", "payload": {"query": TOLD}})
        assert (await socket.receive_json())["type"] == "next"
        listening.release()
        await socket.receive()
        seen.socket_code = socket.close_code


async def _stream(session: aiohttp.ClientSession, port: int, seen: Round, listening: asyncio.Semaphore) -> None:
    url = f"http://127.0.0.1:{port}/graphql"
    async with session.post(url, json={"query": TOLD}, headers={"accept": "text/event-stream"}) as response:
        assert (await response.content.readuntil(b"\n\n")).startswith(b"event: next")
        listening.release()
        end = (await response.content.read()).decode()
        last = next((line for line in end.splitlines() if line.startswith("data: {")), "data: {}")
        errors = json.loads(last.removeprefix("data: ")).get("errors", [])
        seen.stream_end = "".join(one["extensions"]["code"] for one in errors) or "cut off"
