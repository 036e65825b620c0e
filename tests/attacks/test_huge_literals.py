"""The attacker writes numbers of thousands of digits and endless texts, whose reading costs more than their sending."""

from __future__ import annotations

import asyncio

import pytest

from gateway.operations.limits import CHARACTERS_PER_TOKEN
from tests.kit.attacking import expect_answered, expect_refusal, expect_refused
from tests.kit.served import Served

DIGITS = "9" * 10_000


@pytest.mark.parametrize("number", [DIGITS, f"-{DIGITS}", f"1.{DIGITS}", f"1e{DIGITS}", "1e999999", "2147483648"])
async def test_a_number_that_is_too_long_is_refused(served: Served, number: str) -> None:
    async with asyncio.timeout(5):
        error = await expect_refused(served, f"{{ products(first: {number}) {{ sku }} }}", "GRAPHQL_VALIDATION_FAILED")
    assert "set_int_max_str_digits" not in error["message"]


@pytest.mark.parametrize("number", [DIGITS, f"-{DIGITS}", f"1e{DIGITS}", "1e400", "NaN", "-Infinity"])
async def test_a_number_in_the_body_that_none_can_hold_is_refused(served: Served, number: str) -> None:
    query = "query($n: Int) { products(first: $n) { sku } }"
    response = await served.post(f'{{"query": "{query}", "variables": {{"n": {number}}}}}'.encode())
    answer = response.json()
    assert response.status_code == 400
    expect_refusal(served, response, 400, answer["errors"][0]["extensions"]["code"])
    assert answer["errors"][0]["extensions"]["code"] in ("BAD_REQUEST", "BAD_USER_INPUT")


@pytest.mark.parametrize(("more", "passes"), [(0, True), (1, False)])
async def test_a_document_may_be_as_long_as_its_tokens_and_no_longer(served: Served, more: int, passes: bool) -> None:
    head, foot = '{ product(sku: "', '") { sku } }'
    longest = served.settings.token_limit * CHARACTERS_PER_TOKEN
    query = head + "x" * (longest + more - len(head + foot)) + foot
    if passes:
        await expect_answered(served, query)
    else:
        await expect_refused(served, query, "PARSING_LIMIT_EXCEEDED")


@pytest.mark.parametrize("filler", ["#" + "x" * 40_000, ",", '"""' + "x" * 40_000 + '"""'])
async def test_what_means_nothing_counts_as_well(served: Served, filler: str) -> None:
    query = filler * (40_000 // len(filler) + 1) + " { products { sku } }"
    await expect_refused(served, query, "PARSING_LIMIT_EXCEEDED")
    assert served.asked() == {}
