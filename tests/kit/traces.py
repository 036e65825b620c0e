"""Spans kept in memory, as a tree one can read and compare."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.sdk.trace.sampling import ALWAYS_ON, ParentBased, Sampler
from opentelemetry.trace import Tracer


@dataclass(frozen=True)
class Traces:
    """Where all services of a test send their spans. `sampler`: which traces that begin here are kept."""

    sampler: Sampler = ALWAYS_ON
    _exporter: InMemorySpanExporter = field(default_factory=InMemorySpanExporter)

    def tracer(self, service: str) -> Tracer:
        resource = Resource({SERVICE_NAME: service})
        provider = TracerProvider(ParentBased(self.sampler), resource, shutdown_on_exit=False)
        provider.add_span_processor(SimpleSpanProcessor(self._exporter))
        return provider.get_tracer("tests")

    def spans(self) -> list[ReadableSpan]:
        """Those that have ended, in the order in which they began."""
        return sorted(self._exporter.get_finished_spans(), key=lambda span: span.start_time or 0)

    def forget(self) -> None:
        """Only what comes from now on is told."""
        self._exporter.clear()

    def tree(self, *, times: bool = False) -> list[str]:
        """One line for each span, indented below its parent: service, name and code, and milliseconds if wanted."""
        return list(_lines(self.spans(), None, 0, times=times))


def _lines(spans: Sequence[ReadableSpan], parent: int | None, depth: int, *, times: bool) -> Iterator[str]:
    known = {span.context.span_id for span in spans}
    for span in spans:
        above = span.parent.span_id if span.parent is not None and span.parent.span_id in known else None
        if above == parent:
            yield "  " * depth + _line(span, times=times)
            yield from _lines(spans, span.context.span_id, depth + 1, times=times)


def _line(span: ReadableSpan, *, times: bool) -> str:
    said = f"{span.resource.attributes[SERVICE_NAME]}: {span.name}"
    code = (span.attributes or {}).get("gateway.code", "OK")
    if code != "OK":
        said += f" {code}"
    if times:
        said += f" {((span.end_time or 0) - (span.start_time or 0)) / 1e6:.1f} ms"
    return said
