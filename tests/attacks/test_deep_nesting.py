"""The attacker nests fields, lists or values ever deeper, so that each level multiplies the work or takes up stack."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.kit.attacking import expect_answered, expect_refusal, expect_refused
from tests.kit.served import Served, access_token, serving


def successors(levels: int) -> str:
    """So many levels of fields below each other, beside the root."""
    return "successor { " * (levels - 1) + "sku" + " }" * (levels - 1)


@pytest.mark.parametrize(("levels", "passes"), [(15, True), (16, False)])
@pytest.mark.parametrize(
    "form",
    [
        "{{ product(sku: 1) {{ {} }} }}",
        "{{ product(sku: 1) {{ ...F }} }} fragment F on Product {{ {} }}",
        "{{ product(sku: 1) {{ ... on Product {{ {} }} }} }}",
    ],
)
async def test_fifteen_levels_pass_and_one_more_is_refused(
    served: Served, form: str, levels: int, passes: bool
) -> None:
    query = form.format(successors(levels - 1))
    if passes:
        await expect_answered(served, query, access_token())
    else:
        await expect_refused(served, query, "MAX_DEPTH_LIMIT", access_token())


async def test_depth_is_counted_along_a_chain_of_fragments(served: Served) -> None:
    chain = " ".join(f"fragment F{n} on Product {{ successor {{ ...F{n + 1} }} }}" for n in range(16))
    query = f"{{ product(sku: 1) {{ ...F0 }} }} {chain} fragment F16 on Product {{ sku }}"
    await expect_refused(served, query, "MAX_DEPTH_LIMIT", access_token())


async def test_lists_in_lists_are_refused_by_what_they_multiply_to(tmp_path: Path) -> None:
    lists = "products { reviews { product { reviews { product { reviews { product { reviews { id } } } } } } } }"
    async with serving(tmp_path) as served:
        error = await expect_refused(served, f"{{ {lists} }}", "COST_ESTIMATED_TOO_EXPENSIVE", access_token())
    assert error["extensions"]["estimate"] > error["extensions"]["limit"] == 50_000


@pytest.mark.parametrize(
    "query",
    [
        "{ a " * 600 + "}" * 600,
        "{ products(first: " + "[" * 900 + "]" * 900 + ") { sku } }",
        "{ products(first: " + "{a: " * 400 + "1" + "}" * 400 + ") { sku } }",
        "query($a: " + "[" * 900 + "Int" + "]" * 900 + ") { products(first: $a) { sku } }",
    ],
)
async def test_a_document_deeper_than_the_stack_is_refused(served: Served, query: str) -> None:
    async with asyncio.timeout(10):
        await expect_refused(served, query, "PARSING_LIMIT_EXCEEDED")


QUERY = b'{"query":"query($n: Int) { products(first: $n) { sku } }","variables":{"n":%s}}'


@pytest.mark.parametrize(("levels", "code"), [(490, "BAD_USER_INPUT"), (900, "BAD_REQUEST"), (100_000, "BAD_REQUEST")])
@pytest.mark.parametrize(("opening", "closing"), [(b"[", b"]"), (b'{"a":', b"}")])
async def test_values_nested_deeply_in_variables_are_refused(
    served: Served, opening: bytes, closing: bytes, levels: int, code: str
) -> None:
    levels = min(levels, 40_000) if opening != b"[" else levels
    response = await served.post(QUERY % (opening * levels + b"1" + closing * levels))
    expect_refusal(served, response, 400, code)


async def test_nor_do_they_become_a_fault_when_the_body_must_be_read_again(served: Served) -> None:
    response = await served.post(QUERY % (b"[" * 1000 + b'"\\u0061"' + b"]" * 1000))
    expect_refusal(served, response, 400, "BAD_REQUEST")
