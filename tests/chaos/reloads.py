"""Changes the supergraph of a gateway process again and again under load; one in four cannot be served."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.kit.gateway_processes import GatewayProcess, gateway_process, subgraphs
from tests.kit.plain_client import Outcome, PlainClient

CLIENTS = 6
QUERY = '{ __type(name: "Revision") { fields { name } } aStamp bStamp }'
SETTINGS = {"supergraph_check_seconds": 0.02, "documents": "documents.json"}
STORED = '{"stamps": "query Stamps { aStamp bStamp }"}'
LOOK_SECONDS = 0.02
PATIENCE = 20.0
"""Seconds that one change may take."""


@dataclass(frozen=True)
class Report:
    """`grown` is in bytes, from the first quarter of the changes to the end; stalls are in seconds.

    `late` is how many looks at the event loop came more than 5 ms late, `looks` how many there were.
    """

    live: int
    refused: int
    answers: Counter[int]
    failures: list[str]
    in_use: int
    grown: int
    longest_stall: float
    longest_own: float
    """Of the seconds of a stall, those in which the gateway itself was at work."""
    late: int
    looks: int

    def __str__(self) -> str:
        return (
            f"{self.live} changes went live and {self.refused} were refused under load: {self.answers.total()} answers"
            f" of {len(self.answers)} revisions, {len(self.failures)} failed; {self.in_use} supergraph in use at the"
            f" end, memory grew by {self.grown / 1e6:.1f} MB since the first quarter; longest stall of the loop"
            f" {self.longest_stall * 1000:.1f} ms by the clock and {self.longest_own * 1000:.1f} ms of own work,"
            f" {self.late} of {self.looks} looks over 5 ms late"
        )


class Load:
    """Clients that ask until they are told to stop; what went wrong and which revisions answered."""

    def __init__(self, port: int) -> None:
        self.answers: Counter[int] = Counter()
        self.failures: list[str] = []
        self._port = port
        self._is_over = False
        self._met = asyncio.Condition()

    async def run(self) -> None:
        async with asyncio.TaskGroup() as clients:
            for _ in range(CLIENTS):
                clients.create_task(self._client())

    async def until_met(self, revision: int) -> None:
        """Until a client was answered by it."""
        async with asyncio.timeout(PATIENCE), self._met:
            await self._met.wait_for(lambda: self.answers[revision] or self.failures)

    def stop(self) -> None:
        self._is_over = True

    async def _client(self) -> None:
        client = PlainClient(self._port)
        number = 0
        while not self._is_over:
            number += 1
            # Every tenth document is new: it is read and planned on whichever snapshot is there.
            told = await client.ask(QUERY if number % 10 else f"{QUERY} # {id(client)} {number}")
            self._note(told.outcome, told.status, told.body)
            async with self._met:
                self._met.notify_all()
        await client.close()

    def _note(self, outcome: Outcome, status: int, body: object) -> None:
        """The name of a field and the values of two subgraphs must carry the same revision."""
        match body:
            case {"data": {"__type": {"fields": [{"name": name}]}, "aStamp": a, "bStamp": b}} if (
                outcome is Outcome.ANSWERED and status == 200 and "errors" not in body and name == f"r{a}" and a == b
            ):
                self.answers[int(a)] += 1
            case _:
                self.failures.append(f"{outcome} {status} {body}"[:300])


async def change_under_load(folder: Path, changes: int, filling: str = "") -> Report:
    """`filling`: further types of every supergraph, to give it a size."""
    file = folder / "supergraph.graphql"
    # A stored document that every revision must be able to answer.
    (folder / "documents.json").write_text(STORED)
    async with subgraphs() as world:
        file.write_text(world.supergraph(0, filling), encoding="utf-8")
        async with gateway_process(folder, SETTINGS) as gateway:
            load = Load(gateway.port)
            running = asyncio.create_task(load.run())
            live = refused = quarter = 0
            for number in range(1, changes + 1):
                text = world.supergraph(number, filling)
                if number % 4:
                    live += 1
                    following = folder / "following"
                    following.write_text(text, encoding="utf-8")
                    following.rename(file)
                    await load.until_met(number)
                else:
                    refused += 1
                    _break(refused, text, file)
                    await _refused(gateway, refused)
                if number == changes // 4:
                    quarter = gateway.resident()
            load.stop()
            await running
            grown = gateway.resident() - quarter
            metrics = await gateway.metrics()
    looks = metrics["gateway_loop_stall_seconds_count"]
    return Report(
        live,
        refused,
        load.answers,
        load.failures,
        int(metrics["gateway_supergraphs_in_use"]),
        grown,
        metrics['gateway_loop_stall_longest_seconds{time="clock"}'],
        metrics['gateway_loop_stall_longest_seconds{time="own"}'],
        int(looks - metrics['gateway_loop_stall_seconds_bucket{le="0.005"}']),
        int(looks),
    )


def _break(number: int, text: str, file: Path) -> None:
    """Five ways in which a supergraph cannot be served."""
    match number % 5:
        case 0:
            file.write_text(text[: len(text) // 2], encoding="utf-8")
        case 1:
            file.write_bytes(b"\xff\xfe" * 20 + bytes(str(number), "ascii"))
        case 2:
            file.write_text(text.replace("bStamp: String", "other: String"), encoding="utf-8")
        case 3:
            file.write_text(f"type Query {{ a{number}: Int }}", encoding="utf-8")
        case _:
            file.unlink()


async def _refused(gateway: GatewayProcess, count: int) -> None:
    """Until the gateway itself counts so many refused changes."""
    name = 'gateway_supergraph_changes_total{outcome="refused"}'
    async with asyncio.timeout(PATIENCE):
        while (await gateway.metrics()).get(name, 0) < count:  # noqa: ASYNC110 - another process tells no event
            await asyncio.sleep(LOOK_SECONDS)
