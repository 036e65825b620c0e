"""Asks other subgraphs: over the wire, with a document of `needs/`, signed with the own key for the viewer concerned.

Between subgraphs only documents travel. A call has a deadline. A query is given up with whoever waits for it; a
mutation runs to its end, since the peer may have begun: whoever gave up asks again with the same key.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import orjson
from graphql import OperationDefinitionNode, OperationType, parse
from joserfc import jws
from joserfc.jwk import OKPKey

from subgraphs.common.viewer import ALGORITHM, SERVICE_KEY_PREFIX, VIEWER_HEADER, Viewer, issuer_of, viewer_members

DEADLINE_SECONDS = 5.0
LONGEST_MUTATION_SECONDS = 60.0
OK = 200
HEADER_SECONDS = 90
"""As long as the gateway's; a header is signed for one call."""


class PeerFailed(Exception):
    """No answer that holds: the peer is not reachable, too late, refuses, or answers with GraphQL errors."""

    def __init__(self, peer: str, operation: str, reason: str) -> None:
        super().__init__(f"{operation} at {peer}: {reason}")
        self.peer = peer
        self.operation = operation
        self.reason = reason


class PeerAnswer(Protocol):
    """HTTP status and body bytes."""

    @property
    def status(self) -> int: ...

    @property
    def body(self) -> bytes: ...


class PeerTransport(Protocol):
    """POSTs GraphQL requests (JSON bytes) to one peer. Raises OSError or TimeoutError when no answer can be had."""

    async def fetch(self, body: bytes, headers: Mapping[str, str], *, timeout: float) -> PeerAnswer: ...

    async def close(self) -> None: ...


class Peers:
    """The other subgraphs, as one that asks none of them has them."""

    async def ask(self, peer: str, operation: str, variables: Mapping[str, Any], viewer: Viewer) -> dict[str, Any]:
        """The `data` of the answer to `needs/<operation>.graphql`; raises PeerFailed.

        `viewer`: on whose behalf it is asked; the peer decides his rows and caps as if he had asked himself.
        """
        raise PeerFailed(peer, operation, "this subgraph has no way to it")

    async def close(self) -> None:
        """Waits for the mutations that still run, then closes the ways."""


@dataclass(frozen=True, slots=True)
class Need:
    """A document that is asked of a peer."""

    text: str
    is_mutation: bool


def read_needs(folder: Path) -> dict[str, Need]:
    """The documents of a folder by operation; raises ValueError for a file that is not one operation of its name."""
    needs: dict[str, Need] = {}
    for path in sorted(folder.glob("*.graphql")):
        text = path.read_text(encoding="utf-8")
        operations = [node for node in parse(text).definitions if isinstance(node, OperationDefinitionNode)]
        if [node.name and node.name.value for node in operations] != [path.stem]:
            raise ValueError(f"{path}: must hold one operation, named {path.stem}")
        needs[path.stem] = Need(text, operations[0].operation is OperationType.MUTATION)
    return needs


class SignedPeers(Peers):
    """Asks with the key of one subgraph."""

    def __init__(
        self,
        name: str,
        key: OKPKey,
        needs: Mapping[str, Need],
        transports: Mapping[str, PeerTransport],
        *,
        deadline: float = DEADLINE_SECONDS,
        now: Callable[[], float] = time.time,
        further: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        """`name`: the own subgraph; `transports` by peer; `deadline`: seconds one call may take.

        `further` are the headers of a call beside that of the viewer.
        """
        self._name = name
        self._key = key
        self._needs = needs
        self._transports = transports
        self._deadline = deadline
        self._now = now
        self._further = further
        self._mutations: set[asyncio.Task[PeerAnswer]] = set()

    async def ask(self, peer: str, operation: str, variables: Mapping[str, Any], viewer: Viewer) -> dict[str, Any]:
        need = self._needs[operation]
        body = orjson.dumps({"query": need.text, "operationName": operation, "variables": variables}, default=str)
        signed = service_header(self._name, self._key, viewer, int(self._now()))
        headers = {**self._further(), VIEWER_HEADER: signed}
        try:
            answer = await self._fetch(self._transports[peer], body, headers, need)
        except TimeoutError as problem:
            raise PeerFailed(peer, operation, f"no answer within {self._deadline} s") from problem
        except OSError as problem:
            raise PeerFailed(peer, operation, f"not reachable: {problem}") from problem
        return _data(peer, operation, answer)

    async def close(self) -> None:
        if self._mutations:
            await asyncio.wait(self._mutations)
        for transport in self._transports.values():
            await transport.close()

    async def _fetch(self, transport: PeerTransport, body: bytes, headers: Mapping[str, str], need: Need) -> PeerAnswer:
        if not need.is_mutation:
            return await transport.fetch(body, headers, timeout=self._deadline)
        task = asyncio.create_task(transport.fetch(body, headers, timeout=LONGEST_MUTATION_SECONDS))
        self._mutations.add(task)
        task.add_done_callback(self._ended)
        async with asyncio.timeout(self._deadline):
            return await asyncio.shield(task)

    def _ended(self, task: asyncio.Task[PeerAnswer]) -> None:
        """A problem concerns only whoever still waits."""
        self._mutations.discard(task)
        if not task.cancelled():
            task.exception()


def service_header(name: str, key: OKPKey, viewer: Viewer, now: int) -> str:
    """The viewer header with which the subgraph `name` asks on behalf of `viewer`; `now`: seconds since the epoch."""
    payload = {"iss": issuer_of(name), "iat": now, "exp": now + HEADER_SECONDS, "for": viewer_members(viewer)}
    protected = {"alg": ALGORITHM, "kid": f"{SERVICE_KEY_PREFIX}{name}"}
    return jws.serialize_compact(protected, orjson.dumps(payload), key, algorithms=[ALGORITHM])


def _data(peer: str, operation: str, answer: PeerAnswer) -> dict[str, Any]:
    try:
        content = orjson.loads(answer.body)
    except ValueError as problem:
        raise PeerFailed(peer, operation, f"status {answer.status} without JSON") from problem
    if isinstance(content, dict) and content.get("errors"):
        raise PeerFailed(peer, operation, "; ".join(str(error["message"]) for error in content["errors"]))
    if answer.status != OK or not isinstance(content, dict) or not isinstance(content.get("data"), dict):
        raise PeerFailed(peer, operation, f"status {answer.status} without data")
    data: dict[str, Any] = content["data"]
    return data
