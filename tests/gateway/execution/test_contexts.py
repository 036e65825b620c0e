"""Contexts: arguments that the gateway fills with what an object further up says (`@context`, `@fromContext`)."""

from __future__ import annotations

from textwrap import dedent

import pytest

from gateway.errors import ClientError
from gateway.planning import plan
from gateway.supergraph import read_supergraph
from tests.kit.context_market import SHOPS, SUPERGRAPH, market
from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World
from tests.kit.join_supergraphs import joined


def test_a_field_in_the_fetch_of_its_context_is_entered_anew() -> None:
    assert (
        market().plan_text("{ shop { item { label price } } }")
        == dedent(
            """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "shops") {
              query {
                shop {
                  item {
                    label
                    id
                  }
                  currency
                }
              }
            }
            Fetch(id: 1, service: "shops", after: 0) {
              Flatten(path: "shop.item") {
                $contextualArgument_0: String from "shop" { currency }
                { __typename id } =>
                ... on Item {
                  price(in:$contextualArgument_0)
                }
              }
            }
          }
        }
        """
        ).strip()
    )


async def test_its_value_goes_as_a_variable() -> None:
    house = market()
    answer = await house.run("query($q: Int) { shop { item { label price(quantity: $q) } } }", q=3)
    assert (answer.data, answer.errors) == ({"shop": {"item": {"label": "Saw", "price": "3 i1 in EUR"}}}, ())
    query, variables = house.subgraphs["shops"].requests[1]
    assert "price(quantity:$q,in:$contextualArgument_0_0)" in query
    assert variables == {
        "q": 3,
        "contextualArgument_0_0": "EUR",
        "representations": [{"__typename": "Item", "id": "i1"}],
    }


async def test_objects_with_different_values_are_asked_for_apart_in_one_request() -> None:
    house = market()
    answer = await house.run("{ shops { items { price } } }")
    assert answer.errors == ()
    assert answer.data == {
        "shops": [
            {"items": [{"price": "1 i1 in EUR"}, {"price": "1 i2 in EUR"}]},
            {"items": [{"price": "1 i1 in CHF"}, None, {"price": "1 i2 in CHF"}]},
            {"items": [{"price": "1 i2 in EUR"}]},
            {"items": []},
        ]
    }
    assert house.asked() == {"shops": 2}
    query, variables = house.subgraphs["shops"].requests[1]
    assert query.count("_entities(") == 2
    assert [len(variables[name]) for name in ("representations0", "representations1")] == [2, 2]


async def test_a_null_value_is_passed_as_null() -> None:
    house = market()
    answer = await house.run("{ shops { item { price } } }")
    assert answer.data is not None
    assert answer.data["shops"][3] == {"item": {"price": "1 i1 in None"}}
    assert None in house.subgraphs["shops"].requests[1][1].values()


async def test_several_arguments_of_values_from_several_subgraphs() -> None:
    house = market()
    answer = await house.run("{ shops { item { store total } } }")
    assert answer.errors == ()
    assert answer.data == {
        "shops": [
            {"item": {"store": "i1 of One at 0", "total": "i1 by 0"}},
            {"item": {"store": "i1 of Two at None", "total": "i1 by None"}},
            {"item": {"store": "i2 of Three at 2", "total": "i2 by 2"}},
            {"item": {"store": "i1 of Four at 3", "total": "i1 by 3"}},
        ]
    }
    assert house.asked() == {"shops": 1, "money": 1, "stock": 1}


def test_the_value_is_fetched_before_the_field_and_both_fields_share_it() -> None:
    assert (
        market().plan_text("{ shop { best { item { store total } } } }")
        == dedent(
            """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "shops") {
              query {
                shop {
                  best {
                    item {
                      id
                    }
                  }
                  name
                  id
                }
              }
            }
            Fetch(id: 1, service: "money", after: 0) {
              Flatten(path: "shop") {
                { __typename id } =>
                ... on Shop {
                  rate {
                    factor
                  }
                }
              }
            }
            Fetch(id: 2, service: "stock", after: 1) {
              Flatten(path: "shop.best.item") {
                $contextualArgument_0: String from "shop" { name }
                $contextualArgument_1: Int from "shop" { rate { factor } }
                { __typename id } =>
                ... on Item {
                  store(of:$contextualArgument_0,at:$contextualArgument_1)
                  total(by:$contextualArgument_1)
                }
              }
            }
          }
        }
        """
        ).strip()
    )


