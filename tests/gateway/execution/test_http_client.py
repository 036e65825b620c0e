"""The client for subgraphs over HTTP: connections are kept, bounded, given up in time; reads survive stale ones."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from gateway.errors import ConfigurationError
from gateway.execution.starting import until_ended
from gateway.execution.transports import HttpTransport
from gateway.model.transport import UnansweredError
from tests.kit.raw_http import RawServer, listening, ok


@asynccontextmanager
async def reached(server: RawServer, **options: int) -> AsyncIterator[HttpTransport]:
    async with listening(server) as url:
        transport = HttpTransport(f"{url}?a=1", **options)
        try:
            yield transport
        finally:
            await transport.close()


async def read(transport: HttpTransport, body: bytes = b"{}", timeout: float = 5) -> bytes:
    return (await until_ended(transport.start, body, {"x-viewer": "me"}, timeout=timeout)).body


async def test_a_connection_is_used_again() -> None:
    server = RawServer(lambda number, _: ok(b"%d" % number))
    async with reached(server) as transport:
        assert [await read(transport) for _ in range(3)] == [b"1", b"2", b"3"]
        assert (await transport.fetch(b"{}", {}, timeout=5)).body == b"4"
    assert server.connections == 1
    assert server.requests[0].startswith(b"POST /graphql?a=1 HTTP/1.1\r\nhost: 127.0.0.1:")
    assert b"\r\nx-viewer: me\r\n" in server.requests[0]


async def test_an_answer_in_chunks_is_put_together() -> None:
    chunked = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
    async with reached(RawServer(lambda *_: chunked)) as transport:
        assert await read(transport) == b"abcde"


async def test_a_body_may_end_with_its_connection() -> None:
    async def once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"{}")
        writer.write(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{}")
        writer.close()

    open_port = await asyncio.start_server(once, "127.0.0.1", 0)
    transport = HttpTransport(f"http://127.0.0.1:{open_port.sockets[0].getsockname()[1]}/")
    assert await read(transport) == b"{}"
    await transport.close()
    open_port.close()
    await open_port.wait_closed()


async def test_a_compressed_answer_is_read_although_nobody_asked_for_it() -> None:
    packed = gzip.compress(b'{"data":{}}')
    async with reached(RawServer(lambda *_: ok(packed, b"content-encoding: gzip"))) as transport:
        assert await read(transport) == b'{"data":{}}'


async def test_a_broken_or_endless_compressed_answer_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    async with reached(RawServer(lambda *_: ok(gzip.compress(b"x" * 1000)[:-4]))) as transport:
        with pytest.raises(ConnectionError, match="cut off"):
            await read(transport)
    monkeypatch.setattr("gateway.execution.transports.connection.MAX_BODY", 500)
    async with reached(RawServer(lambda *_: ok(gzip.compress(b"x" * 1000)))) as transport:
        with pytest.raises(ConnectionError, match="longer than 500"):
            await read(transport)


async def test_what_is_no_http_is_an_error() -> None:
    async with reached(RawServer(lambda *_: b"hello\r\n\r\n")) as transport:
        with pytest.raises(ConnectionError, match="no HTTP"):
            await read(transport)


async def test_a_read_on_a_connection_that_was_closed_meanwhile_is_sent_once_more() -> None:
    server = RawServer(lambda number, _: None if number == 2 else ok(b"%d" % number))
    async with reached(server) as transport:
        assert await read(transport) == b"1"
        assert await read(transport) == b"3"
    assert server.connections == 2


async def test_a_mutation_on_such_a_connection_is_not_sent_again() -> None:
    server = RawServer(lambda number, _: None if number == 2 else ok(b"%d" % number))
    async with reached(server) as transport:
        await read(transport)
        with pytest.raises(ConnectionError, match="without an answer"):
            await transport.fetch(b"{}", {}, timeout=5)
    assert len(server.requests) == 2


async def test_a_read_that_breaks_on_a_new_connection_is_an_error() -> None:
    server = RawServer(lambda *_: None)
    async with reached(server) as transport:
        with pytest.raises(ConnectionError, match="without an answer"):
            await read(transport)
    assert len(server.requests) == 1


async def test_nobody_listening_is_an_error() -> None:
    transport = HttpTransport("http://127.0.0.1:1/graphql")
    with pytest.raises(ConnectionError, match="cannot connect"):
        await read(transport)
    await transport.close()


async def test_no_more_connections_are_opened_than_allowed_and_the_others_wait() -> None:
    server = RawServer(lambda _, request: ok(request[-1:]))
    server.hold.clear()
    async with reached(server, connections=2) as transport:
        reading = [asyncio.create_task(read(transport, b"%d" % number)) for number in range(6)]
        await server.arrived.acquire()
        await server.arrived.acquire()
        server.hold.set()
        assert await asyncio.gather(*reading) == [b"%d" % number for number in range(6)]
    assert server.connections == 2


async def test_a_request_that_waits_for_a_connection_can_run_out_of_time() -> None:
    server = RawServer(lambda *_: ok(b"{}"))
    server.hold.clear()
    async with reached(server, connections=1) as transport:
        first = asyncio.create_task(read(transport))
        await server.arrived.acquire()
        with pytest.raises(TimeoutError):
            await read(transport, timeout=0.02)
        server.hold.set()
        assert await first == b"{}"
    assert len(server.requests) == 1


async def test_a_request_that_was_given_up_leaves_no_connection_on_which_a_late_answer_could_be_taken_for_another() -> (
    None
):
    server = RawServer(lambda number, _: ok(b"%d" % number))
    server.hold.clear()
    async with reached(server) as transport:
        given_up = asyncio.create_task(read(transport))
        await server.arrived.acquire()
        given_up.cancel()
        await asyncio.wait({given_up})
        server.hold.set()
        assert await read(transport) == b"2"
    assert server.connections == 2


async def test_a_header_cannot_begin_a_line_of_its_own() -> None:
    transport = HttpTransport("http://127.0.0.1:1/graphql")
    with pytest.raises(ValueError, match="line break"):
        await transport.fetch(b"{}", {"x-viewer": "me\r\nx-admin: yes"}, timeout=1)
    await transport.close()


@pytest.mark.parametrize("address", ["", "ftp://there/graphql", "/graphql", "http:///graphql"])
def test_what_is_no_address_is_refused_by_name(address: str) -> None:
    with pytest.raises(ConfigurationError, match="address"):
        HttpTransport(address)


async def test_each_request_is_given_up_at_its_own_moment_while_others_go_on() -> None:
    """Nearer deadlines that come later, and later ones that outlive them, on one timer."""
    server = RawServer(lambda *_: ok(b"{}"))
    server.hold.clear()
    ends: list[float] = []
    async with reached(server) as transport:

        async def given_up(timeout: float) -> None:
            with pytest.raises(TimeoutError):
                await read(transport, timeout=timeout)
            ends.append(timeout)

        patient = asyncio.create_task(read(transport, timeout=60))
        await server.arrived.acquire()
        await asyncio.gather(*(given_up(timeout) for timeout in (0.2, 0.05, 0.3, 0.1)))
        server.hold.set()
        assert await patient == b"{}"
    assert ends == [0.05, 0.1, 0.2, 0.3]


async def test_a_failure_is_told_with_the_reason_of_its_status_line() -> None:
    server = RawServer(lambda *_: b"HTTP/1.1 503 disk is full\r\ncontent-length: 2\r\n\r\n{}")
    async with reached(server) as transport:
        answer = await until_ended(transport.start, b"{}", {}, timeout=5)
    assert (answer.status, answer.reason, answer.body) == (503, "disk is full", b"{}")


@pytest.mark.parametrize("announced", [b"", b"HTTP/1.1 100 Continue\r\n\r\n"])
@pytest.mark.parametrize("ends", [b"content-length: 9", b"transfer-encoding: chunked"])
async def test_an_answer_that_breaks_off_is_an_error_but_not_a_missing_answer(ends: bytes, announced: bytes) -> None:
    """What had begun to be answered is not asked again, nor is half a body taken for a whole one."""

    async def once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"{}")
        writer.write(announced + b"HTTP/1.1 200 OK\r\n" + ends + b"\r\n\r\n2\r\n{}\r\n")
        writer.close()

    open_port = await asyncio.start_server(once, "127.0.0.1", 0)
    transport = HttpTransport(f"http://127.0.0.1:{open_port.sockets[0].getsockname()[1]}/")
    try:
        with pytest.raises(ConnectionError, match="within its answer") as raised:
            await read(transport)
        assert not isinstance(raised.value, UnansweredError)
    finally:
        await transport.close()
        open_port.close()
        await open_port.wait_closed()


async def test_what_could_not_connect_or_got_not_a_byte_is_a_missing_answer() -> None:
    nowhere = HttpTransport("http://127.0.0.1:1/graphql")
    with pytest.raises(UnansweredError):
        await read(nowhere)
    await nowhere.close()
    async with reached(RawServer(lambda *_: None)) as transport:
        with pytest.raises(UnansweredError):
            await read(transport)


@pytest.mark.parametrize("surplus", [ok(b"nobody's"), b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nhalf", b"garbage"])
async def test_what_follows_an_answer_is_never_taken_for_that_of_the_next_request(surplus: bytes) -> None:
    """Neither by one that waits for the connection, nor by one that comes later."""
    server = RawServer(lambda number, _: ok(b"%d" % number) + surplus)
    async with reached(server, connections=1) as transport:
        waiting = await asyncio.gather(*(read(transport) for _ in range(3)))
        assert [*waiting, await read(transport)] == [b"1", b"2", b"3", b"4"]
    assert server.connections == 4


async def test_an_answer_may_be_announced_and_the_connection_is_kept() -> None:
    hints = b"HTTP/1.1 103 Early Hints\r\nlink: </>\r\n\r\n"
    server = RawServer(lambda number, _: hints + ok(b"%d" % number))
    async with reached(server) as transport:
        assert [await read(transport) for _ in range(3)] == [b"1", b"2", b"3"]
    assert server.connections == 1


async def test_a_change_of_protocol_is_an_error() -> None:
    switch = b"HTTP/1.1 101 Switching Protocols\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\n"
    async with reached(RawServer(lambda *_: switch)) as transport:
        with pytest.raises(ConnectionError, match="no HTTP"):
            await read(transport)


async def test_a_head_without_end_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gateway.execution.transports.connection.MAX_HEAD", 500)
    async with reached(RawServer(lambda *_: b"HTTP/1.1 200 OK\r\nx-long: " + b"x" * 600)) as transport:
        with pytest.raises(ConnectionError, match="head of the answer is longer than 500"):
            await read(transport)


async def test_a_request_that_nobody_reads_gives_its_place_back_when_it_is_given_up() -> None:
    """What is left of it in the buffer is not waited for."""
    deaf: list[asyncio.StreamWriter] = []

    async def once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not deaf:
            deaf.append(writer)
            writer.transport.pause_reading()  # type: ignore[attr-defined]
            return
        await reader.readuntil(b"{}")
        writer.write(ok(b"heard"))
        writer.close()

    open_port = await asyncio.start_server(once, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{open_port.sockets[0].getsockname()[1]}/"
    transport = HttpTransport(url, connections=1)
    with pytest.raises(TimeoutError):
        await read(transport, b"x" * 50_000_000, timeout=0.2)
    assert await read(transport) == b"heard"
    deaf[0].close()
    await transport.close()
    open_port.close()
    await open_port.wait_closed()
