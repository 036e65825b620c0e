"""What is noted of each operation: a log line, metrics and the end of its trace, with documents, never variables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from structlog.typing import FilteringBoundLogger

from gateway.telemetry.metrics import Metrics

if TYPE_CHECKING:
    from gateway.telemetry.traces import Trace


@dataclass(frozen=True, slots=True)
class OperationLog:
    metrics: Metrics
    log: FilteringBoundLogger

    def answered(
        self, request_id: str, key: str | None, name: str | None, code: str, seconds: float, trace: Trace | None = None
    ) -> None:
        """`key` tells documents apart and `name` is that of a stored one; None for what never became one.

        `trace` is that of a request that is traced and was not refused.
        """
        log = self.log
        if trace is not None:
            trace.end(code)
            log = log.bind(trace_id=trace.id)
        self.metrics.answered(name, code, seconds)
        log.info(
            "answered", request_id=request_id, document=name or key, code=code, milliseconds=round(seconds * 1000, 2)
        )
