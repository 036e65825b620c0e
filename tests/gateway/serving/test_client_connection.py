"""What a client leaves open on its connection, as bytes: endless heads, trailers, halves, and answers not taken."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import orjson
import pytest

from gateway.serving.client_connection import LONGEST_HEAD
from tests.kit.real_server import served_at
from tests.kit.shop_federation import catalogue

BODY = orjson.dumps({"query": "{ products(first: 1) { sku } }"})
BEGINNING = b"POST /graphql HTTP/1.1\r\nhost: gateway\r\ncontent-type: application/json\r\n"
CHUNKED = b"transfer-encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n" % (len(BODY), BODY)
WHOLE = BEGINNING + b"content-length: %d\r\n\r\n%b" % (len(BODY), BODY)
HANDSHAKE = (
    b"GET /graphql HTTP/1.1\r\nhost: gateway\r\nconnection: upgrade\r\nupgrade: websocket\r\n"
    b"sec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
)
Ends = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@asynccontextmanager
async def _connected(folder: Path, **changes: Any) -> AsyncIterator[Ends]:
    async with served_at(folder, catalogue(), **changes) as url, asyncio.timeout(20):
        reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(url).port)
        try:
            yield reader, writer
        finally:
            writer.close()


async def _answer(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
    return head, await reader.readexactly(length)


async def test_a_head_that_does_not_end_is_refused(tmp_path: Path) -> None:
    async with _connected(tmp_path) as (reader, writer):
        writer.write(BEGINNING + b"x-long: ")
        answering = asyncio.create_task(reader.readline())
        sent = 0
        while not answering.done() and sent < 100 * LONGEST_HEAD:
            writer.write(b"x" * 16_384)
            sent += 16_384
            await asyncio.wait({answering, asyncio.create_task(writer.drain())}, return_when=asyncio.FIRST_COMPLETED)
            await asyncio.sleep(0)
        assert b" 431 " in await answering


async def test_a_long_head_that_ends_is_answered_and_so_is_the_next(tmp_path: Path) -> None:
    async with _connected(tmp_path) as (reader, writer):
        for _ in range(3):
            writer.write(BEGINNING + b"x-long: " + b"x" * (LONGEST_HEAD // 2))
            await writer.drain()
            writer.write(b"\r\ncontent-length: %d\r\n\r\n%b" % (len(BODY), BODY))
            head, _ = await _answer(reader)
            assert b" 200 OK" in head


async def test_a_field_behind_the_body_is_no_header(tmp_path: Path) -> None:
    async with _connected(tmp_path, trusted_proxies=("127.0.0.1",), rate_per_address=2) as (reader, writer):
        heads = []
        for number in range(3):
            trailers = b"x-forwarded-for: 192.0.2.%d\r\nx-request-id: of-a-trailer\r\n\r\n" % number
            writer.write(BEGINNING + b"x-forwarded-for: 198.51.100.7\r\n" + CHUNKED + trailers)
            heads.append((await _answer(reader))[0])
        assert not any(b"of-a-trailer" in head for head in heads)
        assert [head.split()[1] for head in heads] == [b"200", b"200", b"429"]


@pytest.mark.parametrize(
    "rest",
    [
        CHUNKED + b"x-more: yes\r\n\r\n",
        b"cookie: " + b"x" * 10_000 + b"\r\n\r\n",
        b"x-one: of many\r\n" * 200 + b"\r\n",
    ],
    ids=["a body", "a long header", "many headers"],
)
async def test_a_handshake_that_cannot_be_read_is_refused(tmp_path: Path, rest: bytes) -> None:
    async with _connected(tmp_path) as (reader, writer):
        writer.write(HANDSHAKE + rest)
        assert (await reader.read()).startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize("half", [WHOLE[:20], BEGINNING, WHOLE[:-1]], ids=["address", "head", "body"])
async def test_half_a_request_is_not_waited_for_without_end(tmp_path: Path, half: bytes) -> None:
    async with _connected(tmp_path, client_timeout=0.1) as (reader, writer):
        writer.write(half)
        assert (await reader.read()).startswith(b"HTTP/1.1 408 ")


async def test_half_a_request_behind_a_whole_one_does_not_run_into_its_answer(tmp_path: Path) -> None:
    async with _connected(tmp_path, client_timeout=0.1) as (reader, writer):
        writer.write(WHOLE + BEGINNING)
        head, body = await _answer(reader)
        assert b" 200 OK" in head
        assert orjson.loads(body) == {"data": {"products": [{"sku": "p1"}]}}
        assert (await reader.read()).startswith(b"HTTP/1.1 408 ")


async def test_a_connection_on_which_nothing_was_ever_asked_is_ended(tmp_path: Path) -> None:
    async with _connected(tmp_path, client_timeout=0.1) as (reader, _):
        assert await reader.read() == b""


async def test_an_empty_line_between_two_requests_does_not_keep_a_connection_open(tmp_path: Path) -> None:
    async with _connected(tmp_path, client_timeout=0.1) as (reader, writer):
        writer.write(WHOLE)
        await _answer(reader)
        writer.write(b"\r\n")
        assert await reader.read() == b""


async def test_a_message_that_is_far_too_long_is_not_taken_in(tmp_path: Path) -> None:
    async with (
        served_at(tmp_path, catalogue(), body_limit=1000) as url,
        aiohttp.ClientSession() as session,
        session.ws_connect(url, protocols=["graphql-transport-ws"]) as socket,
    ):
        await socket.send_str("x" * 4001)
        message = await socket.receive()
        assert (message.type, message.data) == (aiohttp.WSMsgType.CLOSE, aiohttp.WSCloseCode.MESSAGE_TOO_BIG)
