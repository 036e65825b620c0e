"""One subscription as it runs in a subgraph: for whom, on what standing, and what of its events is shown."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from functools import partial
from random import getrandbits

from structlog.typing import FilteringBoundLogger

from gateway.errors import INTERNAL_SERVER_ERROR, ClientError
from gateway.execution.happenings import Happening
from gateway.execution.subscriptions import Event
from gateway.model.request import Answer, HeadersFor
from gateway.model.viewer import Standing, Viewer
from gateway.pipeline.request import Caller, Journey
from gateway.pipeline.responses import encoded
from gateway.pipeline.sharing import SharingKey
from gateway.pipeline.shown import Shown
from gateway.snapshot import Audience

Told = Callable[[Journey, Answer], Answer]
"""Completes an answer for its clients."""


@dataclass(slots=True, eq=False)
class RunningSubscription:
    """`audience` is what subgraphs are told at the beginning of a run; `shown` may become less while it goes on."""

    key: SharingKey
    journey: Journey
    audience: Audience
    shown: Shown
    visible_id: str
    """What its viewer sees, by the state of the policies that it was judged by last."""
    is_stateful: bool
    """Whether it begins with the present state: then nothing is missed when it is begun anew."""
    headers: Callable[[Viewer, Audience, Caller], HeadersFor]
    told: Told
    log: FilteringBoundLogger
    version: int = field(default=0)

    @property
    def viewer(self) -> Viewer:
        return self.journey.viewer

    def show(self, shown: Shown) -> None:
        """From now on, what waits to be told included."""
        self.shown = shown
        self.version += 1

    def tell(self, happening: Happening) -> bytes:
        if self.journey.prepared.operation is not self.shown.operation:
            prepared = replace(self.journey.prepared, operation=self.shown.operation)
            self.journey = replace(self.journey, prepared=prepared)
        return encoded(self.told(self.journey, happening.told(self.shown.projector)))

    def is_told_otherwise(self, standing: Standing) -> bool:
        """Subgraphs decide by the roles and groups they are told, which they are told at the beginning of a run."""
        before = self.audience.standing
        return standing.roles != before.roles or standing.groups != before.groups

    async def events(self) -> AsyncGenerator[Event, None]:
        """One run, for all its subscribers."""
        run_id, journey = f"{getrandbits(96):024x}", self.journey
        caller = replace(journey.caller, request_id=run_id)
        self.log.info("subscription started", request_id=journey.caller.request_id, run=run_id)
        request = replace(
            journey.execution,
            request_id=run_id,
            headers_for=self.headers(journey.viewer, self.audience, caller),
            on_problem=partial(self._problem, run_id),
            on_answer=None,
        )
        try:
            async with aclosing(journey.prepared.executable.subscribe(request)) as happenings:
                async for happening in happenings:
                    yield Event(self, happening)
        except ClientError:
            raise
        except Exception as problem:
            self.log.exception("subscription failed", request_id=run_id)
            told_id = {"requestId": run_id}
            raise ClientError(
                INTERNAL_SERVER_ERROR, "Internal server error", status=500, extensions=told_id
            ) from problem

    def _problem(self, run_id: str, subgraph: str, code: str, said: str) -> None:
        self.log.warning("subgraph problem", request_id=run_id, subgraph=subgraph, code=code, said=said)
