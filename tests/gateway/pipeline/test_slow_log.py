"""What takes long stands in the log, with what is needed to find it and nothing that was sent in."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from gateway.model.transport import SubgraphAnswer
from gateway.telemetry.slow import without_values
from tests.kit.served import REQUEST_ID, Served, access_token, serving

NO_TIME = 1e-9
QUERY = '{ product(sku: "p1") { name } }'


def lines(served: Served, event: str) -> list[dict[str, Any]]:
    return [line for line in served.logged() if line["event"] == event]


async def test_a_fetch_that_takes_longer_than_it_may_is_logged_with_its_text(tmp_path: Path) -> None:
    async with serving(tmp_path, slow_fetch_seconds=NO_TIME) as served:
        await served.ask(QUERY)
        (line,) = lines(served, "slow fetch")
        assert (line["request_id"], line["subgraph"], line["code"]) == (REQUEST_ID, "products", "OK")
        assert 'product(sku:"")' in line["operation"]
        assert line["milliseconds"] >= 0


async def test_one_that_went_the_fast_way_too(tmp_path: Path) -> None:
    async with serving(tmp_path, slow_fetch_seconds=NO_TIME) as served:
        await served.stored("shelf", access_token())
        assert {line["subgraph"] for line in lines(served, "slow fetch")} == {"products", "prices", "reviews"}


async def test_one_that_failed_is_logged_with_its_code(tmp_path: Path) -> None:
    async with serving(tmp_path, slow_fetch_seconds=NO_TIME) as served:
        served.shop.subgraphs["products"].broken = SubgraphAnswer(500, b"")
        await served.ask(QUERY)
        (line,) = lines(served, "slow fetch")
        assert line["code"] == "SUBREQUEST_HTTP_ERROR"


async def test_a_document_that_takes_long_to_plan_is_logged_once_as_it_is_then_remembered(tmp_path: Path) -> None:
    async with serving(tmp_path, slow_plan_seconds=NO_TIME) as served:
        await served.ask(QUERY)
        await served.ask(QUERY)
        (line,) = lines(served, "slow plan")
        answered = lines(served, "answered")
        assert (line["request_id"], line["document"]) == (REQUEST_ID, answered[0]["document"])


async def test_one_that_is_refused_after_a_long_time_is_logged_too(tmp_path: Path) -> None:
    async with serving(tmp_path, slow_plan_seconds=NO_TIME) as served:
        await served.ask("{ nothing }")
        assert len(lines(served, "slow plan")) == 1


async def test_what_is_quick_is_not_logged(tmp_path: Path) -> None:
    async with serving(tmp_path, slow_plan_seconds=60.0, slow_fetch_seconds=60.0) as served:
        await asyncio.gather(*(served.ask(QUERY) for _ in range(3)))
        assert lines(served, "slow fetch") == lines(served, "slow plan") == []


@pytest.mark.parametrize(
    ("text", "logged"),
    [
        ('{a(b:"it\\"s",c:-1.5e3){d1 x2:e}}', '{a(b:"",c:0){d1 x2:e}}'),
        ('{a(b:"""one "two" \\""" three""",c:[7,80])}', '{a(b:"",c:[0,0])}'),
        ("query($v1:Int=3){a(b:$v1,c:RED)}", "query($v1:Int=0){a(b:$v1,c:RED)}"),
    ],
)
def test_the_values_of_a_document_are_left_out(text: str, logged: str) -> None:
    assert without_values(text) == logged
