"""A whole gateway whose subgraph fails over HTTP: what it tries, what it gives up, what it tells and counts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from gateway.execution.transports import HttpTransport
from gateway.model.transport import SubgraphAnswer
from gateway.telemetry.metrics import MOST_CODES, Metrics
from tests.kit.raw_http import RawServer, listening
from tests.kit.refusals import codes
from tests.kit.served import Served, serving
from tests.kit.servers import free_port
from tests.kit.shop_federation import catalogue

QUERY = '{ product(sku: "p1") { name reviews { body } } }'
MANY = "BAD_GATEWAY_NUMBER_{}"


def page(status: bytes, body: bytes = b"") -> bytes:
    return b"HTTP/1.1 %b\r\ncontent-length: %d\r\n\r\n%b" % (status, len(body), body)


GOOD = page(b"200 OK", b'{"data":{"_entities":[{"reviews":[{"body":"strong"}]}]}}')


@asynccontextmanager
async def reviews_from(server: RawServer, folder: Path, **settings: Any) -> AsyncIterator[Served]:
    """A gateway that gets reviews from this server."""
    async with listening(server) as url:
        ways = {**catalogue().subgraphs, "reviews": HttpTransport(url)}
        async with serving(folder, transports=ways, **settings) as served:
            yield served


@pytest.mark.parametrize("first", [page(b"503 Unavailable"), page(b"502 Bad", b"<html>"), None])
async def test_a_read_that_was_not_answered_is_sent_again(tmp_path: Path, first: bytes | None) -> None:
    reviews = RawServer(lambda number, _: first if number == 1 else GOOD)
    async with reviews_from(reviews, tmp_path) as served:
        answer = await served.ask(QUERY)
    assert answer == {"data": {"product": {"name": "Drill 1", "reviews": [{"body": "strong"}]}}}
    assert len(reviews.requests) == 2


async def test_nobody_listening_is_tried_three_times_and_told_with_one_code(tmp_path: Path) -> None:
    way = HttpTransport(f"http://127.0.0.1:{free_port()}/graphql")
    async with serving(tmp_path, transports={**catalogue().subgraphs, "reviews": way}, breaker_failures=3) as served:
        first, second = [await served.ask(QUERY) for _ in range(2)]
        metrics = (await served.http.get("/metrics")).text
    for answer in (first, second):
        assert answer["data"] == {"product": {"name": "Drill 1", "reviews": None}}
    assert codes(first) == ["SUBREQUEST_HTTP_ERROR"]
    assert codes(second) == ["SUBGRAPH_CIRCUIT_BREAKER_REJECTED"]
    assert 'gateway_breaker_open{subgraph="reviews"} 1.0' in metrics
    opened = [line for line in served.logged() if line["event"] == "circuit breaker opened"]
    assert [line["subgraph"] for line in opened] == ["reviews"]


async def test_what_fails_stays_within_its_subgraph_and_no_status_is_a_fault(tmp_path: Path) -> None:
    reviews = RawServer(lambda *_: page(b"503 Unavailable"))
    async with reviews_from(reviews, tmp_path, breaker_failures=5, breaker_pause=60.0) as served:
        responses = await asyncio.gather(*(served.post({"query": QUERY}) for _ in range(50)))
        others = await served.ask('{ product(sku: "p1") { name } }')
    assert {one.status_code for one in responses} == {200}
    assert {tuple(codes(one.json())) for one in responses} <= {
        ("SUBREQUEST_HTTP_ERROR",),
        ("SUBGRAPH_CIRCUIT_BREAKER_REJECTED",),
    }
    assert others == {"data": {"product": {"name": "Drill 1"}}}
    assert len(reviews.requests) <= 50 + 10


async def test_codes_that_a_subgraph_makes_up_do_not_fill_the_metrics(tmp_path: Path) -> None:
    metrics = Metrics()
    for number in range(MOST_CODES + 50):
        metrics.answered(None, MANY.format(number), 0.001)
    told = metrics.text().decode()
    assert told.count("gateway_requests_total{") == MOST_CODES + 1
    assert 'gateway_requests_total{code="other",document="free-form"} 50.0' in told


async def test_a_subgraph_that_answers_errors_by_500_is_no_failing_one(tmp_path: Path) -> None:
    async with serving(tmp_path, breaker_failures=2) as served:
        served.shop.subgraphs["products"].broken = SubgraphAnswer(500, b'{"errors":[{"message":"no"}],"data":null}')
        answers = [await served.ask(QUERY) for _ in range(5)]
        assert {tuple(codes(one)) for one in answers} == {("DOWNSTREAM_SERVICE_ERROR",)}
        assert served.asked() == {"products": 5}
