"""One trace spans the gateway and its subgraphs, in one process as in several; the README shows what is captured."""

from __future__ import annotations

import re
from pathlib import Path

import httpx2
import orjson

from tests.e2e.observed import VARIABLES, observed
from tests.e2e.test_processes import apart
from tests.kit.collector import collecting
from tests.kit.house import DOCUMENT_IDS, asking, settings_in
from tests.kit.traces import Traces

PRODUCT_LIST = [
    "gateway: query ProductList",
    "  gateway: prepare",
    "  gateway: fetch products",
    "    products: POST /graphql",
    "  gateway: fetch prices",
    "    prices: POST /graphql",
    "  gateway: fetch stock",
    "    stock: POST /graphql",
]
README = Path(__file__).parents[2] / "gateway" / "README.md"
LINES = [{"number": "HW-1001", "quantity": 1}]
NUMBER = re.compile(r" [0-9.e+-]+( ms)?$")


def _shown() -> tuple[list[str], list[str]]:
    """The trace and the metrics in the README, without their numbers."""
    blocks = README.read_text(encoding="utf-8").partition("## Observation")[2].partition("\n## ")[0].split("```")
    trace, metrics = ([NUMBER.sub("", line) for line in block.splitlines()[1:]] for block in blocks[1::2])
    return trace, metrics


async def test_a_trace_and_the_metrics_are_as_the_readme_shows_them(var: Path) -> None:
    seen = await observed(var)
    trace, metrics = _shown()
    assert [NUMBER.sub("", line) for line in seen.trace] == trace == PRODUCT_LIST
    assert [NUMBER.sub("", line) for line in seen.metrics] == metrics


async def test_what_a_subgraph_asks_another_belongs_to_the_trace(var: Path) -> None:
    traces = Traces()
    async with asking(settings_in(var), tracers=traces.tracer) as house:
        await house.stored("AddToCart", "dealer", {"input": {"key": "k1", "lines": LINES}})
    tree = traces.tree()
    assert tree[:5] == [
        "gateway: mutation AddToCart",
        "  gateway: prepare",
        "  gateway: fetch orders",
        "    orders: POST /graphql",
        "      products: POST /graphql",
    ]


def test_several_processes_give_one_trace(var: Path) -> None:
    with collecting() as collector:
        with apart(var, ("products", "prices", "stock"), traces_endpoint=collector.address) as address:
            body = {"documentId": DOCUMENT_IDS["ProductList"], "variables": VARIABLES}
            headers = {"content-type": "application/json"}
            answer = httpx2.post(f"{address}/graphql", content=orjson.dumps(body), headers=headers)
            assert "errors" not in answer.json()
        assert collector.tree() == PRODUCT_LIST
        assert len(collector.trace_ids()) == 1
