"""Fixture supergraph + query = printed plan."""

from __future__ import annotations

from textwrap import dedent

import pytest

from gateway.errors import ClientError
from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World
from tests.kit.shop_federation import catalogue
from tests.kit.visible_parts import without


def expect_plan(house: Federation, query: str, expected: str) -> None:
    assert house.plan_text(query) == dedent(expected).strip()


def test_the_worked_example_of_the_readme() -> None:
    expect_plan(
        catalogue(),
        "query($q: Int) { products { name price(quantity: $q) } }",
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "products") {
              query {
                products {
                  name
                  sku
                  units {
                    factor {
                      value
                    }
                  }
                }
              }
            }
            Fetch(id: 1, service: "prices", after: 0) {
              Flatten(path: "products") {
                { __typename sku units { factor { value } } } =>
                ... on Product {
                  price(quantity:$q)
                }
              }
            }
          }
        }
        """,
    )


def test_a_requirement_of_a_requirement() -> None:
    expect_plan(
        catalogue(),
        "{ product(sku: 1) { rating list } }",
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "products") {
              query {
                product(sku:1) {
                  sku
                  units {
                    factor {
                      value
                    }
                  }
                }
              }
            }
            Fetch(id: 1, service: "prices", after: 0) {
              Flatten(path: "product") {
                { __typename sku units { factor { value } } } =>
                ... on Product {
                  price
                  list
                }
              }
            }
            Fetch(id: 2, service: "reviews", after: 1) {
              Flatten(path: "product") {
                { __typename sku price } =>
                ... on Product {
                  rating
                }
              }
            }
          }
        }
        """,
    )


def test_a_condition_stands_on_the_fetch_that_depends_on_it() -> None:
    expect_plan(
        catalogue(),
        "query($v: Boolean!) { me { nick } products { list @include(if: $v) } }",
        """
        QueryPlan {
          Sequence {
            Parallel {
              Fetch(id: 0, service: "users") {
                query {
                  me {
                    nick
                  }
                }
              }
              Fetch(id: 1, service: "products") {
                query {
                  products {
                    sku if($v)
                  }
                }
              }
            }
            Fetch(id: 2, service: "prices", after: 1) {
              Flatten(path: "products") if($v) {
                { __typename sku } =>
                ... on Product {
                  list
                }
              }
            }
          }
        }
        """,
    )


