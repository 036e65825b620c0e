"""Sends a case and says what is wrong with what came back; nothing, most of all."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import orjson

from gateway.gateway import Gateway
from gateway.serving.socket_messages import LONGEST_REASON
from tests.gateway.fuzz.case import TOKEN, Case, Header
from tests.gateway.fuzz.waiting import SocketClient
from tests.kit.served import access_token
from werktor.settings import ROOT

GOOD = access_token().encode()
PATIENCE = 20.0
"""Seconds for one case, on a machine that does other things too."""
CLOSE_CODES = frozenset({1000, 4400, 4401, 4403, 4406, 4408, 4409, 4429})
LEAKS = (b"Traceback", b'File \\"', b'File "', b".py", str(ROOT).encode(), b"INTERNAL_SERVER_ERROR")
MORE = "more_body"


async def faults_of(gateway: Gateway, case: Case) -> list[str]:
    """What is wrong with how the gateway took the case."""
    sent: list[dict[str, Any]] = []
    incoming, client = _incoming(case), SocketClient()

    async def receive() -> dict[str, Any]:
        message = next(incoming, None)
        if message is None:
            await asyncio.Event().wait()
            raise AssertionError("nothing more comes")
        if message["type"] == "websocket.disconnect":
            await client.has_its_answers.wait()
        client.sends(message)
        return message

    async def send(message: Any) -> None:
        sent.append(message)
        client.hears(message)

    try:
        async with asyncio.timeout(PATIENCE):
            await gateway(_scope(case), receive, send)
            await asyncio.sleep(0)  # lets the loop forget timers, as it does between the requests of a server
    except Exception as problem:  # noqa: BLE001 - whatever leaves is the finding
        return [f"{type(problem).__name__} left the gateway: {problem}"]
    judge = _of_socket if case.kind == "SOCKET" else _of_answer
    said = b"".join(_said(message) for message in sent)
    return [*judge(sent), *(f"{leak!r} is told to the client" for leak in LEAKS if leak in said)]


def faults_of_log(log: bytes) -> list[str]:
    """What stands in the log that must not: malformed requests are nobody's fault but the sender's."""
    lines = [orjson.loads(line) for line in log.splitlines()]
    return [f"logged: {line}" for line in lines if line["level"] not in ("info", "warning") or "exception" in line]


def _scope(case: Case) -> dict[str, Any]:
    scope = {"path": "/graphql", "headers": [(b"host", b"gateway"), *_headers(case)], "query_string": b""}
    if case.kind == "SOCKET":
        return {**scope, "type": "websocket", "subprotocols": ["graphql-transport-ws"]}
    query = bytes(case.pieces[0]) if case.kind == "GET" else b""  # type: ignore[arg-type]
    return {**scope, "type": "http", "method": case.kind, "query_string": query}


def _headers(case: Case) -> list[Header]:
    return [(name, value.replace(TOKEN, GOOD)) for name, value in case.headers]


def _incoming(case: Case) -> Iterator[dict[str, Any]]:
    if case.kind == "SOCKET":
        yield {"type": "websocket.connect"}
        for piece in case.pieces:
            yield {"type": "websocket.receive", "text" if isinstance(piece, str) else "bytes": piece}
        yield {"type": "websocket.disconnect", "code": 1001}
        return
    pieces = case.pieces if case.kind == "POST" else (b"",)
    for number, piece in enumerate(pieces):
        yield {"type": "http.request", "body": piece, MORE: number + 1 < len(pieces)}


def _said(message: dict[str, Any]) -> bytes:
    headers = b"".join(name + value for name, value in message.get("headers", ()))
    return headers + bytes(message.get("body", b"")) + str(message.get("text", "") + message.get("reason", "")).encode()


def _of_answer(sent: list[dict[str, Any]]) -> Iterator[str]:
    if [message["type"] for message in sent[:1]] != ["http.response.start"] or sent[-1].get(MORE):
        yield f"no whole answer: {sent}"
        return
    status, headers = sent[0]["status"], dict(sent[0]["headers"])
    if not 200 <= status < 500:
        yield f"status {status}"
    body = b"".join(message.get("body", b"") for message in sent[1:])
    if b"json" in headers[b"content-type"] and b"content-encoding" not in headers:
        answer = orjson.loads(body)
        if not (isinstance(answer, dict) and ("data" in answer or answer.get("errors"))):
            yield f"no GraphQL response: {body!r}"


def _of_socket(sent: list[dict[str, Any]]) -> Iterator[str]:
    if sent[0]["type"] != "websocket.accept":
        yield f"not accepted: {sent[0]}"
    for message in sent[1:]:
        if message["type"] == "websocket.send":
            orjson.loads(message["text"])
        elif message["type"] != "websocket.close" or message["code"] not in CLOSE_CODES:
            yield f"unexpected: {message}"
        elif len(message["reason"].encode()) > LONGEST_REASON:
            yield f"the reason is too long for a close frame: {message}"
