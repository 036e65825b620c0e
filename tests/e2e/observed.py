"""What an operator sees of one request: its trace over gateway and subgraphs, and the metrics page after it.

`make observe` prints both, captured from a house with demo data.
"""

from __future__ import annotations

import asyncio
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.kit.house import Asker, asking, settings_in
from tests.kit.traces import Traces
from werktor.demo.loading import load_demo_world
from werktor.house import open_house

VARIABLES = {"first": 3, "orderBy": "SKU"}
"""The first page of the product list, as a dealer opens it."""

COUNTED = ("gateway_requests", "gateway_request_seconds", "gateway_subgraph_seconds", "gateway_ways")


@dataclass(frozen=True)
class Observed:
    """`trace`, and of the metrics page what was counted of requests, sorted and without buckets."""

    trace: list[str]
    metrics: list[str]


async def observed(folder: Path) -> Observed:
    """Asks a house whose data stand in the folder twice; what is told is the second time, when the plan is known."""
    traces = Traces()
    async with asking(settings_in(folder), tracers=traces.tracer) as house:
        await _opened(house)
        traces.forget()
        await _opened(house)
        page = (await house.http.get("/metrics")).text.splitlines()
    return Observed(traces.tree(times=True), sorted(line for line in page if _is_telling(line)))


async def _opened(house: Asker) -> None:
    answer = await house.stored("ProductList", "dealer", VARIABLES)
    assert "errors" not in answer, answer


def _is_telling(line: str) -> bool:
    return line.startswith(COUNTED) and not any(part in line for part in ("_bucket", "_created"))


async def _print() -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with open_house(settings_in(Path(folder))) as house:
            await load_demo_world(house.services)
        seen = await observed(Path(folder))
    print("\n".join((*seen.trace, "", *seen.metrics)))


if __name__ == "__main__":
    asyncio.run(_print())
