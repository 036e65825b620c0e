"""Wires tracing where it is wanted; elsewhere nothing of it is loaded, as the library takes memory."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from structlog.typing import FilteringBoundLogger

from gateway.pipeline import Pipeline
from gateway.settings import Settings

if TYPE_CHECKING:
    from opentelemetry.trace import Tracer

    from gateway.telemetry.exporting import TraceExport


def trace_export(settings: Settings, log: FilteringBoundLogger) -> TraceExport | None:
    """The way to the collector that the settings name; raises ConfigurationError."""
    if settings.traces_endpoint is None:
        return None
    from gateway.telemetry.exporting import TraceExport

    def complain(said: str) -> None:
        log.warning("traces were lost", said=said)

    return TraceExport(settings.traces_endpoint, settings.traces_ratio, complain)


def pipeline_kind(settings: Settings, tracer: Tracer | None, traces: TraceExport | None) -> Callable[..., Pipeline]:
    """What makes the pipeline: one that traces when there is a `tracer`, or `traces` to make one of."""
    if traces is not None:
        tracer = traces.tracer(settings.traces_service)
    if tracer is None:
        return Pipeline
    from gateway.pipeline.traced import TracedPipeline
    from gateway.telemetry.traces import Tracing

    return partial(TracedPipeline, Tracing(tracer, settings.trust_traceparent))
