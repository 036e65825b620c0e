"""What the decision log writes, of a served gateway or over a clock of the test."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import orjson

from gateway.telemetry.decisions import Decided, DecisionLog
from gateway.telemetry.logs import make_logger
from gateway.telemetry.metrics import Metrics
from tests.kit.driven_transport import Clock
from tests.kit.served import REQUEST_ID, Served

HIDDEN = '{ product(sku: "p1") { name list } }'
CUSTOMER = {"sub": "user:till-canary-7", "claims": ["kind:visitor"]}
"""Somebody with a token who sees what a visitor does."""


async def lines_of(served: Served, event: str) -> list[dict[str, Any]]:
    """The lines of an event, once all that is due is written."""
    await served.gateway.pipeline.decisions.settle()
    return [line for line in served.logged() if line["event"] == event]


class Written:
    """A log over a clock of the test, with what it has written."""

    def __init__(self, *, rate: int = 10, key: bytes = b"k" * 32) -> None:
        self.stream, self.clock, self.metrics = io.BytesIO(), Clock(0.0), Metrics()
        self.log = DecisionLog(key, rate, self.metrics, make_logger(self.stream), self.clock)

    def refused(self, subject: str | None = "user:ann", names: Sequence[str] = ("Price.cost",)) -> None:
        self.log.refused(Decided(subject, "abc", frozenset({"firm"}), "r1", REQUEST_ID, "text:1"), lambda: names)

    async def lines(self) -> list[dict[str, Any]]:
        """All so far, once what is due is written; the buckets stay."""
        await self.log.settle()
        return [orjson.loads(line) for line in self.stream.getvalue().splitlines()]
