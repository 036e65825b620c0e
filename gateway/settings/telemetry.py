"""Where traces are sent, and of how many requests."""

from __future__ import annotations

from dataclasses import dataclass

from gateway.settings.option import option


@dataclass(frozen=True)
class TelemetryOptions:
    traces_endpoint: str | None = option(
        "Address that takes traces by OTLP over HTTP, like `http://collector:4318/v1/traces`; empty: there are none.",
        None,
    )
    traces_ratio: float = option("Share of the requests that are traced, above 0 and at most 1.", 1.0)
    traces_service: str = option("Name of this gateway in its traces.", "gateway")
    trust_traceparent: bool = option(
        "Whether a request continues the trace of its client's `traceparent`, and is traced when that says so.", False
    )
