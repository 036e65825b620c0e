"""Where traces are sent, of how many requests, and what the decision log keeps."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

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
    decision_log_key: Path | None = option(
        "File of at least 32 secret bytes that make the pseudonyms of the decision log; empty: new ones at each start.",
        None,
    )
    decision_log_rate: int = option(
        "Denials a minute of one account that get a line in the decision log; the rest is counted in its next one.", 10
    )
