"""The journey of a request with its trace: a span for the whole, for its preparation and for each fetch."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

from gateway.errors import INTERNAL_SERVER_ERROR, ClientError, ClientErrors
from gateway.execution.transports.traced import TracedWays
from gateway.model.request import ExecutionRequest
from gateway.pipeline.pipeline import Pipeline
from gateway.pipeline.request import Caller, GraphQLRequest, Journey
from gateway.telemetry.traces import GONE, Trace, Tracing


class TracedPipeline(Pipeline):
    """Stands in for the pipeline where requests are traced; elsewhere tracing costs nothing."""

    def __init__(self, tracing: Tracing, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._tracing = tracing

    async def prepare(self, request: GraphQLRequest, caller: Caller) -> Journey:
        """Ends the trace of what is refused; that of a journey ends when its answer is noted."""
        trace = self._tracing.begin(caller.headers, caller.request_id)
        try:
            with trace.stage("prepare"):
                journey = await super().prepare(request, caller)
        except BaseException as problem:
            trace.end(_code(problem))
            raise
        operation, document = journey.prepared.operation, journey.prepared.document
        trace.know(operation.kind, operation.name, document.key, document.name)
        return replace(journey, execution=_traced(journey.execution, trace), trace=trace)


def _traced(execution: ExecutionRequest, trace: Trace) -> ExecutionRequest:
    if trace.is_recorded:
        return replace(execution, transports=TracedWays(execution.transports, trace))
    headers, headers_for = trace.headers(), execution.headers_for
    return replace(execution, headers_for=lambda subgraph: {**headers_for(subgraph), **headers})


def _code(problem: BaseException) -> str:
    if isinstance(problem, asyncio.CancelledError):
        return GONE
    if isinstance(problem, ClientErrors):
        return problem.errors[0].code
    return problem.code if isinstance(problem, ClientError) else INTERNAL_SERVER_ERROR
