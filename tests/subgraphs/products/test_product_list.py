"""The product list: searched, filtered, ordered, and read page by page without gap or double."""

from __future__ import annotations

from typing import Any

import pytest

from subgraphs.common.paging import encode_cursor
from tests.kit.signing import DEALER, VISITOR
from tests.kit.subgraphs import SubgraphClient

LIST = """query($first: Int!, $after: String, $filter: ProductFilter, $orderBy: ProductSort!) {
    products(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
        totalCount pageInfo { hasNextPage endCursor } nodes { sku } edges { cursor node { sku } } } }"""

ALL = {"includeDiscontinued": True}


async def listed(
    products: SubgraphClient,
    filter: dict[str, Any] | None = None,  # noqa: A002
    *,
    order: str = "SKU",
    first: int = 100,
    after: str | None = None,
    **changes: Any,
) -> dict[str, Any]:
    variables = {"first": first, "after": after, "filter": filter, "orderBy": order}
    found: dict[str, Any] = (await products.data(LIST, VISITOR, variables, **changes))["products"]
    assert [edge["node"] for edge in found["edges"]] == found["nodes"]
    return found


async def skus(products: SubgraphClient, filter: dict[str, Any] | None = None, **rest: Any) -> list[str]:  # noqa: A002
    return [node["sku"] for node in (await listed(products, filter, **rest))["nodes"]]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("bohrschrauber", ["HW-1001"]),
        ("SÄGE", ["HW-1010"]),
        ("sage", ["HW-1010"]),
        ("cordless", ["HW-1001"]),
        ("schrauber akku", ["HW-1001"]),
        ("akku", ["HW-1001", "HW-2001"]),
        ("hw-1001", ["HW-1001"]),
        ("HW1001", ["HW-1001"]),
        ("4006381333948", ["HW-4003"]),
        ("W18", ["HW-1001", "HW-2001"]),
        ("akku säge", []),
        ("%", []),
        ("_", []),
        ("   ", ["HW-1001", "HW-1009", "HW-1010", "HW-2001", "HW-3017", "HW-4003", "HW-9001"]),
    ],
)
async def test_a_search_finds_names_keywords_numbers_and_gtins_whatever_their_case(
    products: SubgraphClient, search: str, found: list[str]
) -> None:
    assert await skus(products, {"search": search}) == found


@pytest.mark.parametrize(("search", "limit"), [("x" * 101, "100 characters"), ("a b c d e f g h i", "8 words")])
async def test_a_search_nobody_means_is_refused(products: SubgraphClient, search: str, limit: str) -> None:
    variables = {"first": 1, "filter": {"search": search}, "orderBy": "SKU"}
    answer = await products.answer(LIST, VISITOR, variables)
    assert answer["errors"][0]["extensions"] == {"code": "BAD_USER_INPUT"}
    assert limit in answer["errors"][0]["message"]


@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        ({"category": "tools"}, ["HW-1001", "HW-1009", "HW-1010"]),
        ({"category": "drills"}, ["HW-1001"]),
        ({"category": "nowhere"}, []),
        ({"kind": "BATTERY"}, ["HW-2001"]),
        ({"platform": "W18"}, ["HW-1001", "HW-2001"]),
        ({"channel": "DEALERS_ONLY"}, ["HW-1010"]),
        ({"search": "akku", "kind": "POWER_TOOL"}, ["HW-1001"]),
        ({"search": "schleifer"}, ["HW-1009"]),
        ({"search": "schleifer", "includeDiscontinued": True}, ["HW-1008", "HW-1009"]),
    ],
)
async def test_filters_narrow_the_list(products: SubgraphClient, narrowed: dict[str, Any], found: list[str]) -> None:
    page = await listed(products, narrowed)
    assert [node["sku"] for node in page["nodes"]] == found
    assert page["totalCount"] == len(found)


async def test_the_channel_is_that_of_the_viewers_country(products: SubgraphClient) -> None:
    assert await skus(products, {"channel": "ON_ENQUIRY"}, country="AT") == ["HW-3017"]
    assert len(await skus(products, {"channel": "ON_ENQUIRY"}, country="CH")) == 7
    assert await skus(products, {"channel": "ON_ENQUIRY"}, country="DE") == []


async def test_a_country_assortment_hides_nothing(products: SubgraphClient) -> None:
    assert await skus(products, country="CH") == await skus(products, country="DE")


async def test_names_are_ordered_as_the_viewer_reads_them(products: SubgraphClient) -> None:
    german = ["HW-2001", "HW-1001", "HW-3017", "HW-4003", "HW-1010", "HW-9001", "HW-1009", "HW-1008"]
    english = ["HW-3017", "HW-2001", "HW-4003", "HW-1001", "HW-1009", "HW-1008", "HW-1010", "HW-9001"]
    assert await skus(products, ALL, order="NAME", language="de") == german
    assert await skus(products, ALL, order="NAME", language="en") == english


async def test_the_newest_come_first_and_equal_days_go_by_number(products: SubgraphClient) -> None:
    expected = ["HW-3017", "HW-4003", "HW-9001", "HW-1009", "HW-1010", "HW-2001", "HW-1001", "HW-1008"]
    assert await skus(products, ALL, order="NEWEST") == expected


@pytest.mark.parametrize("order", ["NAME", "SKU", "NEWEST"])
@pytest.mark.parametrize("size", [1, 3])
async def test_pages_join_to_the_whole_list(products: SubgraphClient, order: str, size: int) -> None:
    whole = await skus(products, ALL, order=order, language="en")
    read: list[str] = []
    after = None
    while True:
        page = await listed(products, ALL, order=order, language="en", first=size, after=after)
        read += [node["sku"] for node in page["nodes"]]
        assert page["totalCount"] == len(whole)
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
        assert after == page["edges"][-1]["cursor"]
    assert read == whole


async def test_an_empty_page_has_no_end(products: SubgraphClient) -> None:
    page = await listed(products, {"search": "nirgends"})
    assert page["pageInfo"] == {"hasNextPage": False, "endCursor": None}


@pytest.mark.parametrize(
    ("order", "cursor", "reason"),
    [
        ("NAME", "no cursor", "no"),
        ("NAME", encode_cursor("sku", "HW-1001", "HW-1001"), "another order (sku)"),
        ("NEWEST", encode_cursor("newest", "yesterday", "HW-1001"), "not a cursor"),
        ("SKU", encode_cursor("sku", 1, "HW-1001"), "not a cursor"),
    ],
)
async def test_a_cursor_from_elsewhere_is_refused(
    products: SubgraphClient, order: str, cursor: str, reason: str
) -> None:
    answer = await products.answer(LIST, DEALER, {"first": 1, "after": cursor, "orderBy": order})
    assert answer["errors"][0]["extensions"] == {"code": "BAD_USER_INPUT"}
    assert reason in answer["errors"][0]["message"]


async def test_a_page_is_at_most_a_hundred(products: SubgraphClient) -> None:
    answer = await products.answer(LIST, DEALER, {"first": 101, "orderBy": "SKU"})
    assert "between 0 and 100" in answer["errors"][0]["message"]


async def test_a_page_costs_one_statement_and_the_total_another(products: SubgraphClient) -> None:
    await products.data("{ products(first: 3) { nodes { sku name } } }", VISITOR)
    assert len(products.statements) == 1
    await products.data("{ products(first: 3) { totalCount nodes { sku name } } }", VISITOR)
    assert len(products.statements) == 3
