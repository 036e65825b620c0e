"""Runs a plan and tells its answer in parts, each as soon as the fetches that it waits for are done."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLSchema

from gateway.execution.checking import AnswerCheck
from gateway.execution.deferring.delivery import Delivery
from gateway.execution.deferring.groups import Groups
from gateway.execution.deferring.placed_errors import PlacedErrors
from gateway.execution.deferring.waits import Waits, gainless, waits
from gateway.execution.requests import FetchRequest
from gateway.execution.run import Run
from gateway.execution.sending import Sender
from gateway.model.incremental import Payload
from gateway.model.plan import Fetch, Plan
from gateway.model.request import Answer, ExecutionRequest


@dataclass(frozen=True, slots=True)
class Deferring:
    """What is deferred of an operation with the variables of one request."""

    groups: Groups
    waits: Waits


def deferring(plan: Plan, schema: GraphQLSchema, variables: Mapping[str, Any]) -> Deferring | None:
    """None when nothing is gained by telling the answer in parts: then it is told whole.

    A deferral whose fields come with what stands around it is ignored, as the draft allows.
    """
    deferrals = plan.operation.deferrals
    if not deferrals:
        return None
    groups = Groups(deferrals, variables)
    found = waits(plan, schema, groups, variables)
    groups = Groups(deferrals, variables, ignored=gainless(found, groups))
    return Deferring(groups, found) if groups.holding() else None


class DeferredRun(Run):
    """A run that tells when a fetch is `done`, whatever that brought, and from which fetch each error comes."""

    def __init__(
        self,
        plan: Plan,
        requests: Sequence[FetchRequest],
        request: ExecutionRequest,
        sender: Sender,
        check: AnswerCheck,
    ) -> None:
        super().__init__(plan, requests, request, sender, check)
        self.errors = self.placed = PlacedErrors(plan.operation, request.request_id, request.errors_shown)
        self.done: set[int] = set()
        self.arrived = asyncio.Event()

    async def _fetch(self, fetch: Fetch) -> None:
        self.placed.source = fetch.id
        await super()._fetch(fetch)

    async def _ask(
        self, prepared: FetchRequest, variables: Mapping[str, Any], representations: Mapping[int, Sequence[Any]]
    ) -> Mapping[str, Any]:
        try:
            return await super()._ask(prepared, variables, representations)
        finally:
            self.placed.source = prepared.fetch.id

    def _freed(self, done: Fetch) -> list[Fetch]:
        self.done.add(done.id)
        self.arrived.set()
        return super()._freed(done)

    def ended(self, task: asyncio.Task[None]) -> None:
        """Nobody may be left who waits for the run, as its client is gone."""
        self.arrived.set()
        if not task.cancelled():
            task.exception()


async def run_in_parts(
    run: DeferredRun,
    delivery: Delivery,
    at_once: frozenset[int],
    *,
    whole: Callable[[Mapping[str, Any]], Answer],
    introspecting: Callable[[], Awaitable[Mapping[str, Any]]],
    outlives: Callable[[asyncio.Task[None]], object] | None,
) -> AsyncGenerator[Answer | Payload, None]:
    """The `whole` answer when all is there before the first part is told, otherwise payloads.

    Closing the iterator ends the fetches, unless the run `outlives` its client: then that takes its task over.
    """
    running = asyncio.create_task(run.all())
    running.add_done_callback(run.ended)
    try:
        introspected = await introspecting()
        await _until(lambda: run.done >= at_once, run.arrived, running)
        if running.done():
            yield whole(introspected)
            return
        payload = delivery.first(run.data, introspected)
        if not payload.has_next and payload.answer is not None:
            yield payload.answer
            return
        yield payload
        while delivery.is_open:
            told = delivery.next(frozenset(run.done))
            if told is not None:
                yield told
                continue
            if running.done():
                raise RuntimeError("all fetches are done and something that was announced cannot be told")
            run.arrived.clear()
            await _until(run.arrived.is_set, run.arrived, running)
    finally:
        if not running.done():
            if outlives is not None:
                outlives(running)
            else:
                running.cancel()
                await asyncio.wait({running})


async def _until(holds: Callable[[], bool], arrived: asyncio.Event, running: asyncio.Task[None]) -> None:
    """Waits while fetches come in; raises what the run raises."""
    while not holds() and not running.done():
        arrived.clear()
        await arrived.wait()
    if running.done():
        running.result()
