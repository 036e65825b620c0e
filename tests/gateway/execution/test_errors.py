"""What the client learns when something goes wrong behind the gateway, and what it does not."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from gateway.execution import compile as compile_plan
from gateway.model.transport import SubgraphAnswer
from gateway.planning import plan
from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World, refusal
from tests.kit.shop_federation import catalogue


def items(**computed: object) -> Federation:
    """A root list in a, entity fields in b; items 1 and 2."""
    found = [{"__typename": "Item", "id": n, "soft": f"s{n}", "hard": f"h{n}"} for n in ("1", "2")]
    world = World(
        roots={"Query.items": lambda: found, "Query.other": lambda: 7},
        entities={"Item": found},
        computed={name.replace("_", "."): one for name, one in computed.items()},  # type: ignore[misc]
    )
    return Federation(
        world,
        a='type Query { items: [Item]  other: Int }  type Item @key(fields: "id") { id: ID! }',
        b='type Item @key(fields: "id") { id: ID!  soft: String  hard: String! }',
    )


def fail(message: str, code: str):  # type: ignore[no-untyped-def]
    def resolver(of: dict[str, str]) -> str:
        if of["id"] == "2":
            raise refusal(message, code)
        return "fine"

    return resolver


async def test_an_error_of_an_entity_is_told_at_the_clients_path() -> None:
    house = items(Item_soft=fail("no such thing", "NOT_FOUND"))
    answer = await house.run("{ all: items { text: soft } }")
    assert answer.data == {"all": [{"text": "fine"}, {"text": None}]}
    assert answer.errors == (
        {
            "message": "no such thing",
            "path": ["all", 1, "text"],
            "extensions": {"code": "NOT_FOUND", "requestId": "request-1"},
        },
    )


async def test_messages_not_meant_for_clients_are_masked() -> None:
    house = items(Item_soft=fail("relation secret_prices does not exist", "INTERNAL_SERVER_ERROR"))
    answer = await house.run("{ items { soft } }")
    assert [one["message"] for one in answer.errors] == ["Internal server error"]
    assert answer.errors[0]["extensions"] == {"code": "DOWNSTREAM_SERVICE_ERROR", "requestId": "request-1"}
    assert "secret" not in str(answer)


async def test_a_null_bubbles_to_the_nearest_nullable_place_with_one_error() -> None:
    house = items(Item_hard=fail("broken", "INTERNAL_SERVER_ERROR"))
    answer = await house.run("{ items { id hard } other }")
    assert answer.data == {"items": [{"id": "1", "hard": "fine"}, None], "other": 7}
    assert [one["path"] for one in answer.errors] == [["items", 1, "hard"]]


async def test_a_null_nobody_explained_gets_an_error_of_its_own() -> None:
    house = items()
    house.subgraphs["b"].broken = SubgraphAnswer(200, b'{"data":{"_entities":[{"hard":"h1"},null]}}')
    answer = await house.run("{ items { hard } }")
    assert answer.data == {"items": [{"hard": "h1"}, None]}
    assert [one["message"] for one in answer.errors] == ["Cannot return null for non-nullable field Item.hard."]


async def test_a_null_that_bubbles_to_the_root_makes_data_null() -> None:
    shop = catalogue()
    shop.subgraphs["products"].broken = SubgraphAnswer(200, b'{"data":{"products":null}}')
    answer = await shop.run("{ products { name } }")
    assert answer.data is None
    assert answer.errors[0]["path"] == ["products"]


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (TimeoutError(), "SUBGRAPH_REQUEST_TIMEOUT"),
        (ConnectionRefusedError("10.0.0.7:4001"), "SUBREQUEST_HTTP_ERROR"),
        (SubgraphAnswer(502, b"<html>bad gateway</html>"), "SUBREQUEST_HTTP_ERROR"),
        (SubgraphAnswer(200, b"not json"), "SUBREQUEST_MALFORMED_RESPONSE"),
        (SubgraphAnswer(200, b"[]"), "SUBREQUEST_MALFORMED_RESPONSE"),
        (SubgraphAnswer(200, b"{}"), "SUBREQUEST_MALFORMED_RESPONSE"),
        (SubgraphAnswer(200, b'{"data":{"_entities":[{"soft":"x"}]}}'), "SUBREQUEST_MALFORMED_RESPONSE"),
        (SubgraphAnswer(200, b'{"data":{"_entities":{}}}'), "SUBREQUEST_MALFORMED_RESPONSE"),
    ],
)
async def test_a_fetch_that_fails_gives_one_error_and_the_others_go_on(
    broken: Exception | SubgraphAnswer, code: str
) -> None:
    house = items()
    house.subgraphs["b"].broken = broken
    answer = await house.run("{ items { id soft hard } other }")
    assert answer.data == {"items": [None, None], "other": 7}
    assert answer.errors == (
        {
            "message": "Internal server error",
            "path": ["items"],
            "extensions": {"code": code, "requestId": "request-1"},
        },
    )


async def test_a_failed_root_fetch_leaves_the_other_roots_alone() -> None:
    shop = catalogue()
    shop.subgraphs["users"].broken = TimeoutError()
    answer = await shop.run('{ me { email } review(id: "r1") { body } }')
    assert answer.data == {"me": None, "review": {"body": "strong"}}
    assert [one["path"] for one in answer.errors] == [["me"]]


async def test_what_depends_on_a_failed_fetch_is_skipped_without_further_errors() -> None:
    shop = catalogue()
    shop.subgraphs["prices"].broken = TimeoutError()
    answer = await shop.run("{ products { name rating } }")
    assert answer.data is not None
    assert [one["rating"] for one in answer.data["products"]] == [None, None, None]
    assert len(answer.errors) == 1
    assert "reviews" not in shop.asked()


async def test_an_error_in_something_only_the_plan_needed_shows_no_more_than_the_client_asked() -> None:
    shop = catalogue()
    shop.subgraphs["prices"].broken = SubgraphAnswer(
        200, b'{"data":{"_entities":[null,null,null]},"errors":[{"message":"x","path":["_entities",0,"price"]}]}'
    )
    answer = await shop.run("{ products { rating } }")
    assert [one["path"] for one in answer.errors] == [["products", 0]]


async def test_one_entity_in_many_places_gives_an_error_at_each() -> None:
    house = items(Item_soft=fail("gone", "NOT_FOUND"))
    twice = [{"__typename": "Item", "id": "2"}, {"__typename": "Item", "id": "2"}]
    house.world.roots["Query.items"] = lambda: twice  # type: ignore[index]
    answer = await house.run("{ items { soft } }")
    assert [one["path"] for one in answer.errors] == [["items", 0, "soft"], ["items", 1, "soft"]]
    assert len(house.subgraphs["b"].requests[0][1]["representations"]) == 1


async def test_an_enum_value_outside_the_public_schema_is_null_with_an_error() -> None:
    shop = catalogue()
    shop.world.entities["Product"][0]["kind"] = "SECRET"
    answer = await shop.run("{ products(first: 2) { kind } }")
    assert answer.data == {"products": [{"kind": None}, {"kind": "POWER_TOOL"}]}
    assert answer.errors[0]["path"] == ["products", 0, "kind"]
    assert "SECRET" not in str(answer)


@pytest.mark.parametrize("value", [b'{"a":1}', b"[1]", b'"1"', b"1.5", b"true", b"99999999999"])
async def test_a_leaf_of_the_wrong_kind_is_null_with_an_error(value: bytes) -> None:
    house = items()
    house.subgraphs["a"].broken = SubgraphAnswer(200, b'{"data":{"other":' + value + b"}}")
    answer = await house.run("{ other }")
    assert answer.data == {"other": None}
    assert answer.errors[0]["extensions"]["code"] == "SUBREQUEST_MALFORMED_RESPONSE"


async def test_fields_that_were_not_asked_for_never_reach_the_client() -> None:
    house = items()
    house.subgraphs["b"].broken = SubgraphAnswer(200, b'{"data":{"_entities":[{"soft":"s","cost":1},{"soft":"t"}]}}')
    answer = await house.run("{ items { soft } }")
    assert answer.data == {"items": [{"soft": "s"}, {"soft": "t"}]}


@pytest.mark.parametrize(
    ("subgraph", "answer"),
    [
        ("a", b'{"data":{"items":[{"id":"1","soft":"a\'s","other":9},{"id":"2"}],"other":7,"more":1}}'),
        ("b", b'{"data":{"_entities":[{"soft":"s1","id":"9","far":"b\'s","__typename":"Other"},{"soft":"s2"}]}}'),
        ("c", b'{"data":{"_entities":[{"far":"f1","soft":"c\'s"},{"far":"f2","id":null}]}}'),
    ],
)
async def test_what_a_subgraph_adds_unasked_does_not_stand_for_what_another_says(subgraph: str, answer: bytes) -> None:
    found = [{"__typename": "Item", "id": n, "soft": f"s{n}", "far": f"f{n}"} for n in ("1", "2")]
    house = Federation(
        World(roots={"Query.items": lambda: found, "Query.other": lambda: 7}, entities={"Item": found}),
        a='type Query { items: [Item]  other: Int }  type Item @key(fields: "id") { id: ID! }',
        b='type Item @key(fields: "id") { id: ID!  soft: String }',
        c='type Item @key(fields: "id") { id: ID!  far: String }',
    )
    house.subgraphs[subgraph].broken = SubgraphAnswer(200, answer)
    told = await house.run("{ items { id soft far } other }")
    assert told.data == {"items": [{"id": n, "soft": f"s{n}", "far": f"f{n}"} for n in ("1", "2")], "other": 7}


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (["_entities", -1, "soft"], ["items"]),
        (["_entities", -9, "soft"], ["items"]),
        (["_entities", 99, "soft"], ["items"]),
        (["_entities", True, "soft"], ["items"]),
        (["_entities", "1", "soft"], ["items"]),
        (["_entities", 1, None, "soft"], ["items", 1]),
        ([1, "soft"], ["items"]),
        ([None], ["items"]),
    ],
)
async def test_an_error_with_an_odd_path_is_told_where_it_can_still_be_read(path: object, place: object) -> None:
    house = items()
    errors = [{"message": ["odd"], "path": path, "extensions": "odd"}]
    body = msgspec.json.encode({"data": {"_entities": [{"soft": "fine"}, {"soft": None}]}, "errors": errors})
    house.subgraphs["b"].broken = SubgraphAnswer(200, body)
    answer = await house.run("{ items { soft } }")
    assert answer.data == {"items": [{"soft": "fine"}, {"soft": None}]}
    assert [one["path"] for one in answer.errors] == [place]


async def test_a_thousand_broken_places_do_not_make_a_thousand_errors() -> None:
    house = items()
    many = [{"__typename": "Item", "id": "2"}] * 1000
    house.world.roots["Query.items"] = lambda: many  # type: ignore[index]
    house.world.computed["Item.soft"] = fail("gone", "NOT_FOUND")  # type: ignore[index]
    answer = await house.run("{ items { soft } }")
    assert len(answer.errors) == 100


async def test_the_log_is_told_what_the_client_is_not() -> None:
    house = items(Item_soft=fail("relation secret_prices does not exist", "INTERNAL_SERVER_ERROR"))
    told: list[tuple[str, str, str]] = []
    fetched: list[tuple[str, str | None]] = []
    request = replace(
        house.request({}),
        on_problem=lambda *what: told.append(what),
        on_fetch=lambda subgraph, text, seconds, code: fetched.append((subgraph, code)),
    )
    operation = house.normalized("{ items { soft } }")
    executable = compile_plan(plan(house.supergraph, operation), house.supergraph, None)
    await executable.execute(request)
    house.subgraphs["b"].broken = ConnectionRefusedError("10.0.0.7")
    await executable.execute(request)
    (masked, failed) = told
    assert masked[:2] == ("b", "DOWNSTREAM_SERVICE_ERROR")
    assert masked[2].startswith("relation secret_prices does not exist {")
    assert "'path': ['_entities', 1, 'soft']" in masked[2]
    assert "'code': 'INTERNAL_SERVER_ERROR'" in masked[2]
    assert failed == ("b", "SUBREQUEST_HTTP_ERROR", "b: 10.0.0.7")
    assert fetched == [("a", None), ("b", None), ("a", None), ("b", "SUBREQUEST_HTTP_ERROR")]


async def test_a_bug_in_a_transport_is_not_taken_for_an_answer() -> None:
    shop = catalogue()
    shop.subgraphs["users"].broken = ZeroDivisionError("bug")
    with pytest.raises(ZeroDivisionError):
        await shop.run('{ me { email } review(id: "r1") { body } }')


async def test_even_a_message_for_clients_is_masked_when_the_field_was_not_asked_for() -> None:
    shop = catalogue()

    def price(of: dict[str, object], quantity: int = 1) -> int:
        raise refusal("no price agreed with Miller", "NOT_FOUND")

    shop.world.computed["Product.price"] = price  # type: ignore[index]
    told = await shop.run('{ product(sku: "p1") { price } }')
    assert [one["message"] for one in told.errors] == ["no price agreed with Miller"]
    masked = await shop.run('{ product(sku: "p1") { rating } }')
    assert [one["message"] for one in masked.errors] == ["Internal server error"]
    assert "Miller" not in str(masked)
