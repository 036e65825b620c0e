"""What products tells of one product, of many at once, and of the category tree."""

from __future__ import annotations

import re
from typing import Any

import pytest
from graphql import build_schema, introspection_from_schema

from subgraphs.products.schema import SCHEMA
from subgraphs.products.tables import METADATA
from tests.kit.signing import DEALER, VISITOR
from tests.kit.subgraphs import SubgraphClient
from tests.kit.tables import differences


async def product(products: SubgraphClient, sku: str, selection: str, **changes: Any) -> dict[str, Any]:
    data = await products.data(f'{{ product(sku: "{sku}") {{ {selection} }} }}', DEALER, **changes)
    found: dict[str, Any] = data["product"]
    return found


async def test_a_product_is_told_as_the_catalogue_says(products: SubgraphClient) -> None:
    selection = """sku gtin name description kind platform origin customsTariff sparePartsUntil discontinued
        orderQuantities { minimum step } category { id name parent { id } }"""
    assert await product(products, "HW-1001", selection) == {
        "sku": "HW-1001",
        "gtin": "4006381333931",
        "name": "Akku-Bohrschrauber",
        "description": "Für den Bau.",
        "kind": "POWER_TOOL",
        "platform": "W18",
        "origin": "DE",
        "customsTariff": "84672110",
        "sparePartsUntil": "2036-12-31",
        "discontinued": False,
        "orderQuantities": {"minimum": 1, "step": 1},
        "category": {"id": "drills", "name": "Bohrer", "parent": {"id": "tools"}},
    }


async def test_a_box_of_ten_is_priced_by_the_hundred_pieces(products: SubgraphClient) -> None:
    selection = """units { base order orderContent price priceContent priceQuantity }
        orderQuantities { minimum step } packagings { unit content gtin }"""
    assert await product(products, "HW-4003", selection) == {
        "units": {
            "base": "C62",
            "order": "BX",
            "orderContent": 10,
            "price": "C62",
            "priceContent": 1,
            "priceQuantity": 100,
        },
        "orderQuantities": {"minimum": 20, "step": 10},
        "packagings": [{"unit": "BX", "content": 10, "gtin": "4006381333948"}],
    }


async def test_texts_come_in_the_viewers_language_and_fall_back_to_german(products: SubgraphClient) -> None:
    query = '{ a: product(sku: "HW-1001") { name description } b: product(sku: "HW-3017") { name } }'
    assert await products.data(query, VISITOR, language="en") == {
        "a": {"name": "Cordless drill driver", "description": "Für den Bau."},
        "b": {"name": "Ambosshammer"},
    }


@pytest.mark.parametrize(
    ("language", "speed", "weight"),
    [("de", ("Drehzahl", "500–1.900"), "1,60"), ("en", ("Speed", "500–1,900"), "1.60")],
)
async def test_features_are_written_as_the_language_writes_numbers(
    products: SubgraphClient, language: str, speed: tuple[str, str], weight: str
) -> None:
    found = await product(products, "HW-1001", "features { name value unit }", language=language)
    assert found["features"] == [
        {"name": speed[0], "value": speed[1], "unit": "RPM"},
        {"name": "Gewicht", "value": weight, "unit": "KGM"},
    ]


async def test_pictures_and_drawings_are_told_apart_and_never_without_a_description(products: SubgraphClient) -> None:
    found = await product(products, "HW-1001", "media { url alt kind }")
    assert found["media"] == [
        {"url": "/media/hw-1001.jpg", "alt": "Akku-Bohrschrauber", "kind": "PICTURE"},
        {"url": "/media/hw-1001.svg", "alt": "Teile", "kind": "DRAWING"},
    ]


async def test_parts_and_accessories_lead_to_other_products(products: SubgraphClient) -> None:
    found = await product(
        products, "HW-1001", "accessories { sku dangerousGoods } spareParts { position quantity part { sku name } }"
    )
    assert found == {
        "accessories": [{"sku": "HW-2001", "dangerousGoods": "UN 3480"}, {"sku": "HW-4003", "dangerousGoods": None}],
        "spareParts": [{"position": "12", "quantity": 2, "part": {"sku": "HW-9001", "name": "Schalter"}}],
    }
    assert (await product(products, "HW-1001", "accessories(first: 1) { sku }"))["accessories"] == [{"sku": "HW-2001"}]


async def test_a_discontinued_product_is_shown_with_its_successor_but_not_ordered(products: SubgraphClient) -> None:
    found = await product(products, "HW-1008", "discontinued orderable successor { sku orderable successor { sku } }")
    assert found == {
        "discontinued": True,
        "orderable": False,
        "successor": {"sku": "HW-1009", "orderable": True, "successor": None},
    }


@pytest.mark.parametrize(
    ("country", "channel", "orderable"),
    [("DE", "DEALERS_ONLY", True), ("AT", "DEALERS_ONLY", False), ("CH", "ON_ENQUIRY", False)],
)
async def test_a_product_not_delivered_to_a_country_is_still_shown_there(
    products: SubgraphClient, country: str, channel: str, orderable: bool
) -> None:
    found = await product(products, "HW-1010", "name channel orderable", country=country)
    assert found == {"name": "Säge", "channel": channel, "orderable": orderable}


