"""A plan made ready to run many times."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

import orjson
from graphql import GraphQLSchema

from gateway.execution.failures import SUBGRAPH_REQUEST_TIMEOUT, SUBREQUEST_HTTP_ERROR, SUBREQUEST_MALFORMED_RESPONSE
from gateway.execution.introspection import introspect
from gateway.execution.projection import Projector
from gateway.execution.requests import FetchRequest
from gateway.execution.run import Run, root_paths
from gateway.model.plan import Plan
from gateway.model.request import Answer, ExecutionRequest
from gateway.model.transport import SubgraphAnswer
from gateway.model.visible import VisibleSchema
from gateway.supergraph import Supergraph


def compile_plan(plan: Plan, supergraph: Supergraph, visible: VisibleSchema | None) -> Executable:
    """Prepares the request texts and the projection; `visible` None means that the whole public schema is."""
    return Executable(plan, supergraph.public_schema, visible)


class Executable:
    """Runs one plan for any number of requests at once."""

    def __init__(self, plan: Plan, public_schema: GraphQLSchema, visible: VisibleSchema | None) -> None:
        self.plan = plan
        self._schema = public_schema if visible is None else visible.schema
        self._requests = tuple(FetchRequest(fetch, plan.operation) for fetch in plan.fetches)
        self._projector = Projector(public_schema, plan.operation, visible)
        self._shielded: set[asyncio.Task[SubgraphAnswer]] = set()

    async def execute(self, request: ExecutionRequest) -> Answer:
        """Runs a query or mutation. What goes wrong in subgraphs stands in the errors of the answer."""
        run = self._run(request)
        await run.all()
        return self._answer(run)

    async def subscribe(self, request: ExecutionRequest) -> AsyncGenerator[Answer, None]:
        """One answer per event of the root subscription; ends when the subgraph completes.

        Closing the iterator closes the subscription in the subgraph.
        """
        root = self.plan.fetches[0]
        transport = request.transports.get(root.subgraph)
        if transport is None:
            yield self._failed(request, SUBREQUEST_HTTP_ERROR)
            return
        body = self._requests[0].body(request.variables, {})
        events = transport.subscribe(body, request.headers_for(root.subgraph))
        try:
            async for event in events:
                yield await self._on_event(request, event)
        except TimeoutError:
            yield self._failed(request, SUBGRAPH_REQUEST_TIMEOUT)
        except OSError:
            yield self._failed(request, SUBREQUEST_HTTP_ERROR)
        finally:
            # Not left to the garbage collector: the subgraph must learn at once that nobody listens any more.
            if isinstance(events, AsyncGenerator):
                await events.aclose()

    async def _on_event(self, request: ExecutionRequest, event: bytes) -> Answer:
        try:
            parsed = orjson.loads(event)
        except orjson.JSONDecodeError:
            return self._failed(request, SUBREQUEST_MALFORMED_RESPONSE)
        if not isinstance(parsed, dict):
            return self._failed(request, SUBREQUEST_MALFORMED_RESPONSE)
        run = self._run(request)
        await run.after_event(parsed)
        return self._answer(run)

    def _run(self, request: ExecutionRequest) -> Run:
        return Run(self.plan, self._requests, request, self._shielded)

    def _failed(self, request: ExecutionRequest, code: str) -> Answer:
        run = self._run(request)
        run.errors.add_failed_fetch(code, root_paths(self.plan.fetches[0]))
        return self._answer(run)

    def _answer(self, run: Run) -> Answer:
        document = self.plan.operation.introspection
        variables = run.request.variables
        introspected = introspect(self._schema, document, variables) if document is not None else {}
        data = self._projector.project(run.data, variables, run.errors, introspected)
        return Answer(data, run.errors.found)
