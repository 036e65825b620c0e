"""One JSON object per line on standard error; no tokens, no prices."""

from __future__ import annotations

import sys
from typing import Any, BinaryIO, cast

import orjson
import structlog
from structlog.typing import FilteringBoundLogger


def make_logger(stream: BinaryIO | None = None) -> FilteringBoundLogger:
    """A logger of its own, so that two gateways in one process don't share state."""
    return cast(
        "FilteringBoundLogger",
        structlog.wrap_logger(
            structlog.BytesLogger(stream or sys.stderr.buffer),
            wrapper_class=structlog.make_filtering_bound_logger("info"),
            processors=[
                structlog.processors.add_log_level,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(serializer=_json),
            ],
        ),
    )


def _json(event: Any, **_options: Any) -> bytes:
    return orjson.dumps(event, default=str)
