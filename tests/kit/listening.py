"""Subscribers that join in process, as every way to serve them does."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import orjson

from gateway.execution.subscriptions import Subscriber
from gateway.pipeline import Caller, GraphQLRequest, Journey
from tests.kit.served import Served

REVIEWED = "subscription Reviewed($sku: ID!) { reviewed(sku: $sku) { body } }"


async def journey(
    served: Served,
    token: str | None = None,
    *,
    query: str = REVIEWED,
    document: str | None = None,
    headers: Mapping[str, str] | None = None,
    request_id: str = "request-0001",
    **variables: Any,
) -> Journey:
    """A subscription that passed every check: the reviews of p1 unless another is given, or a stored document."""
    if document is not None:
        request = GraphQLRequest(None, document, None, variables)
    else:
        request = GraphQLRequest(query, None, None, variables or {"sku": "p1"})
    return await served.gateway.pipeline.prepare(request, Caller(headers or {}, token, request_id))


async def listen(served: Served, token: str | None = None, **asked: Any) -> Subscriber:
    """Joins a subscription; `asked` as for `journey`."""
    pipeline = served.gateway.pipeline
    checked = await journey(served, token, **asked)
    return pipeline.subscribe(checked, until=await pipeline.until(checked.caller))


async def told(subscriber: Subscriber) -> dict[str, Any]:
    """The next answer."""
    async with asyncio.timeout(10):
        answer: dict[str, Any] = orjson.loads(await anext(subscriber))
    return answer


async def leave(*subscribers: Subscriber) -> None:
    for one in subscribers:
        await one.aclose()
