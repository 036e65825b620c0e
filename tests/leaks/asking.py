"""Questions, and the bytes of the answers a gateway gives to them: asked as a server would, without a socket."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

import orjson

from gateway.gateway import Gateway

WORD = "_WORD_"
"""Stands in a question for the name that is asked for."""
JSON = "application/json"
GRAPHQL_RESPONSE = "application/graphql-response+json"
EVENTS = "text/event-stream"
PARTS = "multipart/mixed;incrementalSpec=v0.2, application/graphql-response+json;q=0.9"
REQUEST_ID = "request-of-the-grid"
_NAME = re.compile(rb"[A-Za-z_][A-Za-z_0-9]*")


@dataclass(frozen=True)
class Question:
    """A request with the place of a name left open.

    `hashed`: the SHA-256 of the text goes with it, or alone when `bare`. `by_others`: somebody who sees all of it asks
    it first. `secrets`: further texts that no answer to it may hold.
    """

    query: str = ""
    variables: Mapping[str, Any] = field(default_factory=dict)
    document_id: str | None = None
    accept: str = GRAPHQL_RESPONSE
    by_get: bool = False
    hashed: bool = False
    bare: bool = False
    by_others: bool = False
    secrets: tuple[str, ...] = ()

    def members(self, name: str) -> dict[str, Any]:
        """The members of the request that asks for this name."""
        given = orjson.dumps(self.variables).replace(WORD.encode(), name.encode())
        variables = {"variables": orjson.loads(given)} if self.variables else {}
        if self.document_id is not None:
            return {"documentId": self.document_id, **variables}
        text = self.query.replace(WORD, name)
        members: dict[str, Any] = variables if self.bare else {"query": text, **variables}
        if self.hashed or self.bare:
            hashed = sha256(text.encode()).hexdigest()
            members["extensions"] = {"persistedQuery": {"version": 1, "sha256Hash": hashed}}
        return members


@dataclass(frozen=True, slots=True)
class Told:
    """All that a client gets, and how many requests subgraphs got for it."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    calls: int

    def renamed(self, names: Mapping[str, str]) -> Told:
        """The same with other names, headers included; each is as long as the one that it replaces."""
        known = {before.encode(): after.encode() for before, after in names.items()}

        def replaced(text: bytes) -> bytes:
            return _NAME.sub(lambda match: known.get(match[0], match[0]), text)

        headers = tuple((name, replaced(value)) for name, value in self.headers)
        return Told(self.status, headers, replaced(self.body), self.calls)


async def ask(gateway: Gateway, token: str, members: Mapping[str, Any], question: Question) -> Told:
    """The answer to one request; `calls` is left to whoever knows the subgraphs."""
    body, address = (b"", urlencode(_texts(members))) if question.by_get else (orjson.dumps(members), "")
    headers = {
        "content-type": JSON,
        "accept": question.accept,
        "authorization": f"Bearer {token}",
        "x-request-id": REQUEST_ID,
    }
    scope = {
        "type": "http",
        "method": "GET" if question.by_get else "POST",
        "path": "/graphql",
        "query_string": address.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    begun: dict[str, Any] = {}
    parts: list[bytes] = []
    is_read = False

    async def receive() -> dict[str, Any]:
        nonlocal is_read
        if is_read:
            await asyncio.Event().wait()  # the client stays
        is_read = True
        return {"type": "http.request", "body": body}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            begun.update(message)
        else:
            parts.append(message.get("body", b""))

    await gateway(scope, receive, send)
    told = tuple((bytes(name), bytes(value)) for name, value in begun["headers"])
    return Told(begun["status"], told, b"".join(parts), 0)


def _texts(members: Mapping[str, Any]) -> dict[str, str]:
    return {name: one if isinstance(one, str) else orjson.dumps(one).decode() for name, one in members.items()}
