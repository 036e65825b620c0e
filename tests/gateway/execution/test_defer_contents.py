"""What a part says: each field once, the errors of what it tells, what is lost with it, and nothing that is hidden."""

from __future__ import annotations

import msgspec

from gateway.model.transport import SubgraphAnswer
from tests.kit.held import Gates
from tests.kit.part_by_part import asked
from tests.kit.shop_federation import catalogue
from tests.kit.visible_parts import without


async def test_what_an_inner_defer_asks_too_is_told_with_the_outer_in_one_piece() -> None:
    shop = catalogue()
    gates = Gates(shop, "prices", "reviews")
    query = "{ products(first: 1) { ... @defer { list price ... @defer { price reviews { body } } } } }"
    async with asked(shop, query) as parts:
        await parts.next()
        gates.open("prices")
        assert (await parts.next())["incremental"] == [{"id": "0", "data": {"list": 100, "price": 100}}]
        gates.open("reviews")
        reviews = [{"body": "strong"}, {"body": "loud"}]
        assert (await parts.next())["incremental"] == [{"id": "1", "data": {"reviews": reviews}}]


async def test_what_is_asked_at_once_too_is_told_at_once_and_only_then() -> None:
    shop = catalogue()
    gates = Gates(shop, "prices")
    query = """{ products(first: 1) {
      units { base } ...Late @defer
    } }
    fragment Late on Product { units { base content } price }"""
    async with asked(shop, query) as parts:
        assert (await parts.next())["data"] == {"products": [{"units": {"base": "C62"}}]}
        gates.open("prices")
        assert (await parts.next())["incremental"] == [
            {"id": "0", "data": {"price": 100}},
            {"id": "0", "subPath": ["units"], "data": {"content": 1}},
        ]


async def test_what_two_defers_hold_is_told_with_the_first_under_the_longest_path() -> None:
    shop = catalogue()
    gates = Gates(shop, "users", "prices")
    query = """{
      ... @defer(label: "far") { products(first: 1) { kind } me { email } }
      products(first: 1) { sku ... @defer(label: "near") { kind price } }
    }"""
    async with asked(shop, query) as parts:
        first = await parts.next()
        assert first["data"] == {"products": [{"sku": "p1"}]}
        ids = {one["label"]: one["id"] for one in first["pending"]}
        gates.open("users")
        assert await parts.next() == {
            "incremental": [
                {"id": ids["far"], "data": {"me": {"email": "ada@example.test"}}},
                {"id": ids["near"], "data": {"kind": "POWER_TOOL"}},
            ],
            "completed": [{"id": ids["far"]}],
            "hasNext": True,
        }
        gates.open("prices")
        assert await parts.next() == {
            "incremental": [{"id": ids["near"], "data": {"price": 100}}],
            "completed": [{"id": ids["near"]}],
            "hasNext": False,
        }


async def test_a_part_whose_null_has_no_place_is_lost_alone() -> None:
    shop = catalogue()
    gates = Gates(shop, "prices", "reviews")
    shop.subgraphs["prices"].broken = ConnectionError("down")
    query = """{ products(first: 1) {
      sku ... @defer(label: "lost") { list price } ... @defer(label: "kept") { reviews { body } }
    } }"""
    async with asked(shop, query) as parts:
        await parts.next()
        gates.open("prices")
        told = await parts.next()
        assert "incremental" not in told
        ((lost,), is_last) = told["completed"], told["hasNext"]
        assert (lost["id"], is_last) == ("0", True)
        assert lost["errors"][0]["path"] == ["products"]
        gates.open("reviews")
        told = await parts.next()
        assert told["completed"] == [{"id": "1"}]
        assert told["incremental"][0]["data"]["reviews"] == [{"body": "strong"}, {"body": "loud"}]


async def test_what_stands_in_a_lost_part_is_never_announced() -> None:
    shop = catalogue()
    gates = Gates(shop, "prices", "reviews")
    shop.subgraphs["prices"].broken = ConnectionError("down")
    query = "{ products(first: 1) { sku ... @defer { list ... @defer { reviews { body } } } } }"
    async with asked(shop, query) as parts:
        await parts.next()
        gates.open("prices")
        told = await parts.next()
        assert (told["hasNext"], "pending" in told) == (False, False)


async def test_an_error_of_what_is_deferred_is_told_with_it_though_it_was_known_before() -> None:
    shop = catalogue()
    gates = Gates(shop, "prices")
    error = {"message": "no", "path": ["products", 0, "kind"], "extensions": {"code": "NOT_FOUND"}}
    product = {"sku": "p1", "kind": None, "units": {"factor": {"value": 1}}}
    shop.subgraphs["products"].broken = SubgraphAnswer(
        200, msgspec.json.encode({"data": {"products": [product]}, "errors": [error]})
    )
    async with asked(shop, "{ products(first: 1) { sku ... @defer { kind price } } }") as parts:
        assert "errors" not in await parts.next()
        gates.open("prices")
        (told,) = (await parts.next())["incremental"]
        assert told["data"] == {"kind": None, "price": 100}
        assert [one["path"] for one in told["errors"]] == [["products", 0, "kind"]]


async def test_a_failed_fetch_is_told_once_and_where_it_matters() -> None:
    shop = catalogue()
    gates = Gates(shop, "prices", "reviews")
    shop.subgraphs["reviews"].broken = ConnectionError("down")
    query = "{ products(first: 2) { sku ... @defer { list } ... @defer { reviews { body } } } }"
    async with asked(shop, query) as parts:
        assert "errors" not in await parts.next()
        gates.open("reviews")
        told = await parts.next()
        assert [one["data"] for one in told["incremental"]] == [{"reviews": None}] * 2
        assert [one["path"] for part in told["incremental"] for one in part.get("errors", ())] == [["products"]]
        gates.open("prices")
        assert "errors" not in str(await parts.next())


async def test_introspection_may_stand_beside_what_is_deferred() -> None:
    shop = catalogue()
    gates = Gates(shop, "users")
    query = "{ ... @defer { me { email } __schema { ... @defer { queryType { name } } } } products(first: 1) { sku } }"
    async with asked(shop, query) as parts:
        assert (await parts.next())["data"] == {"products": [{"sku": "p1"}]}
        gates.open("users")
        (told,) = (await parts.next())["incremental"]
        assert told["data"]["__schema"] == {"queryType": {"name": "Query"}}


async def test_what_is_hidden_is_neither_fetched_nor_told() -> None:
    shop = catalogue()
    gates = Gates(shop, "reviews")
    visible = without(shop.supergraph.public_schema, "Product.price")
    query = "{ products(first: 1) { sku ... @defer { price reviews { body } } } }"
    async with asked(shop, query, visible) as parts:
        await parts.next()
        gates.open("reviews")
        (told,) = (await parts.next())["incremental"]
        assert told["data"] == {"price": None, "reviews": [{"body": "strong"}, {"body": "loud"}]}
    assert "prices" not in shop.asked()
