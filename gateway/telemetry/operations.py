"""What is noted of each operation: one log line and the metrics, with names of documents, never their variables."""

from __future__ import annotations

from dataclasses import dataclass

from structlog.typing import FilteringBoundLogger

from gateway.telemetry.metrics import Metrics


@dataclass(frozen=True, slots=True)
class OperationLog:
    metrics: Metrics
    log: FilteringBoundLogger

    def answered(self, request_id: str, key: str | None, name: str | None, code: str, seconds: float) -> None:
        """`key` tells documents apart and `name` is that of a stored one; None for what never became one."""
        self.metrics.answered(name, code, seconds)
        self.log.info(
            "answered", request_id=request_id, document=name or key, code=code, milliseconds=round(seconds * 1000, 2)
        )
