"""What is sent to a busy subgraph goes out together at the end of a turn of the event loop, and none stays behind."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from gateway.execution.starting import until_ended
from gateway.execution.transports import HttpTransport
from gateway.execution.transports.outbox import Outbox
from gateway.model.transport import SubgraphAnswer
from tests.kit.raw_http import RawServer, listening, ok


class Line:
    """A connection that notes what is written; `fails` once, if told so."""

    def __init__(self, wire: list[bytes], *, fails: bool = False) -> None:
        self.is_closed = False
        self._wire = wire
        self._fails = fails

    def write(self, data: bytes) -> None:
        if self._fails:
            raise RuntimeError("gone")
        self._wire.append(data)


async def turn() -> None:
    await asyncio.sleep(0)


async def test_all_that_is_added_in_a_turn_is_written_at_its_end_in_its_order() -> None:
    wire: list[bytes] = []
    outbox = Outbox()
    for data in (b"1", b"2", b"3"):
        outbox.add(Line(wire), data)
    assert wire == []
    await turn()
    assert wire == [b"1", b"2", b"3"]
    outbox.add(Line(wire), b"4")
    await turn()
    assert wire == [b"1", b"2", b"3", b"4"]


async def test_nothing_is_written_to_a_connection_that_was_closed_meanwhile() -> None:
    wire: list[bytes] = []
    outbox, line = Outbox(), Line(wire)
    outbox.add(line, b"1")
    line.is_closed = True
    await turn()
    assert wire == []


async def test_one_that_cannot_be_written_to_holds_up_no_other() -> None:
    wire: list[bytes] = []
    outbox, told = Outbox(), list[Any]()
    asyncio.get_running_loop().set_exception_handler(lambda _, context: told.append(context["exception"]))
    outbox.add(Line(wire, fails=True), b"1")
    outbox.add(Line(wire), b"2")
    await turn()
    await turn()
    assert wire == [b"2"]
    assert [str(one) for one in told] == ["gone"]


async def asked_together(transport: HttpTransport, count: int) -> list[bytes]:
    reads = [until_ended(transport.start, b"{}", {}, timeout=5) for _ in range(count)]
    return sorted(answer.body for answer in await asyncio.gather(*reads))


@pytest.fixture(name="server")
def answering() -> RawServer:
    return RawServer(lambda number, _: ok(b"%d" % number))


@pytest.fixture(name="transport")
async def with_kept_connections(server: RawServer) -> AsyncIterator[HttpTransport]:
    """One with three connections that wait for requests."""
    async with listening(server) as url:
        transport = HttpTransport(url)
        assert await asked_together(transport, 3) == [b"1", b"2", b"3"]
        yield transport
        await transport.close()


async def test_each_of_several_requests_is_answered(transport: HttpTransport, server: RawServer) -> None:
    assert await asked_together(transport, 3) == [b"4", b"5", b"6"]
    assert server.connections == 3


async def test_a_request_that_is_given_up_before_the_turn_ends_is_not_sent(
    transport: HttpTransport, server: RawServer
) -> None:
    ends: list[object] = []
    kept = asyncio.Event()

    def ended(answer: SubgraphAnswer | None, problem: BaseException | None) -> None:
        ends.append(problem if answer is None else answer.body)
        kept.set()

    transport.start(b"{}", {}, timeout=5, ended=ended)
    transport.start(b"{}", {}, timeout=5, ended=ended)()
    await kept.wait()
    assert ends == [b"4"]
    assert await asked_together(transport, 1) == [b"5"]
    assert len(server.requests) == 5
