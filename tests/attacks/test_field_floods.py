"""The attacker writes the same field hundreds of times, or all root fields at once, to make one request endless."""

from __future__ import annotations

import asyncio

import pytest
from graphql.language import Lexer, Source, TokenKind

from tests.kit.attacking import codes, expect_answered, expect_refused
from tests.kit.served import Served, access_token


def tokens(text: str) -> int:
    lexer, count = Lexer(Source(text)), 0
    while lexer.advance().kind is not TokenKind.EOF:
        count += 1
    return count


def roots(count: int) -> str:
    return " ".join("product(sku: 1) { sku }" for _ in range(count))


@pytest.mark.parametrize(("count", "passes"), [(20, True), (21, False)])
@pytest.mark.parametrize("form", ["{{ {} }}", "{{ ...F }} fragment F on Query {{ {} }}", "{{ ... {{ {} }} }}"])
async def test_twenty_root_fields_pass_and_one_more_is_refused(
    served: Served, form: str, count: int, passes: bool
) -> None:
    query = form.format(roots(count))
    if passes:
        await expect_answered(served, query)
    else:
        await expect_refused(served, query, "MAX_ROOT_FIELDS_LIMIT")


def of_tokens(count: int) -> str:
    """A document of exactly so many tokens: the operation A, and others that nobody asks for."""
    text = "query A { product(sku: 1) { sku } }"
    missing = count - tokens(text)
    others = [f"query Q{number} {{ __typename }}" for number in range(missing // 5 - 1)]
    return " ".join([text, *others, "query Z { " + "__typename " * (missing - 5 * len(others) - 4) + "}"])


@pytest.mark.parametrize(("count", "status"), [(2000, 200), (2001, 400)])
async def test_two_thousand_tokens_pass_and_one_more_is_refused(served: Served, count: int, status: int) -> None:
    query = of_tokens(count)
    assert tokens(query) == count
    response = await served.post({"query": query, "operationName": "A"})
    assert response.status_code == status
    assert codes(response.json()) == (set() if status == 200 else {"PARSING_LIMIT_EXCEEDED"})
    assert served.asked() == ({"products": 1} if status == 200 else {})


async def test_one_field_hundreds_of_times_is_refused_before_it_is_planned(served: Served) -> None:
    async with asyncio.timeout(20):
        await expect_refused(served, "{ products { " + "sku name " * 900 + "} }", "GRAPHQL_VALIDATION_FAILED")


async def test_a_mutation_repeated_beyond_the_limit_changes_nothing(served: Served) -> None:
    mutation = "mutation { " + 'setPrice(sku: "p1", cents: 7) { sku } ' * 21 + "}"
    await expect_refused(served, mutation, "MAX_ROOT_FIELDS_LIMIT", access_token())
    assert served.asked() == {}
