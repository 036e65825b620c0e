"""The attacker sends a few kilobytes that unfold to gigabytes in the memory of whoever unpacks them."""

from __future__ import annotations

import gzip
import zlib

import orjson
import pytest

from tests.kit.attacking import expect_refusal
from tests.kit.served import Served

BODY = orjson.dumps({"query": "{ products(first: 1) { sku } }" + " " * 10_000_000})


@pytest.mark.parametrize(
    ("encoding", "content"),
    [
        ("gzip", gzip.compress(BODY)),
        ("x-gzip", gzip.compress(BODY)),
        ("deflate", zlib.compress(BODY)),
        ("br", b"\x00"),
        ("zstd", b"\x00"),
        ("gzip, gzip", gzip.compress(gzip.compress(BODY))),
        ("identity, gzip", gzip.compress(BODY)),
        ("GZIP", gzip.compress(BODY)),
    ],
)
async def test_a_compressed_body_is_refused_unopened(served: Served, encoding: str, content: bytes) -> None:
    assert len(content) < 20_000
    response = await served.post(content, content_encoding=encoding)
    expect_refusal(served, response, 415, "CONTENT_ENCODING_NOT_SUPPORTED")
    assert response.headers["accept-encoding"] == "identity"


async def test_one_that_does_not_say_so_is_no_json(served: Served) -> None:
    expect_refusal(served, await served.post(gzip.compress(BODY)), 400, "BAD_REQUEST")


@pytest.mark.parametrize("encoding", ["identity", "Identity", ""])
async def test_a_body_as_it_is_may_say_so(served: Served, encoding: str) -> None:
    answer = await served.post({"query": "{ products(first: 1) { sku } }"}, content_encoding=encoding)
    assert answer.json() == {"data": {"products": [{"sku": "p1"}]}}
