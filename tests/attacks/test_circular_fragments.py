"""The attacker lets fragments spread each other in a circle, to send whoever follows them round for ever."""

from __future__ import annotations

import asyncio

import pytest

from tests.kit.attacking import expect_refused
from tests.kit.served import Served

CIRCLES = [
    "{ ...A } fragment A on Query { ...A }",
    "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
    "{ product(sku: 1) { ...A } } fragment A on Product { successor { ...A } }",
    "{ product(sku: 1) { ...A } } fragment A on Product { successor { ...B } } "
    "fragment B on Product { a: successor { ... on Product { ...A } } }",
    "{ product(sku: 1) { sku } } fragment A on Product { successor { ...A } }",
    "{ ...F0 } " + " ".join(f"fragment F{n} on Query {{ ...F{(n + 1) % 200} }}" for n in range(200)),
]


@pytest.mark.parametrize("query", CIRCLES, ids=range(len(CIRCLES)))
async def test_a_circle_of_fragments_is_refused(served: Served, query: str) -> None:
    async with asyncio.timeout(10):
        error = await expect_refused(served, query, "GRAPHQL_VALIDATION_FAILED")
    assert "fragment" in error["message"].lower() or "Fragment" in error["message"]
    assert served.asked() == {}
