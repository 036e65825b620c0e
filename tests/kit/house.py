"""The whole house in one process with demo data of a fixed day, and people who ask it as the shop or a report would."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import httpx2
import orjson

from gateway.model.transport import SubgraphAnswer, SubgraphTransport
from subgraphs.accounts.service import issue_token
from werktor.house import House, Transports, in_process, open_house
from werktor.settings import ROOT, Settings
from werktor.sign_ins import DEMO_SIGN_INS, address_of
from werktor.traces import Tracers

TODAY = date(2026, 11, 24)
DOCUMENT_IDS: Mapping[str, str] = json.loads((ROOT / "frontend-contract" / "ids.json").read_text())
EVERYBODY = ("visitor", *DEMO_SIGN_INS)


@dataclass(frozen=True)
class Person:
    """Somebody of the demo world; `looks_at` names the customer a staff member chose."""

    name: str
    looks_at: str | None = None

    @property
    def email(self) -> str:
        return address_of(self.name)


@dataclass
class Asker:
    """Sends requests over HTTP semantics to the door of a running house."""

    house: House
    http: httpx2.AsyncClient
    tokens: dict[Person, str] = field(default_factory=dict)

    async def token(self, person: Person) -> str:
        if person not in self.tokens:
            accounts = self.house.services["accounts"]
            self.tokens[person] = await issue_token(
                accounts, self.house.token_keys, person.email, looks_at=person.looks_at
            )
        return self.tokens[person]

    async def post(
        self, body: Mapping[str, Any], who: Person | str = "visitor", headers: Mapping[str, str] | None = None
    ) -> httpx2.Response:
        person = Person(who) if isinstance(who, str) else who
        sent = {"content-type": "application/json", "accept": "application/graphql-response+json", **(headers or {})}
        if person.name != "visitor":
            sent["authorization"] = f"Bearer {await self.token(person)}"
        return await self.http.post("/graphql", content=orjson.dumps(body), headers=sent)

    async def ask(
        self,
        query: str,
        who: Person | str = "visitor",
        variables: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> dict[str, Any]:
        """The whole answer to a free-form query."""
        response = await self.post({"query": query, "variables": dict(variables or {})}, who, headers)
        answer: dict[str, Any] = response.json()
        return answer

    async def data(
        self, query: str, who: Person | str = "visitor", variables: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        answer = await self.ask(query, who, variables)
        assert "errors" not in answer, answer["errors"]
        data: dict[str, Any] = answer["data"]
        return data

    async def stored(
        self, name: str, who: Person | str = "visitor", variables: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """The whole answer to a document of the contract, sent by its id."""
        body = {"documentId": DOCUMENT_IDS[name], "operationName": name, "variables": dict(variables or {})}
        answer: dict[str, Any] = (await self.post(body, who)).json()
        return answer


@dataclass
class RecordingTransport:
    """Passes on to a subgraph and keeps what was sent there."""

    name: str
    inner: SubgraphTransport
    sent: list[tuple[str, dict[str, Any], Mapping[str, str]]]

    async def fetch(self, body: bytes, headers: Mapping[str, str], *, timeout: float) -> SubgraphAnswer:
        self.sent.append((self.name, orjson.loads(body), dict(headers)))
        return await self.inner.fetch(body, headers, timeout=timeout)

    def subscribe(self, body: bytes, headers: Mapping[str, str]) -> AsyncIterator[bytes]:
        self.sent.append((self.name, orjson.loads(body), dict(headers)))
        return self.inner.subscribe(body, headers)

    async def close(self) -> None:
        await self.inner.close()


def recording(sent: list[tuple[str, dict[str, Any], Mapping[str, str]]]) -> Transports:
    """In-process transports that note (subgraph, request, headers) of every call."""
    return lambda apps: {
        name: RecordingTransport(name, transport, sent) for name, transport in in_process(apps).items()
    }


def settings_in(folder: Path, **changes: Any) -> Settings:
    return Settings(var=folder, today=TODAY, **changes)


@asynccontextmanager
async def asking(
    settings: Settings, *, transports: Transports = in_process, tracers: Tracers | None = None
) -> AsyncIterator[Asker]:
    async with open_house(settings, transports=transports, tracers=tracers) as house:
        transport = httpx2.ASGITransport(app=house.app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://werktor") as http:
            yield Asker(house, http)