def test_a_mutation_waits_for_everything_before_it() -> None:
    expect_plan(
        catalogue(),
        'mutation { rename(sku: "1", name: "x") { list } setPrice(sku: "1", cents: 1) { list } }',
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "products") {
              mutation {
                rename(sku:"1",name:"x") {
                  sku
                }
              }
            }
            Fetch(id: 1, service: "prices", after: 0) {
              Flatten(path: "rename") {
                { __typename sku } =>
                ... on Product {
                  list
                }
              }
            }
            Fetch(id: 2, service: "prices", after: 1) {
              mutation {
                setPrice(sku:"1",cents:1) {
                  list
                }
              }
            }
          }
        }
        """,
    )


def test_an_operation_the_gateway_answers_alone_has_no_fetches() -> None:
    assert catalogue().plan_text("{ __typename __schema { queryType { name } } }") == "QueryPlan {\n}"


def test_masked_fields_leave_the_plan_of_what_is_left() -> None:
    shop = catalogue()
    visible = without(shop.supergraph.public_schema, "Product.price")
    masked = shop.plan_text("{ products { name price } }", visible)
    assert masked == shop.plan_text("{ products { name } }")


def test_a_leaf_that_several_subgraphs_have_is_taken_where_the_plan_is_anyway() -> None:
    house = Federation(
        World(),
        a='type Query { item: Item }  type Item @key(fields: "id") { id: ID! }',
        b='type Item @key(fields: "id") { id: ID!  name: String @shareable }',
        c='type Item @key(fields: "id") { id: ID!  name: String @shareable  size: Int }',
    )
    assert house.fetches("{ item { name size } }") == ["a", "c"]


def test_a_composite_field_is_taken_where_it_needs_no_further_fetch() -> None:
    house = Federation(
        World(),
        a="""
        type Query { item: Item }
        type Item @key(fields: "id") { id: ID!  maker: Maker @shareable }
        type Maker @key(fields: "id") { id: ID! }
        """,
        b="""
        type Item @key(fields: "id") { id: ID!  size: Int  maker: Maker @shareable }
        type Maker @key(fields: "id") { id: ID!  name: String }
        """,
    )
    assert house.fetches("{ item { size maker { name } } }") == ["a", "b"]


def test_a_shortcut_over_fewer_stages_wins() -> None:
    house = Federation(
        World(),
        a='type Query { item: Item }  type Item @key(fields: "id") { id: ID! }',
        b='type Item @key(fields: "id") @key(fields: "upc") { id: ID!  upc: ID! }',
        c='type Item @key(fields: "upc") { upc: ID!  size: Int @shareable }',
        d='type Item @key(fields: "id") { id: ID!  size: Int @shareable }',
    )
    assert house.fetches("{ item { size } }") == ["a", "d"]


def test_requirements_that_need_each_other_cannot_be_planned() -> None:
    house = Federation(
        World(),
        a='type Query { item: Item }  type Item @key(fields: "id") { id: ID! }',
        b='type Item @key(fields: "id") { id: ID!  x: Int @requires(fields: "y")  y: Int @external }',
        c='type Item @key(fields: "id") { id: ID!  y: Int @requires(fields: "x")  x: Int @external }',
    )
    with pytest.raises(ClientError) as refused:
        house.fetches("{ item { x } }")
    assert refused.value.code == "OPERATION_PLANNING_ERROR"


def test_many_subgraphs_for_many_fields_do_not_make_planning_explode() -> None:
    """Thirty fields, each in three of twelve subgraphs: the search gives up in time and the plan is still complete."""
    subgraphs = {
        f"s{n}": 'type Item @key(fields: "id") { id: ID! '
        + " ".join(f"f{field}: Int @shareable" for field in range(30) if (field * 7 + n) % 12 in (0, 3, 7))
        + " }"
        for n in range(12)
    }
    house = Federation(World(), root='type Query { item: Item }  type Item @key(fields: "id") { id: ID! }', **subgraphs)
    fetches = house.fetches("{ item { " + " ".join(f"f{n}" for n in range(30)) + " } }")
    assert 4 <= len(fetches) - 1 <= 8


def test_a_deep_operation_is_planned_without_exploding() -> None:
    query = "{ products " + "{ reviews { product " * 8 + "{ rating price name }" + " } }" * 8 + " }"
    assert catalogue().fetches(query) == ["products", "reviews", "products", "prices", "reviews"]


def test_keys_that_lead_on_to_each_other_are_searched_in_order_of_cost() -> None:
    """Fourteen subgraphs in a ring of keys: trying every way would take millions of steps."""
    count = 14
    ring = {}
    for n in range(count):
        keys = [f"k{one % count}" for one in (n, n + 1, n + 3)]
        applied = " ".join(f'@key(fields: "{key}")' for key in keys)
        ring[f"s{n}"] = f"type Item {applied} {{ {' '.join(f'{key}: ID!' for key in keys)}  f{n}: Int }}"
    house = Federation(World(), root='type Query { item: Item }  type Item @key(fields: "k0") { k0: ID! }', **ring)
    fetches = house.fetches("{ item { " + " ".join(f"f{n}" for n in range(count)) + " } }")
    assert sorted(fetches) == sorted(["root", *ring])


def test_a_field_joins_the_fetch_that_a_requirement_makes_anyway() -> None:
    house = Federation(
        World(),
        root='type Query { item: Item }  type Item @key(fields: "id") { id: ID!  x: Int }',
        names='type Item @key(fields: "id") { id: ID!  name: String @shareable }',
        sums='type Item @key(fields: "id") { id: ID!  x: Int @external  s: Int @requires(fields: "x")  name: String }',
    )
    assert house.fetches("{ item { s name } }") == ["root", "sums"]
