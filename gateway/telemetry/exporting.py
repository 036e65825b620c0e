"""Sends traces by OTLP over HTTP, from a thread of its own: a collector that is slow or gone holds up no request."""

from __future__ import annotations

import logging
from collections.abc import Callable

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.sampling import ParentBased, TraceIdRatioBased
from opentelemetry.trace import Tracer

from gateway.errors import ConfigurationError
from gateway.settings.addresses import http_address

SECONDS_TO_SEND = 5.0
"""A collector that takes longer loses what it was sent."""


class TraceExport:
    """One way to a collector, for all the services of this process."""

    def __init__(self, endpoint: str, ratio: float, complain: Callable[[str], object]) -> None:
        """`complain` is told when traces are lost. Raises ConfigurationError for an address or share that is none."""
        if http_address(endpoint) is None:
            raise ConfigurationError(
                f"traces_endpoint: '{endpoint}' must begin with http:// or https:// and name a host."
            )
        if ratio > 1:
            raise ConfigurationError(f"traces_ratio: {ratio} is more than all requests; the most is 1.")
        _tell(complain)
        self._processor = BatchSpanProcessor(OTLPSpanExporter(endpoint=endpoint, timeout=SECONDS_TO_SEND))
        self._sampler = ParentBased(TraceIdRatioBased(ratio))

    def tracer(self, service: str) -> Tracer:
        """The tracer of one service, which stands under its name in the traces."""
        resource = Resource.create({SERVICE_NAME: service})
        provider = TracerProvider(self._sampler, resource, shutdown_on_exit=False)
        provider.add_span_processor(self._processor)
        return provider.get_tracer("werktor")

    def close(self) -> None:
        """Sends what is left; may take seconds."""
        self._processor.shutdown()  # type: ignore[no-untyped-call]


class _Complaints(logging.Handler):
    def __init__(self, complain: Callable[[str], object]) -> None:
        super().__init__(logging.WARNING)
        self._complain = complain

    def emit(self, record: logging.LogRecord) -> None:
        self._complain(record.getMessage())


def _tell(complain: Callable[[str], object]) -> None:
    """The library complains to Python's logging only, where nobody would look."""
    logger = logging.getLogger("opentelemetry")
    logger.propagate = False
    logger.handlers = [_Complaints(complain)]
