"""The head of an answer goes out with its body, and never later than the turn of the loop it was written in."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

from gateway.serving.head_with_body import HeadWithBody

HEAD = b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n"


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

    def is_closing(self) -> bool:
        return "close" in self.calls


def made() -> tuple[HeadWithBody, Wire]:
    wire = Wire()
    return HeadWithBody(wire, asyncio.get_running_loop()), wire  # type: ignore[arg-type]


async def test_head_and_body_are_written_at_once() -> None:
    transport, wire = made()
    transport.write(HEAD)
    transport.write(b"body")
    assert wire.calls == [[HEAD, b"body"]]
    await asyncio.sleep(0)
    assert wire.calls == [[HEAD, b"body"]]


async def test_a_head_without_body_is_written_in_the_next_turn_of_the_loop() -> None:
    transport, wire = made()
    transport.write(HEAD)
    assert wire.calls == []
    await asyncio.sleep(0)
    assert wire.calls == [HEAD]
    transport.write(b"event")
    assert wire.calls == [HEAD, b"event"]


async def test_a_body_that_looks_like_a_head_comes_behind_what_was_held_for_it() -> None:
    transport, wire = made()
    for line in (HEAD, HEAD, b"body"):
        transport.write(line)
    assert wire.calls == [[HEAD, HEAD], b"body"]


async def test_closing_writes_what_is_held() -> None:
    transport, wire = made()
    transport.write(HEAD)
    assert not transport.is_closing()
    transport.close()
    await asyncio.sleep(0)
    assert wire.calls == [HEAD, "close"]
