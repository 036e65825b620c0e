"""`@skip` and `@include` on fields that need hops: what is not wanted is not fetched, nor is what only it needed."""

from __future__ import annotations

import pytest

from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World


def products() -> Federation:
    """`told` in c requires `isExpensive` in b, which requires the price from a: two hops for one field."""
    product = {"__typename": "Product", "id": "p1", "price": 699.5}
    house = Federation(
        World(
            roots={"Query.product": lambda: product, "Query.shared": lambda: product},
            entities={"Product": [product]},
            computed={
                "Product.isExpensive": lambda of: of["price"] > 500,
                "Product.told": lambda of: of["isExpensive"],
                "Product.also": lambda of: not of["isExpensive"],
            },
        ),
        a="""
        type Query { product: Product  shared: Product @shareable }
        type Product @key(fields: "id") { id: ID!  price: Float! }
        """,
        b="""
        type Product @key(fields: "id") {
          id: ID!  price: Float! @external  isExpensive: Boolean! @requires(fields: "price") }
        """,
        c="""
        type Product @key(fields: "id") {
          id: ID!  isExpensive: Boolean! @external
          told: Boolean! @requires(fields: "isExpensive")  also: Boolean! @requires(fields: "isExpensive")
          free: Int }
        """,
    )
    product["free"] = 7
    return house


@pytest.mark.parametrize("wanted", [True, False])
async def test_a_field_under_include_takes_its_two_hops_only_when_it_is_wanted(wanted: bool) -> None:
    house = products()
    await house.expect(
        "query($v: Boolean = false) { product { price told @include(if: $v) } }",
        {"product": {"price": 699.5, "told": True} if wanted else {"price": 699.5}},
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "a") {
              query {
                product {
                  price
                  id if($v)
                }
              }
            }
            Fetch(id: 1, service: "b", after: 0) {
              Flatten(path: "product") if($v) {
                { __typename id price } =>
                ... on Product {
                  isExpensive
                }
              }
            }
            Fetch(id: 2, service: "c", after: 1) {
              Flatten(path: "product") if($v) {
                { __typename id isExpensive } =>
                ... on Product {
                  told
                }
              }
            }
          }
        }
        """,
        v=wanted,
    )
    assert house.asked() == ({"a": 1, "b": 1, "c": 1} if wanted else {"a": 1})


@pytest.mark.parametrize("unwanted", [True, False])
async def test_a_field_under_skip_takes_its_two_hops_only_when_it_is_wanted(unwanted: bool) -> None:
    house = products()
    await house.expect(
        "query($v: Boolean!) { product { price told @skip(if: $v) } }",
        {"product": {"price": 699.5} if unwanted else {"price": 699.5, "told": True}},
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "a") {
              query {
                product {
                  price
                  id if(not $v)
                }
              }
            }
            Fetch(id: 1, service: "b", after: 0) {
              Flatten(path: "product") if(not $v) {
                { __typename id price } =>
                ... on Product {
                  isExpensive
                }
              }
            }
            Fetch(id: 2, service: "c", after: 1) {
              Flatten(path: "product") if(not $v) {
                { __typename id isExpensive } =>
                ... on Product {
                  told
                }
              }
            }
          }
        }
        """,
        v=unwanted,
    )
    assert house.asked() == ({"a": 1} if unwanted else {"a": 1, "b": 1, "c": 1})


@pytest.mark.parametrize("v", [True, False])
@pytest.mark.parametrize("w", [True, False])
async def test_a_requirement_two_fields_share_is_fetched_when_either_is_wanted(v: bool, w: bool) -> None:
    house = products()
    answer = await house.run(
        "query($v: Boolean!, $w: Boolean!) { product { told @include(if: $v) also @skip(if: $w) free } }", v=v, w=w
    )
    expected = {"told": True} if v else {}
    if not w:
        expected["also"] = False
    assert (answer.data, answer.errors) == ({"product": {**expected, "free": 7}}, ())
    assert house.asked().get("b") == (1 if v or not w else None)


async def test_the_default_of_the_variable_decides_when_none_is_given() -> None:
    house = products()
    answer = await house.run("query($v: Boolean = false) { product { price told @include(if: $v) } }")
    assert answer.data == {"product": {"price": 699.5}}
    assert house.asked() == {"a": 1}


@pytest.mark.parametrize("condition", ["@include(if: false)", "@skip(if: true)"])
async def test_a_constant_condition_leaves_no_trace_in_the_plan(condition: str) -> None:
    house = products()
    assert house.plan_text(f"{{ product {{ price told {condition} }} }}") == house.plan_text("{ product { price } }")


@pytest.mark.parametrize("wanted", [True, False])
async def test_a_fragment_under_a_condition_is_a_condition_on_each_of_its_fields(wanted: bool) -> None:
    house = products()
    await house.expect(
        "query($v: Boolean!) { product { id ... @include(if: $v) { told free } } }",
        {"product": {"id": "p1", "told": True, "free": 7} if wanted else {"id": "p1"}},
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "a") {
              query {
                product {
                  id
                  price if($v)
                }
              }
            }
            Fetch(id: 1, service: "b", after: 0) {
              Flatten(path: "product") if($v) {
                { __typename id price } =>
                ... on Product {
                  isExpensive
                }
              }
            }
            Fetch(id: 2, service: "c", after: 1) {
              Flatten(path: "product") if($v) {
                { __typename id isExpensive } =>
                ... on Product {
                  told
                  free
                }
              }
            }
          }
        }
        """,
        v=wanted,
    )
    assert house.asked() == ({"a": 1, "b": 1, "c": 1} if wanted else {"a": 1})


async def test_a_whole_root_under_a_false_condition_is_not_asked() -> None:
    house = products()
    answer = await house.run("query($v: Boolean!) { product @include(if: $v) { told } }", v=False)
    assert (answer.data, house.asked()) == ({}, {})


async def test_only_the_variables_a_request_uses_are_sent_with_it() -> None:
    house = products()
    await house.run("query($v: Boolean!) { product { price told @include(if: $v) } }", v=True)
    assert {name: set(one.requests[0][1]) for name, one in house.subgraphs.items()} == {
        "a": {"v"},
        "b": {"representations"},
        "c": {"representations"},
    }
