"""Texts in the viewer's language, for his market and his trade."""

from __future__ import annotations

from typing import Any

import pytest

from subgraphs.content.demo import load_demo
from subgraphs.content.queries import LIST_CAP
from subgraphs.content.tables import METADATA
from tests.kit.signing import DEALER, VISITOR
from tests.kit.subgraphs import SubgraphClient
from tests.kit.tables import contents, differences
from tests.subgraphs.content.conftest import DEMO

PAGE = "query($slug: ID!) { page(slug: $slug) { slug kind title language body } }"
FAQ = "query($search: String, $first: Int! = 20) { faq(search: $search, first: $first) { id topic question answer } }"
NOTICES = "{ legalNotices { id title market language text } }"
DOCUMENTS = "... on Product { sku manuals { title url language version } serviceDocuments { title url } }"
PARTNER = {**DEALER, "claims": ["kind:service_partner"], "roles": ["service_partner"]}


def product(sku: str) -> dict[str, str]:
    return {"__typename": "Product", "sku": sku}


async def found(content: SubgraphClient, search: str | None, language: str = "de", **more: Any) -> list[str]:
    data = await content.data(FAQ, VISITOR, {"search": search, **more}, language=language)
    return [entry["id"] for entry in data["faq"]]


async def test_a_page_is_shown_in_the_viewers_language(content: SubgraphClient) -> None:
    page = (await content.data(PAGE, VISITOR, {"slug": "about"}, language="en"))["page"]
    assert (page["title"], page["language"], page["kind"]) == ("About Hartwerk", "en", "INFORMATION")
    assert page["body"].split("\n\n")[1] == "## How to buy"


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_a_missing_language_falls_back_and_says_so(content: SubgraphClient, language: str) -> None:
    page = (await content.data(PAGE, VISITOR, {"slug": "news-werkstatttage"}, language=language))["page"]
    assert (page["title"], page["language"]) == ("Werkstatttage in Remscheid", "de")


async def test_an_unknown_page_is_nothing(content: SubgraphClient) -> None:
    assert await content.data(PAGE, VISITOR, {"slug": "nowhere"}) == {"page": None}
    keys = [{"__typename": "Page", "slug": slug} for slug in ("about", "nowhere")]
    assert await content.entities("... on Page { title }", keys, VISITOR) == [{"title": "Über Hartwerk"}, None]


async def test_pages_come_in_their_order_and_by_kind(content: SubgraphClient) -> None:
    data = await content.data("{ pages { slug } service: pages(kind: SERVICE) { slug } }", VISITOR)
    assert [page["slug"] for page in data["pages"]][:3] == ["about", "become-a-dealer", "shipping"]
    assert [page["slug"] for page in data["service"]] == ["repair", "warranty"]


async def test_questions_are_found_whatever_case_and_accents(content: SubgraphClient) -> None:
    assert await found(content, "AKKU winter") == ["store-packs"]
    assert await found(content, "Händler") == await found(content, "handler")
    assert "recommended-price" in await found(content, "händler")
    assert await found(content, "Winter Karton") == []


async def test_the_search_reads_the_language_that_is_shown(content: SubgraphClient) -> None:
    assert await found(content, "winter store", "en") == ["store-packs"]
    assert await found(content, "lagere", "en") == []


async def test_a_wildcard_is_a_letter_like_others(content: SubgraphClient) -> None:
    assert await found(content, "%") == []
    assert await found(content, "_") == []


async def test_an_empty_search_finds_everything_up_to_first(content: SubgraphClient) -> None:
    everything = await found(content, None)
    assert len(everything) == 10
    assert everything == await found(content, "  ")
    assert await found(content, None, first=2) == ["which-packs-fit", "store-packs"]


@pytest.mark.parametrize("first", [-1, LIST_CAP + 1])
async def test_more_questions_than_the_cap_are_not_asked_for(content: SubgraphClient, first: int) -> None:
    error = (await content.answer(FAQ, VISITOR, {"first": first}))["errors"][0]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert "'first'" in error["message"]


