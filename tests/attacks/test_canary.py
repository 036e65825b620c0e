"""What goes wrong inside is for the log alone: no client ever reads a word of it, by whatever protocol it asks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.attacks.canaries import CHANGE, LISTEN, NEW, STORED, TRAPS, RawBytes, Trap
from tests.kit.raw_http import RawServer, listening
from tests.kit.served import GRAPHQL_RESPONSE, Served, access_token, serving
from tests.kit.sockets import connected

INJECTIONS = 1000


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    """Without a breaker: it would keep most words from being said."""
    async with serving(tmp_path, breaker_failures=None, retries=None) as running:
        yield running


@pytest.fixture
async def raw() -> AsyncIterator[RawBytes]:
    written = RawBytes()
    async with listening(RawServer(lambda *_: written.answer, closes=True)) as url:
        written.url = url
        yield written


async def over_http(served: Served, body: dict[str, Any], request_id: str, accept: str) -> bytes:
    headers = {"authorization": f"Bearer {access_token()}", "x_request_id": request_id, "accept": accept}
    response = await served.post(body, **headers)
    return repr((response.status_code, response.headers.raw)).encode() + response.content


async def as_json(served: Served, body: dict[str, Any], request_id: str) -> bytes:
    return await over_http(served, body, request_id, "application/json")


async def as_response(served: Served, body: dict[str, Any], request_id: str) -> bytes:
    return await over_http(served, body, request_id, GRAPHQL_RESPONSE)


async def as_events(served: Served, body: dict[str, Any], request_id: str) -> bytes:
    return await over_http(served, body, request_id, "text/event-stream")


async def over_socket(served: Served, body: dict[str, Any], request_id: str) -> bytes:
    """Everything that is said on the socket until the operation or the socket ends."""
    heard: list[dict[str, Any]] = []
    async with connected(served.gateway, headers={"x-request-id": request_id}) as socket:
        await socket.send(type="connection_init", payload={"Authorization": f"Bearer {access_token()}"})
        await socket.send(type="subscribe", id="1", payload=body)
        async with asyncio.timeout(5):
            while not heard or not _is_last(heard[-1]):
                heard.append(await socket.from_server.get())
    return orjson.dumps(heard)


def _is_last(message: dict[str, Any]) -> bool:
    if message["type"] == "websocket.close":
        return True
    return orjson.loads(message["text"])["type"] in ("complete", "error")


Way = Callable[[Served, dict[str, Any], str], Awaitable[bytes]]
WAYS: tuple[Way, ...] = (as_json, as_response, as_events, over_socket)


def _cases() -> list[tuple[Trap, Way]]:
    """Every trap by every way that can carry its operation."""
    return [
        (trap, way)
        for trap in TRAPS
        for way in WAYS
        if not (trap.asks == LISTEN and way in (as_json, as_response))
        and not (trap.asks == STORED and way in (as_events, over_socket))
    ]


def _body(trap: Trap, number: int) -> dict[str, Any]:
    if trap.asks == STORED:
        return {"documentId": STORED}
    return {"query": trap.asks.replace(NEW, f"n{number}")}


def _said(served: Served, since: int, request_id: str) -> str:
    """What the log has said of a request, and of the run of a subscription that it names as begun by the request."""
    lines = [orjson.loads(line) for line in served.log.getvalue()[since:].splitlines()]
    ids = {request_id, *(line["run"] for line in lines if line.get("request_id") == request_id and "run" in line)}
    return "\n".join(orjson.dumps(line).decode() for line in lines if line.get("request_id") in ids)


async def test_a_thousand_words_of_failures_never_reach_a_client_and_always_the_log(
    served: Served, raw: RawBytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = _cases()
    assert len(cases) > 100
    leaked, unlogged = [], []
    for number in range(INJECTIONS):
        trap, way = cases[number % len(cases)]
        word, request_id = f"canary-{number:04d}-zqx", f"request-{number:04d}"
        since = len(served.log.getvalue())
        with monkeypatch.context() as patch:
            trap.set(word, served, raw, patch)
            async with asyncio.timeout(10):
                heard = await way(served, _body(trap, number), request_id)
        for subgraph in served.shop.subgraphs.values():
            subgraph.broken = None
        if b"canary" in heard:
            leaked.append((trap.name, way.__name__, heard))
        if word not in _said(served, since, request_id):
            unlogged.append((trap.name, way.__name__, heard))
    assert not leaked, leaked
    assert not unlogged, {(name, way) for name, way, _ in unlogged}


async def test_a_word_of_a_mutation_whose_client_is_gone_reaches_the_log(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, release = asyncio.Event(), asyncio.Event()

    async def hold(_document: str) -> None:
        asked.set()
        await release.wait()
        raise RuntimeError("canary-gone")

    served.shop.subgraphs["prices"].before = hold
    body = orjson.dumps({"query": CHANGE.replace(NEW, "n")})
    messages = iter([{"type": "http.request", "body": body}])

    async def receive() -> dict[str, Any]:
        message = next(messages, None)
        if message is None:
            await asked.wait()
            return {"type": "http.disconnect"}
        return message

    async def send(_message: Any) -> None:
        raise AssertionError("nobody is there to be answered")

    headers = {"content-type": "application/json", "x-request-id": "request-gone"}
    headers["authorization"] = f"Bearer {access_token()}"
    given = [(name.encode(), value.encode()) for name, value in headers.items()]
    await served.gateway(
        {"type": "http", "method": "POST", "path": "/graphql", "query_string": b"", "headers": given}, receive, send
    )
    release.set()
    await served.gateway.pipeline.finish()
    await asyncio.sleep(0)
    assert "canary-gone" in _said(served, 0, "request-gone")


@pytest.mark.parametrize(
    "target",
    ["gateway.serving.http.chosen_type", "gateway.serving.http.reply", "gateway.telemetry.metrics.Metrics.answered"],
)
async def test_a_word_said_where_nobody_inside_can_answer_any_more_reaches_the_log_alone(
    served: Served, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    def fail(*_: Any, **__: Any) -> Any:
        raise RuntimeError("canary-outside")

    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b'{"query":"{ __typename }"}'}

    async def send(message: Any) -> None:
        sent.append(message)

    given = [(b"content-type", b"application/json"), (b"x-request-id", b"request-outside")]
    scope = {"type": "http", "method": "POST", "path": "/graphql", "query_string": b"", "headers": given}
    monkeypatch.setattr(target, fail)
    try:
        await served.gateway(scope, receive, send)
    except RuntimeError as passed_on:
        assert str(passed_on) == "canary-outside"  # noqa: PT017 - the server may be told, it answers nothing of it
    assert "canary" not in repr(sent)
    assert "canary-outside" in _said(served, 0, "request-outside")
