"""Answers are compressed for who accepts it and where it pays, and never when they are streams."""

from __future__ import annotations

import gzip
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from gateway.serving.answers import Reply
from gateway.serving.compression import HELD_BYTES, accepts_gzip, compressed
from tests.kit.served import Served, serving

QUERY = {"query": "{ products { sku name price reviews { body } } }"}


@pytest.fixture
async def packing(tmp_path: Path) -> AsyncIterator[Served]:
    """A gateway that thinks every answer worth it."""
    async with serving(tmp_path, compression_least=1) as served:
        yield served


async def _raw(served: Served, accept_encoding: str, **headers: str) -> tuple[dict[str, str], bytes]:
    """The headers and the bytes as they were sent."""
    given = {"accept-encoding": accept_encoding, "content-type": "application/json", **headers}
    async with served.http.stream("POST", "/graphql", json=QUERY, headers=given) as response:
        body = b"".join([chunk async for chunk in response.aiter_raw()])
    return dict(response.headers), body


async def test_an_answer_is_the_same_bytes_compressed_or_not(packing: Served) -> None:
    plain_headers, plain = await _raw(packing, "identity")
    headers, packed = await _raw(packing, "gzip, br")
    assert gzip.decompress(packed) == plain
    assert (headers["content-encoding"], headers["content-length"]) == ("gzip", str(len(packed)))
    assert "content-encoding" not in plain_headers
    assert (headers["vary"], plain_headers["vary"]) == ("accept-encoding", "accept-encoding")


async def test_a_small_answer_is_sent_as_it_is(served: Served) -> None:
    headers, body = await _raw(served, "gzip")
    assert ("content-encoding" in headers, len(body) < 2048) == (False, True)


async def test_compression_can_be_switched_off(tmp_path: Path) -> None:
    async with serving(tmp_path, compression=False, compression_least=1) as served:
        headers, _ = await _raw(served, "gzip")
    assert "content-encoding" not in headers


async def test_a_stream_is_never_compressed(packing: Served) -> None:
    headers, body = await _raw(packing, "gzip", accept="text/event-stream")
    assert "content-encoding" not in headers
    assert body.startswith(b"event: next\n")


@pytest.mark.parametrize("size", [10_000, HELD_BYTES + 1])
async def test_a_large_answer_is_compressed_whole(size: int) -> None:
    body = b"werktor " * (size // 8 + 1)
    packed = await compressed(Reply(200, body, "application/json", (("allow", "POST"),)), "gzip")
    assert gzip.decompress(packed.body) == body
    assert packed.headers == (("allow", "POST"), ("content-encoding", "gzip"), ("vary", "accept-encoding"))


@pytest.mark.parametrize(
    ("header", "accepted"),
    [
        (None, False),
        ("", False),
        ("gzip", True),
        ("GZIP", True),
        ("x-gzip", True),
        ("br, gzip;q=0.5", True),
        ("gzip;q=0", False),
        ("gzip;q=0.0, *", False),
        ("gzip; q=x", False),
        ("*", True),
        ("*;q=0", False),
        ("identity", False),
        ("gzip;q=0.5, identity;q=0.6", False),
        ("gzip;q=0.5, identity;q=0.5", True),
        ("br", False),
        (",;,", False),
    ],
)
def test_the_header_is_read_with_its_weights(header: str | None, accepted: bool) -> None:
    assert accepts_gzip(header) is accepted
