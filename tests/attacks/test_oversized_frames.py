"""The attacker sends frames of megabytes, or bytes that are no text, over a socket that is already open."""

from __future__ import annotations

import orjson
import pytest

from gateway.serving.socket_messages import BAD_MESSAGE
from tests.kit.served import Served
from tests.kit.sockets import connected

LIMIT = 256 * 1024


def message(length: int) -> str:
    """A subscribe message of exactly so many characters."""
    payload = {"query": "{ products(first: 1) { sku } }", "padding": ""}
    frame = {"type": "subscribe", "id": "1", "payload": payload}
    payload["padding"] = "x" * (length - len(orjson.dumps(frame)))
    return orjson.dumps(frame).decode()


async def test_a_frame_of_256_kilobytes_passes_and_one_more_character_closes_the_socket(served: Served) -> None:
    async with connected(served.gateway) as socket:
        await socket.initialise()
        await socket.send_text(message(LIMIT + 1))
        code, reason = await socket.closed()
    assert (code, str(LIMIT) in reason) == (BAD_MESSAGE, True)
    assert served.asked() == {}
    async with connected(served.gateway) as socket:
        await socket.initialise()
        await socket.send_text(message(LIMIT))
        assert (await socket.told())["payload"] == {"data": {"products": [{"sku": "p1"}]}}


async def test_nor_does_a_huge_frame_open_a_socket(served: Served) -> None:
    async with connected(served.gateway) as socket:
        await socket.send_text(orjson.dumps({"type": "connection_init", "payload": {"a": "x" * LIMIT}}).decode())
        assert (await socket.closed())[0] == BAD_MESSAGE
    assert served.asked() == {}


@pytest.mark.parametrize(
    "text", ["", "x", "[]", "null", "{}", '{"type": 1}', '{"type": "start"}', "[" * 100_000, '{"type": "ping"', "\x00"]
)
async def test_a_frame_that_is_no_message_closes_the_socket(served: Served, text: str) -> None:
    async with connected(served.gateway) as socket:
        await socket.initialise()
        await socket.send_text(text)
        assert (await socket.closed())[0] == BAD_MESSAGE
    assert served.asked() == {}


async def test_bytes_close_the_socket(served: Served) -> None:
    async with connected(served.gateway) as socket:
        await socket.initialise()
        await socket.send_bytes(message(1_000).encode())
        assert (await socket.closed())[0] == BAD_MESSAGE
    assert served.asked() == {}
