"""The attacker packs hundreds of operations into one request, past whatever counts requests."""

from __future__ import annotations

from typing import Any

import pytest

from tests.kit.attacking import expect_refusal
from tests.kit.served import Served, access_token

ONE = {"query": "{ products(first: 1) { sku } }"}
CHANGE = {"query": 'mutation { setPrice(sku: "p1", cents: 7) { sku } }'}


@pytest.mark.parametrize("batch", [[], [ONE], [ONE] * 2, [ONE] * 1_000, [CHANGE], [[ONE]], [ONE, None]])
async def test_a_list_of_requests_is_not_served_whatever_is_in_it(served: Served, batch: list[Any]) -> None:
    response = await served.post(batch, authorization=f"Bearer {access_token()}")
    expect_refusal(served, response, 400, "BATCHING_NOT_ENABLED")


async def test_of_several_operations_in_one_document_one_runs(served: Served) -> None:
    query = "query A { products(first: 1) { sku } } query B { products(first: 2) { sku } }"
    expect_refusal(served, await served.post({"query": query}), 400, "OPERATION_RESOLUTION_FAILURE")
    answer = await served.post({"query": query, "operationName": "A"})
    assert answer.json() == {"data": {"products": [{"sku": "p1"}]}}
    assert served.asked() == {"products": 1}
