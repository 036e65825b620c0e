"""A subgraph that stands still for thirty seconds under load: what that costs the fields that do not need it."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from gateway.execution.resilience.guard import Guard
from gateway.execution.resilience.guarded import GuardedTransport
from gateway.execution.resilience.rules import guard_rules
from gateway.execution.starting import Ended
from gateway.model.transport import SubgraphAnswer
from gateway.settings import Settings
from tests.kit.driven_transport import OK, DrivenTransport
from tests.kit.stopping import TOUCHED, UNTOUCHED, Stopping, measured, p95, yard

ROUNDS = 3
BEFORE, STILL, AFTER = 10.0, 30.0, 4.0
RATE = 20.0
READS = 100_000


def measure() -> None:
    _guards()
    for number in range(1, ROUNDS + 1):
        with tempfile.TemporaryDirectory() as folder, yard(Path(folder)) as running:
            found = asyncio.run(measured(running, before=BEFORE, stopped=STILL, after=AFTER, rate=RATE))
        print(f"a subgraph stopped for {STILL:.0f} s, round {number}: {_told(found)}")


def _told(found: Stopping) -> str:
    before = p95(found.of(UNTOUCHED, 0, found.stopped))
    still = p95(found.of(UNTOUCHED, found.stopped, found.continued))
    lost = [one for one in found.of(TOUCHED, 0, float("inf")) if not one.is_whole]
    codes = {code: sum(code in one.codes for one in lost) for one in lost for code in one.codes}
    faults = sum(one.status >= 500 for one in found.answers)
    broken = sum(not one.is_whole for one in found.of(UNTOUCHED, 0, float("inf")))
    return (
        f"p95 of untouched fields {still * 1000:.1f} ms beside {before * 1000:.1f} ms before, "
        f"ratio {still / before:.2f}; untouched answers that were not whole {broken}; 5xx {faults}; "
        f"whole again after {found.seconds_to_recover():.2f} s; lost by code {codes}"
    )


class _Instant(DrivenTransport):
    """Answers within the call."""

    def start(self, body: bytes, headers: Mapping[str, str], *, timeout: float, ended: Ended) -> Callable[[], object]:
        ended(OK, None)
        return _nothing


def _nothing() -> None:
    """There is nothing to cancel."""


def _ended(_answer: SubgraphAnswer | None, _problem: BaseException | None) -> None:
    """Nobody waits."""


def _guards() -> None:
    """The guards of a healthy subgraph, for each request."""
    bare = _Instant()
    guarded = GuardedTransport(bare, Guard("prices", guard_rules(Settings(), "prices")))
    added = statistics.median(_spent(guarded) - _spent(bare) for _ in range(9))
    print(f"the guards of a healthy subgraph {added * 1e6:.1f} us of processor time for each request")


def _spent(transport: GuardedTransport | _Instant) -> float:
    started = time.process_time()
    for _ in range(READS):
        transport.start(b"{}", {}, timeout=10.0, ended=_ended)
    return (time.process_time() - started) / READS


if __name__ == "__main__":
    measure()
