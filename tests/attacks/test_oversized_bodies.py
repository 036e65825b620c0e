"""The attacker sends bodies without end, to fill the memory of the gateway."""

from __future__ import annotations

from collections.abc import AsyncIterator

import orjson
import pytest

from tests.kit.attacking import expect_refusal
from tests.kit.served import Served

LIMIT = 256 * 1024
REQUEST = {"query": "{ products(first: 1) { sku } }", "padding": ""}


def body(length: int) -> bytes:
    padding = "x" * (length - len(orjson.dumps(REQUEST)))
    return orjson.dumps({**REQUEST, "padding": padding})


async def test_256_kilobytes_pass_and_one_byte_more_is_refused(served: Served) -> None:
    expect_refusal(served, await served.post(body(LIMIT + 1)), 413, "REQUEST_TOO_LARGE")
    assert (await served.post(body(LIMIT))).status_code == 200
    assert served.asked() == {"products": 1}


async def test_a_body_of_unknown_length_is_read_no_further_than_the_limit(served: Served) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while True:
            sent += 64 * 1024
            assert sent <= 2 * LIMIT, "it was read on"
            yield b"x" * 64 * 1024

    messages = endless()

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": await anext(messages), "more_body": True}

    statuses: list[int] = []

    async def send(message: dict[str, object]) -> None:
        if message["type"] == "http.response.start":
            statuses.append(int(str(message["status"])))

    scope = {
        "type": "http",
        "path": "/graphql",
        "method": "POST",
        "query_string": b"",
        "headers": [(b"content-type", b"application/json"), (b"accept", b"*/*")],
    }
    await served.gateway(scope, receive, send)  # type: ignore[arg-type]
    assert statuses == [413]
    assert served.asked() == {}


@pytest.mark.parametrize("announced", [str(LIMIT + 1), "9" * 5_000])
async def test_a_body_that_is_announced_too_long_is_not_waited_for(served: Served, announced: str) -> None:
    response = await served.post(b"{", content_length=announced)
    expect_refusal(served, response, 413, "REQUEST_TOO_LARGE")
