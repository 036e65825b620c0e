"""Places where something can go wrong, each able to say a word that nobody outside may read."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

import orjson
import pytest

from gateway.execution.transports import HttpTransport
from gateway.model.transport import SubgraphAnswer
from tests.kit.served import Served

NEW = "NEW"
"""Replaced by another key in each request, so that nothing of it is remembered."""
READ = "{ products(first: 1) { NEW: sku } me { email } }"
CHANGE = 'mutation { setPrice(sku: "p1", cents: 7) { NEW: sku } }'
LISTEN = 'subscription { reviewed(sku: "p1") { NEW: body product { price } } }'
STORED = "shelf"


@dataclass
class RawBytes:
    """What a server at `url` writes as its answer."""

    url: str = ""
    answer: bytes = b""


@dataclass(frozen=True)
class Trap:
    """`set` makes the house fail with the word; `asks` is what then runs into it, a document or the id of one."""

    name: str
    set: Callable[[str, Served, RawBytes, pytest.MonkeyPatch], None]
    asks: str = READ


def _answers(make: Callable[[str], SubgraphAnswer | Exception], name: str, subgraph: str = "products") -> Trap:
    def set_answer(word: str, served: Served, _raw: RawBytes, _patch: pytest.MonkeyPatch) -> None:
        served.shop.subgraphs[subgraph].broken = make(word)

    asks = CHANGE if subgraph == "prices" else READ
    return Trap(f"{subgraph}: {name}", set_answer, asks)


def _errors(name: str, make: Callable[[str], Any], data: Any = None) -> Trap:
    def answer(word: str) -> SubgraphAnswer:
        return SubgraphAnswer(200, orjson.dumps({"data": data, "errors": make(word)}))

    return _answers(answer, name)


def _bytes(name: str, make: Callable[[bytes], bytes]) -> Trap:
    def set_bytes(word: str, served: Served, raw: RawBytes, patch: pytest.MonkeyPatch) -> None:
        raw.answer = make(word.encode())
        patch.setattr(served.shop.subgraphs["users"], "fetch", HttpTransport(raw.url).fetch)

    return Trap(f"bytes: {name}", set_bytes)


def _event(name: str, make: Callable[[str], bytes | Exception]) -> Trap:
    def set_event(word: str, served: Served, _raw: RawBytes, patch: pytest.MonkeyPatch) -> None:
        async def events(_body: bytes, _headers: Any) -> AsyncIterator[bytes]:
            made = make(word)
            if isinstance(made, Exception):
                raise made
            yield made

        patch.setattr(served.shop.subgraphs["reviews"], "subscribe", events)

    return Trap(f"event: {name}", set_event, LISTEN)


def _fault(target: str, asks: str = READ, kind: type[Exception] = RuntimeError) -> Trap:
    def set_fault(word: str, _served: Served, _raw: RawBytes, patch: pytest.MonkeyPatch) -> None:
        def fail(*_: Any, **__: Any) -> Any:
            raise kind(word)

        patch.setattr(target, fail)

    return Trap(f"fault: {target} in {asks[:12]}", set_fault, asks)


def _html(word: bytes) -> bytes:
    return b"HTTP/1.1 502 Bad\r\ncontent-length: %d\r\n\r\n%b" % (len(word) + 6, b"<html>" + word)


ANSWERS = (
    _errors("message", lambda word: [{"message": word}]),
    _errors("message beside data", lambda word: [{"message": word}], {"products": []}),
    _errors("message with a path", lambda word: [{"message": word, "path": ["products", 0]}]),
    _errors("path", lambda word: [{"message": "no", "path": ["products", 0, word]}]),
    _errors("code", lambda word: [{"message": "no", "extensions": {"code": word}}]),
    _errors("message with a code", lambda word: [{"message": word, "extensions": {"code": "SOLD_OUT"}}]),
    _errors("extension", lambda word: [{"message": "no", "extensions": {"code": "SOLD_OUT", "trace": [word]}}]),
    _errors("key of an extension", lambda word: [{"message": "no", "extensions": {word: 1}}]),
    _errors(
        "extension of what is public", lambda word: [{"message": "", "extensions": {"code": "CONFLICT", "at": word}}]
    ),
    _errors("service", lambda word: [{"message": "no", "extensions": {"service": word, "requestId": word}}]),
    _errors("message that is an object", lambda word: [{"message": {"text": word}}]),
    _errors("error that is a text", lambda word: [word], {"products": []}),
    _errors("errors that are a text", lambda word: word, {"products": []}),
    _answers(lambda word: SubgraphAnswer(200, f'{{"data": {word}'.encode()), "broken JSON"),
    _answers(lambda word: SubgraphAnswer(200, orjson.dumps([word])), "a list"),
    _answers(lambda word: SubgraphAnswer(500, orjson.dumps({"message": word})), "JSON that is no GraphQL"),
    _answers(lambda word: SubgraphAnswer(503, b"", word), "reason phrase"),
    _answers(ConnectionError, "connection"),
    _answers(TimeoutError, "time-out"),
    _answers(OSError, "operating system"),
    _answers(RuntimeError, "fault"),
    _answers(ConnectionError, "connection", "prices"),
    _answers(RuntimeError, "fault", "prices"),
)
BYTES = (
    _bytes("status text", lambda word: b"HTTP/1.1 502 %b\r\ncontent-length: 0\r\n\r\n" % word),
    _bytes("page", _html),
    _bytes("no HTTP", lambda word: word + b"\r\n\r\n"),
)
EVENTS = (
    _event("connection", ConnectionError),
    _event("time-out", TimeoutError),
    _event("fault", RuntimeError),
    _event("broken JSON", lambda word: b'{"data": ' + word.encode()),
    _event("no object", lambda word: orjson.dumps([word])),
    _event("error", lambda word: orjson.dumps({"data": None, "errors": [{"message": word}]})),
)
FAULTS = tuple(
    _fault(target, asks)
    for target, asks in (
        ("gateway.pipeline.pipeline.viewer_of", READ),
        ("gateway.pipeline.pipeline.preferred_language", READ),
        ("gateway.pipeline.pipeline.coerce_variables", STORED),
        ("gateway.pipeline.pipeline.ExecutionRequest", READ),
        ("gateway.snapshot.Snapshot.audience", READ),
        ("gateway.snapshot.supergraph_part.parse_within", READ),
        ("gateway.snapshot.supergraph_part.check_shape", READ),
        ("gateway.snapshot.supergraph_part.validate_document", READ),
        ("gateway.snapshot.supergraph_part.normalize", READ),
        ("gateway.snapshot.supergraph_part.plan", READ),
        ("gateway.planning.planner.freeze", READ),
        ("gateway.snapshot.supergraph_part.compile_plan", READ),
        ("gateway.execution.executable.FetchRequest", READ),
        ("gateway.execution.executable.Run", READ),
        ("gateway.execution.run.parsed", READ),
        ("gateway.execution.run.merge", READ),
        ("gateway.execution.run.batch", LISTEN),
        ("gateway.execution.requests.FetchRequest.body", READ),
        ("gateway.execution.requests.FetchRequest.body", STORED),
        ("gateway.execution.projection.Projector.project", READ),
        ("gateway.execution.fast.running.FastRun._take", STORED),
        ("gateway.execution.fast.running.FastRun._send", STORED),
        ("gateway.execution.sending.Sender.ask", CHANGE),
        ("gateway.execution.resilience.read.GuardedRead.go", STORED),
        ("gateway.execution.resilience.circuit_breaker.CircuitBreaker.succeeded", READ),
        ("gateway.execution.resilience.retry_budget.RetryBudget.asked", READ),
        ("gateway.identity.signing.ViewerSigner.header", READ),
        ("gateway.telemetry.metrics.Metrics.fetched", READ),
        ("gateway.telemetry.metrics.Metrics.went", STORED),
    )
)
TRAPS = (*ANSWERS, *BYTES, *EVENTS, *FAULTS)
