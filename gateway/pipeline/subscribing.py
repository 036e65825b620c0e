"""Who may share a run of a subscription with whom, and what ends it.

Shared only between requests whose viewer and forwarded headers are identical: rights alone are never a key, as two
companies with equal rights have different prices. The request id is left out, because it is not the client's that
subgraphs are sent: each run has one of its own, which the log names beside those of its subscribers.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from dataclasses import replace
from functools import partial
from random import getrandbits
from typing import NamedTuple

import msgspec
from structlog.typing import FilteringBoundLogger

from gateway.errors import INTERNAL_SERVER_ERROR, ClientError
from gateway.execution.subscriptions import Groups, Subscriber
from gateway.identity.refusals import refused
from gateway.model.operation import Field
from gateway.model.plan import Plan
from gateway.model.request import Answer, HeadersFor
from gateway.model.viewer import Standing, Viewer
from gateway.pipeline.request import Caller, Journey
from gateway.pipeline.responses import encoded
from gateway.snapshot import Audience, Snapshots

_variables = msgspec.json.Encoder(order="sorted").encode
"""As text, since 1, 1.0 and true are equal in Python and are not in a subgraph."""


def expired() -> ClientError:
    return refused("The access token has expired; sign in again.")


class SharingKey(NamedTuple):
    """Everything by which two runs could differ; the run keeps the supergraph alive that is meant."""

    supergraph: int
    plan: Plan
    visible_id: str
    standing: Standing
    viewer: Viewer
    headers: tuple[tuple[str, str], ...]
    variables: bytes


class Subscriptions:
    """All that is subscribed to."""

    def __init__(
        self,
        snapshots: Snapshots,
        forwarded: Callable[[Mapping[str, str]], tuple[tuple[str, str], ...]],
        headers: Callable[[Viewer, Audience, Caller], HeadersFor],
        log: FilteringBoundLogger,
        now: Callable[[], float],
        *,
        limit: int,
        stateful: tuple[str, ...],
    ) -> None:
        """`forwarded`: what of a request's headers subgraphs are sent; `limit`: the most events that may wait for one
        subscriber.

        `stateful`: the root fields that begin with the present state.
        """
        self._snapshots = snapshots
        self._forwarded = forwarded
        self._headers = headers
        self._log = log
        self._now = now
        self._limit = limit
        self._stateful = frozenset(stateful)
        self.groups = Groups()
        snapshots.on_swap.append(self._end_outdated)

    def join(
        self,
        journey: Journey,
        told: Callable[[Answer], Answer],
        *,
        until: float | None = None,
        on_cut: Callable[[], None] | None = None,
    ) -> Subscriber:
        """Raises ClientError when what its viewer may see has changed since the request was checked.

        `told` completes an answer for its clients; after `until`, in seconds since 1970, nothing is told any more.
        """
        audience = self._snapshots.current.audience(journey.viewer)
        if audience.visible.id != journey.visible_id:
            raise _changed()
        key = self._key(journey, audience)
        roots = journey.prepared.operation.selections
        return self.groups.join(
            key,
            partial(self._run, journey, audience, told, key),
            self._limit,
            needs_beginning=any(isinstance(one, Field) and one.name in self._stateful for one in roots),
            check=None if until is None else partial(self._expiry, until),
            on_cut=on_cut,
        )

    def _expiry(self, until: float) -> ClientError | None:
        return expired() if self._now() >= until else None

    def _end_outdated(self) -> None:
        self.groups.end(_changed(), self._sees_otherwise)

    def _sees_otherwise(self, key: SharingKey) -> bool:
        """Subgraphs decide by the roles and groups they are told, which they are told at the beginning of a run."""
        now, before = self._snapshots.current.audience(key.viewer), key.standing
        told = now.standing
        return now.visible.id != key.visible_id or told.roles != before.roles or told.groups != before.groups

    def _key(self, journey: Journey, audience: Audience) -> SharingKey:
        """Plans are compared by what they are: of two requests that are planned at once, each has one of its own."""
        headers, executable = journey.caller.headers, journey.prepared.executable
        return SharingKey(
            id(executable.supergraph),
            executable.plan,
            journey.visible_id,
            audience.standing,
            journey.viewer,
            self._forwarded(headers),
            _variables(journey.execution.variables),
        )

    async def _run(
        self, journey: Journey, audience: Audience, told: Callable[[Answer], Answer], key: SharingKey
    ) -> AsyncGenerator[bytes, None]:
        """The events of one run for all its subscribers."""
        run_id = f"{getrandbits(96):024x}"
        caller = replace(journey.caller, request_id=run_id)
        self._log.info("subscription started", request_id=journey.caller.request_id, run=run_id)
        request = replace(
            journey.execution,
            request_id=run_id,
            headers_for=self._headers(journey.viewer, audience, caller),
            on_problem=partial(self._problem, run_id),
            on_answer=None,
        )
        try:
            async with aclosing(journey.prepared.executable.subscribe(request)) as answers:
                async for answer in answers:
                    if self._sees_otherwise(key):
                        raise _changed()
                    yield encoded(told(answer))
        except ClientError:
            raise
        except Exception as problem:
            self._log.exception("subscription failed", request_id=run_id)
            told_id = {"requestId": run_id}
            raise ClientError(
                INTERNAL_SERVER_ERROR, "Internal server error", status=500, extensions=told_id
            ) from problem

    def _problem(self, run_id: str, subgraph: str, code: str, said: str) -> None:
        self._log.warning("subgraph problem", request_id=run_id, subgraph=subgraph, code=code, said=said)


def _changed() -> ClientError:
    return ClientError("SUBSCRIPTION_SCHEMA_RELOAD", "What you may see has changed; subscribe again.")
