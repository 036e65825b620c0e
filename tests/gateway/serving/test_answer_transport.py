"""An answer goes out in one piece, while others are served with theirs, and always in the turn it was written in."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

import pytest
import uvicorn
from uvicorn.server import ServerState

from gateway.serving.answer_transport import MOST_HELD, AnswerTransport
from gateway.serving.client_connection import ClientConnection

HEAD = b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n"
ALONE, BUSY = {"this"}, {"this", "another"}


class Wire:
    """What reaches the socket, a call a line."""

    def __init__(self) -> None:
        self.calls: list[Any] = []

    def write(self, data: bytes) -> None:
        self.calls.append(data)

    def writelines(self, lines: Iterable[bytes]) -> None:
        self.calls.append(list(lines))

    def close(self) -> None:
        self.calls.append("close")

    def abort(self) -> None:
        self.calls.append("abort")

    def is_closing(self) -> bool:
        return "close" in self.calls or "abort" in self.calls

    def get_extra_info(self, _name: str) -> None:
        """Nothing is known of the client."""


def made(served: set[str]) -> tuple[AnswerTransport, Wire]:
    wire = Wire()
    return AnswerTransport(wire, asyncio.get_running_loop(), served), wire  # type: ignore[arg-type]


async def test_head_and_body_are_written_at_once() -> None:
    transport, wire = made(ALONE)
    transport.write(HEAD)
    transport.write(b"body")
    assert wire.calls == [[HEAD, b"body"]]
    await asyncio.sleep(0)
    assert wire.calls == [[HEAD, b"body"]]


async def test_a_head_without_body_is_written_in_the_next_turn_of_the_loop() -> None:
    transport, wire = made(ALONE)
    transport.write(HEAD)
    assert wire.calls == []
    await asyncio.sleep(0)
    transport.write(b"event")
    assert wire.calls == [[HEAD], b"event"]


async def test_answers_to_several_go_out_after_each_other_at_the_end_of_the_turn() -> None:
    (one, first), (other, second) = made(BUSY), made(BUSY)
    for transport in (one, other):
        transport.write(HEAD)
        transport.write(b"body")
    assert first.calls == second.calls == []
    await asyncio.sleep(0)
    assert first.calls == second.calls == [[HEAD, b"body"]]


@pytest.mark.parametrize("served", [ALONE, BUSY])
async def test_what_is_written_keeps_its_order(served: set[str]) -> None:
    transport, wire = made(served)
    for line in (HEAD, HEAD, b"body", b"more"):
        transport.write(line)
    await asyncio.sleep(0)
    written = [one for call in wire.calls for one in (call if isinstance(call, list) else [call])]
    assert written == [HEAD, HEAD, b"body", b"more"]


async def test_a_large_answer_is_not_held() -> None:
    transport, wire = made(BUSY)
    transport.write(HEAD)
    transport.write(b"x" * MOST_HELD)
    assert [len(call) for call in wire.calls] == [2]


@pytest.mark.parametrize("served", [ALONE, BUSY])
async def test_closing_writes_what_is_held(served: set[str]) -> None:
    transport, wire = made(served)
    transport.write(HEAD)
    assert not transport.is_closing()
    transport.close()
    await asyncio.sleep(0)
    assert wire.calls == [[HEAD], "close"]


async def test_what_is_held_for_a_client_that_has_gone_is_dropped() -> None:
    for leave in ("abort", "close"):
        transport, wire = made(BUSY)
        transport.write(HEAD)
        getattr(wire, leave)()
        await asyncio.sleep(0)
        assert wire.calls == [leave]
    transport, wire = made(BUSY)
    transport.write(HEAD)
    transport.abort()
    await asyncio.sleep(0)
    assert wire.calls == ["abort"]


async def test_whoever_takes_the_connection_over_writes_behind_what_is_held() -> None:
    transport, wire = made(BUSY)
    transport.write(HEAD)
    transport.given_back().write(b"frame")
    await asyncio.sleep(0)
    assert wire.calls == [[HEAD], b"frame"]


async def test_a_server_that_stops_in_the_turn_of_an_answer_closes_behind_it() -> None:
    wire, is_answered = Wire(), asyncio.Event()

    async def application(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body"})
        connection.shutdown()
        is_answered.set()

    config = uvicorn.Config(application, http=ClientConnection)
    config.load()
    state = ServerState()
    state.tasks.add(asyncio.get_running_loop().create_future())  # type: ignore[arg-type]
    connection = ClientConnection(config, state, {})
    connection.connection_made(wire)  # type: ignore[arg-type]
    connection.data_received(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n")
    await is_answered.wait()
    (head, *_), ending = wire.calls
    assert head.startswith(b"HTTP/1.1 204 ")
    assert ending == "close"
