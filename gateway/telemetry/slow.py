"""Lines in the log for what took long: requests to subgraphs, and documents that had to be read and planned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter

from structlog.typing import FilteringBoundLogger

from gateway.telemetry.metrics import Metrics

_TEXTS = re.compile(r'"""(?:[^"\\]|\\"""|\\|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"')
_NUMBERS = re.compile(r"(?<![\w$])-?\d[\w.+-]*")


@dataclass(frozen=True, slots=True)
class SlowLog:
    """`fetch_seconds` and `plan_seconds` are what is not yet slow."""

    metrics: Metrics
    log: FilteringBoundLogger
    fetch_seconds: float
    plan_seconds: float

    def fetched(self, request_id: str, subgraph: str, text: str, seconds: float, code: str | None) -> None:
        """Passes on to the metrics. The text is logged without the values that its sender wrote into it."""
        self.metrics.fetched(subgraph, text, seconds, code)
        if seconds > self.fetch_seconds:
            self.log.warning(
                "slow fetch",
                request_id=request_id,
                subgraph=subgraph,
                operation=without_values(text),
                code=code or "OK",
                milliseconds=_milliseconds(seconds),
            )

    @contextmanager
    def planning(self, request_id: str, key: str) -> Iterator[None]:
        """Around all that is done for a document which is new; `key` tells documents apart."""
        started = perf_counter()
        try:
            yield
        finally:
            seconds = perf_counter() - started
            if seconds > self.plan_seconds:
                milliseconds = _milliseconds(seconds)
                self.log.warning("slow plan", request_id=request_id, document=key, milliseconds=milliseconds)


def _milliseconds(seconds: float) -> float:
    return round(seconds * 1000, 2)


def without_values(text: str) -> str:
    """A document with every text in it emptied and every number made 0."""
    return _NUMBERS.sub("0", _TEXTS.sub('""', text))
