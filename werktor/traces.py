"""Traces of the whole house: each part is a service of its own name, in one process as in several."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from starlette.types import ASGIApp

from werktor.settings import Settings

if TYPE_CHECKING:
    from opentelemetry.trace import Tracer

    from gateway.telemetry.exporting import TraceExport

Tracers = Callable[[str], "Tracer"]
"""Name of a service -> what makes its spans."""


def trace_export(settings: Settings) -> TraceExport | None:
    """The way to the collector, None where nothing is traced."""
    if not settings.traces_endpoint:
        return None
    # Loaded where traces are sent: the library takes memory that a house without them need not have.
    from gateway.telemetry.exporting import TraceExport

    complain = logging.getLogger("werktor.traces").warning
    return TraceExport(settings.traces_endpoint, settings.traces_ratio, complain)


def traced(app: ASGIApp, name: str, tracers: Tracers | None) -> ASGIApp:
    """A subgraph that continues the traces of whoever asks it."""
    if tracers is None:
        return app
    from subgraphs.common.traces import Traced

    return Traced(app, tracers(name))


def headers_to_peers(*, is_traced: bool) -> Callable[[], Mapping[str, str]]:
    """What one subgraph sends another beside its question, so that the other continues the trace."""
    if not is_traced:
        return dict
    from subgraphs.common.traces import outgoing

    return outgoing


@asynccontextmanager
async def closed_at_the_end(traces: TraceExport | None) -> AsyncIterator[None]:
    try:
        yield
    finally:
        if traces is not None:
            await asyncio.to_thread(traces.close)
