"""A request has its time, and a subgraph its own: what is late is lost with one code, the rest is answered."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from gateway.execution import Executable
from gateway.execution import compile as compile_plan
from gateway.model.request import Answer, ExecutionRequest
from gateway.model.transport import SubgraphAnswer
from gateway.planning import plan
from tests.kit.driven_transport import DrivenTransport
from tests.kit.federation import Federation
from tests.kit.shop_federation import catalogue

ROOTS = '{ me { email } review(id: "r1") { body } }'
LOST = {"me": None, "review": {"body": "strong"}}
TOLD: dict[str, Any] = {"message": "Internal server error", "path": ["me"]}


class _Hanging:
    """Never answers; `timeouts` are the seconds it was given."""

    def __init__(self) -> None:
        self.timeouts: list[float] = []
        self.cancelled = 0

    async def fetch(self, body: bytes, headers: Any, *, timeout: float) -> SubgraphAnswer:
        self.timeouts.append(timeout)
        try:
            async with asyncio.timeout(timeout):
                await asyncio.Event().wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        raise AssertionError("nothing is waited for")

    def subscribe(self, body: bytes, headers: Any) -> AsyncIterator[bytes]:
        raise NotImplementedError

    async def close(self) -> None:
        """Nothing is open."""


def prepared(shop: Federation, query: str) -> Executable:
    return compile_plan(plan(shop.supergraph, shop.normalized(query)), shop.supergraph, None)


async def answered(executable: Executable, request: ExecutionRequest, way: str) -> Answer:
    if way == "general":
        return await executable.execute(request)
    program = executable.fast_forms.make(request.variables)
    assert not isinstance(program, str)
    answer = await executable.run_fast(program, request)
    assert isinstance(answer, Answer)
    return answer


@pytest.mark.parametrize("way", ["general", "fast"])
async def test_a_subgraph_that_is_late_loses_its_part(way: str) -> None:
    shop, hanging = catalogue(), _Hanging()
    request = replace(shop.request({}), transports={**shop.subgraphs, "users": hanging}, timeouts={"users": 0.02})
    answer = await answered(prepared(shop, ROOTS), request, way)
    assert answer.data == LOST
    extensions = {"code": "SUBGRAPH_REQUEST_TIMEOUT", "requestId": "request-1"}
    assert answer.errors == ({**TOLD, "extensions": extensions},)
    assert hanging.timeouts == [0.02]


@pytest.mark.parametrize("way", ["general", "fast"])
async def test_a_request_that_is_over_loses_what_is_not_there(way: str) -> None:
    shop, hanging = catalogue(), _Hanging()
    request = replace(
        shop.request({}), transports={**shop.subgraphs, "users": hanging}, deadline=time.monotonic() + 0.05
    )
    answer = await answered(prepared(shop, ROOTS), request, way)
    assert answer.data == LOST
    assert answer.errors == ({**TOLD, "extensions": {"code": "GATEWAY_TIMEOUT", "requestId": "request-1"}},)
    assert 0 < hanging.timeouts[0] <= 0.05


@pytest.mark.parametrize("way", ["general", "fast"])
async def test_after_its_end_nothing_more_is_sent(way: str) -> None:
    """Fetches that depend on others find no time left."""
    shop = catalogue()
    later: dict[str, DrivenTransport] = {name: DrivenTransport() for name in ("prices", "reviews")}
    request = replace(shop.request({}), transports={**shop.subgraphs, **later}, deadline=time.monotonic() + 60)

    async def use_up(_document: str) -> None:
        object.__setattr__(request, "deadline", time.monotonic())

    shop.subgraphs["products"].before = use_up
    answer = await answered(prepared(shop, "{ products(first: 1) { sku price } }"), request, way)
    assert answer.data == {"products": [{"sku": "p1", "price": None}]}
    assert [one["extensions"]["code"] for one in answer.errors] == ["GATEWAY_TIMEOUT"]
    assert later["prices"].sent == []


async def test_a_mutation_is_not_sent_after_the_end_either() -> None:
    shop = catalogue()
    request = replace(shop.request({}), deadline=time.monotonic())
    answer = await prepared(shop, 'mutation { setPrice(sku: "p1", cents: 7) { sku } }').execute(request)
    assert [one["extensions"]["code"] for one in answer.errors] == ["GATEWAY_TIMEOUT"]
    assert shop.asked() == {}


async def test_each_event_of_a_subscription_has_the_whole_time() -> None:
    shop = catalogue()
    executable = prepared(shop, 'subscription { reviewed(sku: "p1") { body author { nick email } } }')
    expired = replace(shop.request({}), seconds=5.0, deadline=time.monotonic())
    answers = [event.told(executable.projector) async for event in executable.subscribe(expired)]
    assert answers
    assert not any(answer.errors for answer in answers)


async def test_a_mutation_that_fails_after_its_client_was_told_is_in_the_log() -> None:
    shop = catalogue()
    release, told = asyncio.Event(), asyncio.Event()
    said: list[tuple[str, str, str]] = []

    async def hold(_document: str) -> None:
        await release.wait()

    def problem(subgraph: str, code: str, text: str) -> None:
        said.append((subgraph, code, text))
        if len(said) == 2:
            told.set()

    shop.subgraphs["prices"].before = hold
    shop.subgraphs["prices"].broken = ConnectionError("disk full")
    request = replace(shop.request({}), timeout=0.01, on_problem=problem)
    answer = await prepared(shop, 'mutation { setPrice(sku: "p1", cents: 7) { sku } }').execute(request)
    assert [one["extensions"]["code"] for one in answer.errors] == ["SUBGRAPH_REQUEST_TIMEOUT"]
    release.set()
    async with asyncio.timeout(5):
        await told.wait()
    assert said[1] == ("prices", "SUBREQUEST_HTTP_ERROR", "after its client had gone: disk full")
