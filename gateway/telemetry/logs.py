"""One JSON object per line on standard error; no tokens, no prices."""

from __future__ import annotations

import asyncio
import atexit
import sys
from typing import Any, BinaryIO, cast

import orjson
import structlog
from structlog.typing import FilteringBoundLogger

SECONDS_LATE = 0.2


def make_logger(stream: BinaryIO | PatientStream | None = None) -> FilteringBoundLogger:
    """A logger of its own, so that two gateways in one process don't share state."""
    return cast(
        "FilteringBoundLogger",
        structlog.wrap_logger(
            structlog.BytesLogger(cast("BinaryIO", stream or sys.stderr.buffer)),
            wrapper_class=structlog.make_filtering_bound_logger("info"),
            processors=[
                structlog.processors.add_log_level,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(serializer=_json),
            ],
        ),
    )


class PatientStream:
    """Writes lines together, a moment late: a system call for each would be a good part of a request's cost.

    Outside a running event loop, and at the end of the process, lines are written at once.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._lines: list[bytes] = []
        self._is_due = False
        atexit.register(self.write_out)

    def write(self, line: bytes) -> None:
        self._lines.append(line)

    def flush(self) -> None:
        if self._is_due:
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self.write_out()
            return
        self._is_due = True
        loop.call_later(SECONDS_LATE, self.write_out)

    def write_out(self) -> None:
        self._is_due = False
        lines, self._lines = self._lines, []
        if lines:
            self._stream.write(b"".join(lines))
            self._stream.flush()


def _json(event: Any, **_options: Any) -> bytes:
    return orjson.dumps(event, default=str)