async def test_a_context_is_found_several_levels_up_and_below_lists() -> None:
    answer = await market().run("{ shops { items { next { price } } } }")
    assert answer.data is not None
    assert answer.data["shops"][1] == {"items": [{"next": None}, None, {"next": {"price": "1 i1 in CHF"}}]}


async def test_what_came_from_one_entity_keeps_the_values_of_its_own_places() -> None:
    """The saws of three shops are one entity, and so are their twins; the price of a twin differs by shop."""
    house = market()
    answer = await house.run("{ shops { item { twin { price } } } }")
    assert answer.data is not None
    assert [shop["item"]["twin"] and shop["item"]["twin"]["price"] for shop in answer.data["shops"]] == [
        "1 i2 in EUR",
        "1 i2 in CHF",
        None,
        "1 i2 in None",
    ]
    assert house.asked() == {"shops": 2, "stock": 1}


async def test_the_clients_own_words_do_not_get_in_the_way() -> None:
    house = market()
    query = """
    query($contextualArgument_0: Int) {
      shop { currency: name name: currency item { a: price(quantity: $contextualArgument_0) b: price(quantity: 2) } }
    }
    """
    answer = await house.run(query, contextualArgument_0=5)
    assert answer.data == {"shop": {"currency": "One", "name": "EUR", "item": {"a": "5 i1 in EUR", "b": "2 i1 in EUR"}}}


async def test_what_looks_like_a_variable_in_a_text_is_left_alone() -> None:
    shops = SHOPS.replace("quantity: Int", "note: String")
    supergraph = SUPERGRAPH.replace("quantity: Int", "note: String")
    house = market()
    world = World(
        roots=house.world.roots,
        entities=house.world.entities,
        computed={"Item.price": lambda item, note, **given: f"{note} {given['in']}"},
    )
    house = Federation(world, shops=shops)
    house.supergraph = read_supergraph(joined("v0.5", supergraph, "shops", "money", "stock"))
    answer = await house.run('{ shop { item { price(note: "\\" $contextualArgument_0 ") } } }')
    assert answer.data == {"shop": {"item": {"price": '" $contextualArgument_0  EUR'}}}


async def test_nothing_is_fetched_for_a_field_that_is_left_out() -> None:
    house = market()
    query = "query($v: Boolean!) { shop { item { label store @include(if: $v) } } }"
    answer = await house.run(query, v=False)
    assert answer.data == {"shop": {"item": {"label": "Saw"}}}
    assert house.asked() == {"shops": 1}
    answer = await house.run(query, v=True)
    assert answer.data == {"shop": {"item": {"label": "Saw", "store": "i1 of One at 0"}}}


async def test_a_field_whose_value_could_not_be_fetched_is_not_asked_for() -> None:
    house = market()
    house.subgraphs["money"].broken = OSError("down")
    answer = await house.run("{ shop { item { label store } } }")
    assert answer.data == {"shop": {"item": {"label": "Saw", "store": None}}}
    assert [error["extensions"]["code"] for error in answer.errors] == ["SUBREQUEST_HTTP_ERROR"]
    assert not house.subgraphs["stock"].requests


def test_a_field_below_no_context_is_a_planning_error() -> None:
    house = market()
    with pytest.raises(ClientError, match="price") as refusal:
        house.plan_text("{ lonely { label price } }")
    assert refusal.value.code == "OPERATION_PLANNING_ERROR"


def test_a_plan_tells_that_it_is_contextual() -> None:
    house = market()
    for query, is_contextual in (("{ shop { item { label } } }", False), ("{ shop { item { price } } }", True)):
        assert plan(house.supergraph, house.normalized(query)).is_contextual is is_contextual


async def test_such_a_plan_has_no_fast_form() -> None:
    house = market()
    await house.run("{ shop { item { price } } }")
    assert house.way == "contextual arguments"
