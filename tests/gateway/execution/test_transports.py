"""The two ways to a subgraph behave alike: same bytes there, same bytes back, and the same errors."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web

from gateway.execution.transports import AsgiTransport, HttpTransport
from gateway.execution.transports.sse import EventStream
from gateway.execution.transports.traced import TracedWays
from gateway.model.transport import SubgraphTransport
from gateway.telemetry.traces import Tracing
from tests.kit.traces import Traces

SEEN: contextvars.ContextVar[str] = contextvars.ContextVar("SEEN", default="nothing")
EVENTS = (
    b': hello\n\nevent: next\ndata: {"data":',
    b'{"n":1}}\n\n:\n\nevent: ne',
    b'xt\r\ndata: {"data":{"n":2}}\r\n\r\n',
    b"event: complete\ndata:\n\nevent: next\ndata: late\n\n",
)


async def application(scope: dict[str, Any], receive: Callable[[], Any], send: Callable[[Any], Any]) -> None:
    """Echoes a request, streams events, or misbehaves, as the header `x-do` says."""
    headers = {name.decode(): value.decode() for name, value in scope["headers"]}
    body = (await receive())["body"]
    do = headers.get("x-do", "echo")
    if do == "crash":
        raise RuntimeError("broken")
    if do == "hang":
        await asyncio.Event().wait()
    stream = do in ("events", "cut")
    kind = b"text/event-stream" if stream else b"application/json"
    await send({"type": "http.response.start", "status": 207, "headers": [(b"Content-Type", kind)]})
    if stream:
        for chunk in EVENTS[: 3 if do == "cut" else 4]:
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
        return
    answer = f"{scope['method']} {scope['path']} {headers['content-type']} {SEEN.get()} ".encode() + body
    await send({"type": "http.response.body", "body": answer[:5], "more_body": True})
    await send({"type": "http.response.body", "body": answer[5:]})


async def over_http(request: web.Request) -> web.StreamResponse:
    """The same application behind a real server."""
    do = request.headers.get("x-do", "echo")
    if do == "crash":
        assert request.transport is not None
        request.transport.close()
    if do == "hang":
        await asyncio.Event().wait()
    body = await request.read()
    if do in ("events", "cut"):
        response = web.StreamResponse(status=207, headers={"content-type": "text/event-stream"})
        await response.prepare(request)
        for chunk in EVENTS[: 3 if do == "cut" else 4]:
            await response.write(chunk)
        return response
    text = f"{request.method} {request.path} {request.headers['content-type']} nothing ".encode()
    return web.Response(status=207, body=text + body, content_type="application/json")


@pytest.fixture(params=["asgi", "http", "asgi traced", "http traced"])
async def transport(request: pytest.FixtureRequest) -> AsyncIterator[SubgraphTransport]:
    way, _, is_traced = request.param.partition(" ")
    async with _reached(way) as reached:
        trace = Tracing(Traces().tracer("gateway")).begin({}, "request-0001")
        yield TracedWays({"subgraph": reached}, trace)["subgraph"] if is_traced else reached


@asynccontextmanager
async def _reached(way: str) -> AsyncIterator[SubgraphTransport]:
    if way == "asgi":
        yield AsgiTransport(application)  # type: ignore[arg-type]
        return
    app = web.Application()
    app.router.add_post("/graphql", over_http)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    reached = HttpTransport(f"http://127.0.0.1:{port}/graphql")
    yield reached
    await reached.close()
    await runner.cleanup()


async def test_a_request_arrives_as_it_was_sent_and_shares_no_context(transport: SubgraphTransport) -> None:
    token = SEEN.set("the viewer of the gateway")
    answer = await transport.fetch(b'{"query":"{a}"}', {"x-viewer": "me"}, timeout=5)
    SEEN.reset(token)
    assert answer.status == 207
    assert answer.body == b'POST /graphql application/json nothing {"query":"{a}"}'


async def test_a_subgraph_that_breaks_is_an_os_error(transport: SubgraphTransport) -> None:
    with pytest.raises(OSError, match=r".") as broken:
        await transport.fetch(b"{}", {"x-do": "crash"}, timeout=5)
    assert not isinstance(broken.value, TimeoutError)


async def test_a_subgraph_that_hangs_is_a_time_out(transport: SubgraphTransport) -> None:
    with pytest.raises(TimeoutError):
        await transport.fetch(b"{}", {"x-do": "hang"}, timeout=0.05)


async def test_events_are_read_until_complete(transport: SubgraphTransport) -> None:
    found = [one async for one in transport.subscribe(b"{}", {"x-do": "events"})]
    assert found == [b'{"data":{"n":1}}', b'{"data":{"n":2}}']


async def test_a_stream_that_ends_without_complete_is_an_error(transport: SubgraphTransport) -> None:
    found = []
    with pytest.raises(ConnectionError):
        async for one in transport.subscribe(b"{}", {"x-do": "cut"}):
            found.append(one)  # noqa: PERF401 - what came before the error matters
    assert found == [b'{"data":{"n":1}}', b'{"data":{"n":2}}']


async def test_a_refused_subscription_is_handed_on_as_its_only_result(transport: SubgraphTransport) -> None:
    found = [one async for one in transport.subscribe(b"{}", {"x-do": "echo"})]
    assert found == [b"POST /graphql application/json nothing {}"]


async def test_leaving_a_subscription_ends_it_in_the_application() -> None:
    ended = asyncio.Event()

    async def endless(
        scope: Any, receive: Callable[[], Awaitable[Any]], send: Callable[[Any], Awaitable[None]]
    ) -> None:
        try:
            headers = [(b"content-type", b"text/event-stream")]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            while True:
                await send({"type": "http.response.body", "body": b"event: next\ndata: {}\n\n", "more_body": True})
        finally:
            ended.set()

    stream = AsgiTransport(endless).subscribe(b"{}", {})
    assert await anext(stream) == b"{}"
    await stream.aclose()  # type: ignore[attr-defined]
    assert ended.is_set()


def test_an_event_may_have_data_on_several_lines() -> None:
    stream = EventStream()
    assert list(stream.feed(b"event: next\ndata: {\ndata: }\n\n")) == [b"{\n}"]
    assert not stream.complete


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_lines_may_end_in_three_ways_wherever_chunks_do(start: bytes, end: bytes, size: int) -> None:
    lines = (b": hello", b"event: next", b"data: {", b"data:}", b"", b"event: next", b"data: 2", b"", b"event:complete")
    sent = start + end.join((*lines, b"", b"event: next", b"data: late", b"", b""))
    stream, got = EventStream(), list[bytes]()
    for at in range(0, len(sent), size):
        if not stream.complete:
            got += [*stream.feed(b""), *stream.feed(sent[at : at + size])]
    assert (got, stream.complete) == ([b"{\n}", b"2"], True)


def test_an_event_of_a_name_that_is_no_text_is_passed_over() -> None:
    stream = EventStream()
    assert list(stream.feed(b"event: \xff\ndata: 1\n\nevent: next\ndata: 2\n\n")) == [b"2"]
