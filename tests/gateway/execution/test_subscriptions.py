"""Subscriptions: the root comes from one subgraph, the rest of each event from the others."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping

import pytest

from gateway.execution import compile as compile_plan
from gateway.planning import plan
from tests.kit.shop_federation import catalogue


async def test_each_event_is_completed_by_the_other_subgraphs() -> None:
    shop = catalogue()
    answers = [
        one
        async for one in shop.events(
            "subscription($sku: ID!) { r: reviewed(sku: $sku) { body product { name } author { email } } }", sku="p1"
        )
    ]
    assert [one.data for one in answers] == [
        {"r": {"body": "strong", "product": {"name": "Drill 1"}, "author": {"email": "ada@example.test"}}},
        {"r": {"body": "loud", "product": {"name": "Drill 1"}, "author": {"email": "bob@example.test"}}},
    ]
    assert all(not one.errors for one in answers)


async def test_an_event_whose_completion_fails_is_told_and_the_next_one_comes() -> None:
    shop = catalogue()
    shop.subgraphs["users"].broken = TimeoutError()
    answers = [one async for one in shop.events('subscription { reviewed(sku: "p1") { body author { nick email } } }')]
    assert len(answers) == 2
    assert all(one.errors[0]["extensions"]["code"] == "SUBGRAPH_REQUEST_TIMEOUT" for one in answers)
    assert [one.data for one in answers] == [
        {"reviewed": {"body": "strong", "author": None}},
        {"reviewed": {"body": "loud", "author": None}},
    ]


async def test_an_event_stream_that_breaks_ends_with_an_error() -> None:
    shop = catalogue()

    async def broken(body: bytes, headers: Mapping[str, str]) -> AsyncIterator[bytes]:
        yield b'{"data":{"reviewed":{"body":"first"}}}'
        raise ConnectionResetError

    shop.subgraphs["reviews"].subscribe = broken  # type: ignore[method-assign]
    answers = [one async for one in shop.events('subscription { reviewed(sku: "p1") { body } }')]
    assert [one.data for one in answers] == [{"reviewed": {"body": "first"}}, None]
    assert answers[1].errors[0]["extensions"]["code"] == "SUBREQUEST_HTTP_ERROR"


async def test_leaving_the_answers_ends_the_subscription_in_the_subgraph() -> None:
    shop = catalogue()
    ended = asyncio.Event()

    async def endless(body: bytes, headers: Mapping[str, str]) -> AsyncIterator[bytes]:
        try:
            while True:
                yield b'{"data":{"reviewed":{"body":"again"}}}'
        finally:
            ended.set()

    shop.subgraphs["reviews"].subscribe = endless  # type: ignore[method-assign]
    operation = shop.normalized('subscription { reviewed(sku: "p1") { body } }')
    executable = compile_plan(plan(shop.supergraph, operation), shop.supergraph, None)
    events = executable.subscribe(shop.request({}))
    assert (await anext(events)).told(executable.projector).data == {"reviewed": {"body": "again"}}
    await events.aclose()
    assert ended.is_set()


async def test_an_event_of_the_wrong_shape_is_told_and_the_next_one_comes() -> None:
    shop = catalogue()

    async def odd(body: bytes, headers: Mapping[str, str]) -> AsyncIterator[bytes]:
        for event in (b"no json", b"[]", b'{"errors":[{"message":"x"}]}', b'{"data":{"reviewed":{"body":"fine"}}}'):
            yield event

    shop.subgraphs["reviews"].subscribe = odd  # type: ignore[method-assign]
    answers = [one async for one in shop.events('subscription { reviewed(sku: "p1") { body } }')]
    assert [one.errors[0]["extensions"]["code"] for one in answers[:3]] == [
        "SUBREQUEST_MALFORMED_RESPONSE",
        "SUBREQUEST_MALFORMED_RESPONSE",
        "DOWNSTREAM_SERVICE_ERROR",
    ]
    assert all(len(one.errors) == 1 for one in answers[:3])
    assert answers[3].data == {"reviewed": {"body": "fine"}}


@pytest.mark.parametrize("event", [b"{}", b'{"data":null}', b'{"data":null,"errors":[]}', b'{"data":[1]}', b"null"])
async def test_an_event_without_data_and_errors_is_no_null_in_silence(event: bytes) -> None:
    shop = catalogue()

    async def empty(body: bytes, headers: Mapping[str, str]) -> AsyncIterator[bytes]:
        yield event

    shop.subgraphs["reviews"].subscribe = empty  # type: ignore[method-assign]
    (answer,) = [one async for one in shop.events('subscription { reviewed(sku: "p1") { body } }')]
    assert [one["extensions"]["code"] for one in answer.errors] == ["SUBREQUEST_MALFORMED_RESPONSE"]