@pytest.mark.parametrize(
    ("market", "notices"),
    [
        ("DE", ["imprint:DE", "privacy:DE", "withdrawal:DE", "guarantee:DE", "batteries-de:DE"]),
        ("AT", ["imprint:AT", "privacy:AT", "withdrawal:AT", "guarantee:AT", "batteries-at:AT"]),
        ("CH", ["imprint:CH", "privacy:CH", "swiss-terms:CH"]),
        ("FR", []),
    ],
)
async def test_each_market_has_its_legal_notices(content: SubgraphClient, market: str, notices: list[str]) -> None:
    data = await content.data(NOTICES, VISITOR, country=market, language="en")
    assert [notice["id"] for notice in data["legalNotices"]] == notices
    assert {notice["language"] for notice in data["legalNotices"]} <= {"en"}


async def test_manuals_come_in_all_languages_ones_own_first(content: SubgraphClient) -> None:
    (drill,) = await content.entities(DOCUMENTS, [product("HW-1002")], VISITOR, language="en")
    assert drill is not None
    assert [(manual["language"], manual["url"]) for manual in drill["manuals"]] == [
        ("en", "/manuals/impact-drills/en"),
        ("en", "/manuals/power-tools/en"),
        ("de", "/manuals/impact-drills/de"),
        ("de", "/manuals/power-tools/de"),
    ]


async def test_every_manual_address_that_is_given_is_served(content: SubgraphClient) -> None:
    keys = [product(f"HW-{number}") for number in (1001, 1002, 1012, 2001, 2003, 3017)]
    products = await content.entities(DOCUMENTS, keys, VISITOR)
    manuals = [manual for found in products if found is not None for manual in found["manuals"]]
    assert {manual["language"] for manual in manuals} == {"de", "en"}
    for manual in manuals:
        page = await content.http.get(manual["url"])
        assert page.status_code == 200
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        assert manual["title"].split(":")[0] in page.text
        assert manual["version"] in page.text


async def test_a_product_without_documents_has_none(content: SubgraphClient) -> None:
    (unknown,) = await content.entities(DOCUMENTS, [product("HW-0000")], PARTNER)
    assert unknown == {"sku": "HW-0000", "manuals": [], "serviceDocuments": []}


@pytest.mark.parametrize("who", [VISITOR, DEALER])
async def test_service_documents_are_not_for_everyone(content: SubgraphClient, who: dict[str, Any]) -> None:
    (drill,) = await content.entities(DOCUMENTS, [product("HW-1001")], who)
    assert drill is not None
    assert drill["serviceDocuments"] is None


async def test_a_service_partner_opens_a_service_document_by_its_link(content: SubgraphClient) -> None:
    (drill,) = await content.entities(DOCUMENTS, [product("HW-1001")], PARTNER)
    assert drill is not None
    assert [document["title"] for document in drill["serviceDocuments"]] == [
        "Getriebe W18: zerlegen, prüfen, fetten",
        "W18 gearbox: dismantle, test, grease",
    ]
    page = await content.http.get(drill["serviceDocuments"][0]["url"])
    assert page.status_code == 200
    assert "Planeten und Hohlrad" in page.text
    assert page.headers["cache-control"] == "private, no-store"


@pytest.mark.parametrize(
    "address",
    [
        "/manuals/service/gearbox-w18/de",
        "/manuals/service/gearbox-w18/de?until=9999999999&signature=0",
        "/manuals/gearbox-w18/de",
        "/manuals/power-tools/fr",
        "/manuals/nothing/de",
    ],
)
async def test_what_is_not_open_looks_like_what_does_not_exist(content: SubgraphClient, address: str) -> None:
    page = await content.http.get(address)
    assert page.status_code == 404
    assert "Getriebe" not in page.text


async def test_statements_do_not_grow_with_the_products_asked_for(content: SubgraphClient) -> None:
    counts = []
    for numbers in (range(1001, 1003), range(1001, 1101)):
        content.statements.clear()
        keys = [product(f"HW-{number}") for number in numbers]
        assert len(await content.entities(DOCUMENTS, keys, PARTNER)) == len(keys)
        counts.append(len(content.statements))
    assert counts == [3, 3]


async def test_loading_the_demo_twice_changes_nothing(content: SubgraphClient) -> None:
    database = content.services.database
    before = await contents(database, METADATA)
    await load_demo(content.services, DEMO)
    assert await contents(database, METADATA) == before


async def test_the_migrations_make_the_tables(content: SubgraphClient) -> None:
    assert await differences(content.services.database, METADATA) == []
