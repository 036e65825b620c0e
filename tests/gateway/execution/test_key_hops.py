"""Answers put together from several subgraphs by key."""

from __future__ import annotations

from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World
from tests.kit.shop_federation import catalogue


async def test_one_subgraph_answers_alone() -> None:
    shop = catalogue()
    await shop.expect_as_monolith("{ products { sku name } }")
    assert shop.asked() == {"products": 1}


async def test_fields_of_another_subgraph_come_by_key() -> None:
    shop = catalogue()
    await shop.expect_as_monolith("{ products { name list } }")
    assert shop.asked() == {"products": 1, "prices": 1}


async def test_a_list_of_equal_objects_is_asked_for_once() -> None:
    shop = catalogue()
    await shop.expect_as_monolith("{ products { reviews { product { name successor { list } } } } }")


async def test_a_required_field_is_fetched_first_and_sent_with_the_key() -> None:
    shop = catalogue()
    await shop.expect_as_monolith("{ products { price(quantity: 3) } }")
    assert shop.asked() == {"products": 1, "prices": 1}


async def test_a_requirement_that_has_a_requirement_is_a_chain() -> None:
    shop = catalogue()
    await shop.expect_as_monolith("{ products { rating } }")
    assert shop.asked() == {"products": 1, "prices": 1, "reviews": 1}


async def test_a_requirement_from_a_third_subgraph_is_fetched_from_there() -> None:
    shop = catalogue()
    await shop.expect_as_monolith('{ review(id: "r1") { product { rating price name } } }')


async def test_the_clients_own_alias_for_a_needed_field_does_not_disturb_the_plan() -> None:
    shop = catalogue()
    answer = await shop.expect_as_monolith("{ products { sku: name price units: list sets: units { factor: base } } }")
    assert answer.data is not None
    assert answer.data["products"][0] == {"sku": "Drill 1", "price": 100, "units": 100, "sets": {"factor": "C62"}}


async def test_the_client_may_ask_the_required_field_with_arguments_of_its_own() -> None:
    shop = catalogue()
    await shop.expect_as_monolith("{ products { rating price(quantity: 7) } }")


async def test_nothing_is_asked_about_an_unknown_entity() -> None:
    shop = catalogue()
    answer = await shop.run('{ product(sku: "p9") { name price } }')
    assert answer.data == {"product": None}
    assert not answer.errors
    assert shop.asked() == {"products": 1}


async def test_entities_without_the_object_stay_null_and_the_others_are_answered() -> None:
    shop = catalogue()
    await shop.expect_as_monolith("{ products { reviews { author { email } } } }")


async def test_a_provided_field_needs_no_hop() -> None:
    shop = catalogue()
    await shop.expect_as_monolith('{ review(id: "r1") { author { id nick } } }')
    assert shop.asked() == {"reviews": 1}


async def test_a_field_is_provided_on_its_path_only() -> None:
    shop = catalogue()
    assert shop.fetches("{ me { nick } }") == ["users"]
    assert shop.fetches('{ review(id: "r1") { author { nick email } } }') == ["reviews", "users"]


async def test_root_fields_of_several_subgraphs_are_answered_together() -> None:
    shop = catalogue()
    await shop.expect_as_monolith(
        '{ me { email } products(first: 1) { name } review(id: "r2") { body } t: __typename }'
    )


async def test_an_object_asked_for_once_is_answered_at_each_place_by_itself() -> None:
    """Both places ask for the same food, but the second wants its name where the first holds its key."""
    food = {"__typename": "Food", "id": "f1", "name": "hay"}
    dog = {"__typename": "Dog", "id": "d1", "food": food}
    cat = {"__typename": "Cat", "id": "c1", "friend": dog}
    shop = Federation(
        World(
            roots={"Query.one": lambda: cat, "Query.two": lambda: cat},
            entities={"Cat": [cat], "Dog": [dog], "Food": [food]},
        ),
        a='type Query { one: Cat two: Cat } type Cat @key(fields: "id") { id: ID! }',
        b="""
          type Cat @key(fields: "id") { id: ID! friend: Dog }
          type Dog @key(fields: "id", resolvable: false) { id: ID! }
        """,
        c="""
          type Dog @key(fields: "id") { id: ID! food: Food }
          type Food @key(fields: "id", resolvable: false) { id: ID! }
        """,
        d='type Food @key(fields: "id") { id: ID! name: String }',
    )
    answer = await shop.expect_as_monolith("{ one { friend { food { name } } } two { friend { food { id: name } } } }")
    assert answer.data["two"] == {"friend": {"food": {"id": "hay"}}}
    assert shop.asked() == {"a": 1, "b": 1, "c": 1, "d": 1}


async def test_a_key_keeps_away_from_what_the_client_calls_so_for_one_of_the_types() -> None:
    """The interface object is held under its key before anybody knows that it is a fox, whose extra is called `id`."""
    fox = {"__typename": "Fox", "id": "f1", "extra": "tail"}
    shop = Federation(
        World(roots={"Query.owned": lambda: fox}, entities={"Owned": [fox], "Fox": [fox]}),
        a="""
          type Query { owned: Owned }
          type Owned @key(fields: "id") @interfaceObject { id: ID! extra: String }
        """,
        b="""
          interface Owned @key(fields: "id") { id: ID! }
          type Fox implements Owned @key(fields: "id") { id: ID! }
        """,
    )
    await shop.expect_as_monolith("{ owned { ... on Fox { id: extra } } }")