async def test_without_a_channel_rule_both_ways_sell_in_the_countries_of_the_catalogue(
    products: SubgraphClient,
) -> None:
    assert await product(products, "HW-1001", "channel orderable", country="AT") == {
        "channel": "BOTH",
        "orderable": True,
    }


@pytest.mark.parametrize(
    ("gtin", "sku"),
    [
        ("4006381333931", "HW-1001"),
        ("04006381333931", "HW-1001"),
        ("4006381333948", "HW-4003"),
        ("4006381333900", None),
        ("no number", None),
    ],
)
async def test_a_scan_finds_the_piece_and_the_box(products: SubgraphClient, gtin: str, sku: str | None) -> None:
    found = (await products.data("query($gtin: String) { product(gtin: $gtin) { sku } }", DEALER, {"gtin": gtin}))[
        "product"
    ]
    assert found == (None if sku is None else {"sku": sku})


@pytest.mark.parametrize("arguments", ["", '(sku: "HW-1001", gtin: "4006381333931")', "(sku: null)"])
async def test_a_product_is_asked_for_in_exactly_one_way(products: SubgraphClient, arguments: str) -> None:
    answer = await products.answer(f"{{ product{arguments} {{ sku }} }}", DEALER)
    assert answer["data"] == {"product": None}
    assert answer["errors"][0]["extensions"] == {"code": "BAD_USER_INPUT"}
    assert "exactly one" in answer["errors"][0]["message"]


async def test_the_category_tree_is_told_flat_and_from_any_node(products: SubgraphClient) -> None:
    data = await products.data("{ categories { id parent { id } } }", VISITOR)
    assert [(node["id"], (node["parent"] or {}).get("id")) for node in data["categories"]] == [
        ("tools", None),
        ("saws", "tools"),
        ("drills", "tools"),
        ("rest", None),
    ]
    data = await products.data('{ category(id: "tools") { name children { id name } } none: category(id: "x") { id } }',
                               VISITOR, language="en")  # fmt: skip
    assert data == {
        "category": {
            "name": "Machines",
            "children": [{"id": "saws", "name": "Sägen"}, {"id": "drills", "name": "Drills"}],
        },
        "none": None,
    }


async def test_entities_answer_in_the_order_asked_and_unknown_ones_are_nothing(products: SubgraphClient) -> None:
    keys = [
        {"__typename": "Product", "sku": "HW-9001"},
        {"__typename": "Category", "id": "rest"},
        {"__typename": "Product", "sku": "HW-0000"},
        {"__typename": "Product", "sku": "HW-1001"},
        {"__typename": "Category", "id": "none"},
    ]
    found = await products.entities("... on Product { sku name } ... on Category { id name }", keys, DEALER)
    assert found == [
        {"sku": "HW-9001", "name": "Schalter"},
        {"id": "rest", "name": "Zubehör"},
        None,
        {"sku": "HW-1001", "name": "Akku-Bohrschrauber"},
        None,
    ]


EVERYTHING = """... on Product { name category { name children { id } } features { value } media { url }
    packagings { gtin } accessories { sku channel } spareParts { part { name } } successor { name } orderable }"""


async def test_many_products_cost_no_more_statements_than_one(products: SubgraphClient) -> None:
    await products.entities(EVERYTHING, [{"__typename": "Product", "sku": "HW-1001"}], DEALER)
    for_one = len(products.statements)
    products.statements.clear()
    skus = ["HW-1001", "HW-1008", "HW-1009", "HW-1010", "HW-2001", "HW-3017", "HW-4003", "HW-9001"]
    await products.entities(EVERYTHING, [{"__typename": "Product", "sku": sku} for sku in skus], DEALER)
    assert len(products.statements) <= for_one + 1, "the successor is asked for of the one that has it"


@pytest.mark.parametrize("field", ["accessories(first: 101) { sku }", "spareParts(first: -1) { position }"])
async def test_lists_have_a_hard_cap(products: SubgraphClient, field: str) -> None:
    answer = await products.answer(f'{{ product(sku: "HW-1001") {{ {field} }} }}', DEALER)
    assert "between 0 and 100" in answer["errors"][0]["message"]


async def test_the_migrations_make_the_tables_the_code_speaks_of(products: SubgraphClient) -> None:
    assert await differences(products.services.database, METADATA) == []


def test_every_type_field_and_argument_is_described() -> None:
    sdl = re.sub(r"(type _Service|type PageInfo|scalar|union).*?(\n\n|$)", "", SCHEMA.as_str(), flags=re.DOTALL)
    types = introspection_from_schema(build_schema(SCHEMA.as_str(), assume_valid_sdl=True))["__schema"]["types"]
    undescribed = [
        f"{known['name']}.{field['name']}"
        for known in types
        if known["name"] in re.findall(r"(?:type|input|enum) (\w+)", sdl)
        for field in [*(known["fields"] or ()), *(known["inputFields"] or ()), *(known["enumValues"] or ())]
        if not field["description"] and not field["name"].startswith("_")
    ]
    assert undescribed == []
