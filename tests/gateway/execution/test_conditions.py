"""`@skip` and `@include`: what is not asked for is not fetched."""

from __future__ import annotations

import pytest

from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World
from tests.kit.shop_federation import catalogue


async def test_a_condition_that_is_constant_leaves_no_trace() -> None:
    shop = catalogue()
    await shop.expect_as_monolith("{ products { name list @skip(if: true) rating @include(if: false) } }")
    assert shop.asked() == {"products": 1}


async def test_an_object_of_which_nothing_is_left_is_asked_for_all_the_same() -> None:
    shop = catalogue()
    answer = await shop.expect_as_monolith("{ products { brand { title @skip(if: true) } } }")
    assert answer.data is not None
    assert answer.data["products"][0] == {"brand": {}}


@pytest.mark.parametrize("wanted", [True, False])
async def test_hops_below_a_skipped_field_do_not_run(wanted: bool) -> None:
    shop = catalogue()
    await shop.expect_as_monolith("query($v: Boolean!) { products { name rating @include(if: $v) } }", v=wanted)
    assert shop.asked() == ({"products": 1, "prices": 1, "reviews": 1} if wanted else {"products": 1})


@pytest.mark.parametrize("a", [True, False])
@pytest.mark.parametrize("b", [True, False])
async def test_one_field_selected_under_two_conditions(a: bool, b: bool) -> None:
    shop = catalogue()
    await shop.expect_as_monolith(
        """query($a: Boolean!, $b: Boolean!) { products {
          ...A @include(if: $a)
          ... @skip(if: $b) { brand { title } reviews { id } list }
        } }
        fragment A on Product { brand { id title @skip(if: $b) } reviews { body author { email @include(if: $b) } } }
        """,
        a=a,
        b=b,
    )


async def test_a_field_asked_with_and_without_a_condition_is_always_there() -> None:
    shop = catalogue()
    await shop.expect_as_monolith("query($v: Boolean!) { products { list @include(if: $v) list } }", v=False)


async def test_a_root_fetch_under_a_condition_is_not_sent() -> None:
    shop = catalogue()
    answer = await shop.run("query($v: Boolean!) { me @skip(if: $v) { nick } __typename }", v=True)
    assert answer.data == {"__typename": "Query"}
    assert shop.asked() == {}


async def test_only_the_variables_of_a_fetch_are_sent_with_it() -> None:
    shop = catalogue()
    await shop.expect_as_monolith(
        """query($q: Int = 2, $n: Int, $v: Boolean!) {
          products(first: $n) { price(quantity: $q) name @include(if: $v) }
        }""",
        q=2,
        n=1,
        v=True,
    )
    assert set(shop.subgraphs["products"].requests[0][1]) == {"n", "v"}
    assert set(shop.subgraphs["prices"].requests[0][1]) == {"representations", "q"}


@pytest.mark.parametrize("wanted", [True, False])
async def test_an_object_that_is_part_of_a_key_is_not_asked_below_a_skipped_field(wanted: bool) -> None:
    """The owner is fetched in any case, as who the pet is depends on it; his name is not."""
    owner = {"__typename": "Owner", "id": "o1", "name": "Ada"}
    pet = {"__typename": "Pet", "owner": owner, "legs": 4}
    house = Federation(
        World(roots={"Query.pet": lambda: pet}, entities={"Pet": [pet], "Owner": [owner]}),
        a="""
        type Query { pet: Pet }
        type Pet @key(fields: "owner { id }") { owner: Owner }
        type Owner @key(fields: "id") { id: ID! }
        """,
        b="""
        type Pet @key(fields: "owner { id }") { owner: Owner  legs: Int }
        type Owner @key(fields: "id") { id: ID! }
        """,
        c='type Owner @key(fields: "id") { id: ID!  name: String }',
    )
    query = "query($v: Boolean!) { pet { legs owner @include(if: $v) { name } } }"
    await house.expect_as_monolith(query, v=wanted)
    assert house.asked() == ({"a": 1, "b": 1, "c": 1} if wanted else {"a": 1, "b": 1})


@pytest.mark.parametrize("v", [True, False])
async def test_what_is_asked_under_a_condition_and_its_opposite_is_asked_nowhere(v: bool) -> None:
    shop = catalogue()
    never = "brand @skip(if: $v) { title } price(quantity: $n) @skip(if: $v)"
    query = f"query($v: Boolean!, $n: Int) {{ products @include(if: $v) {{ name {never} }} }}"
    await shop.expect_as_monolith(query, v=v, n=2)
    assert shop.asked() == ({"products": 1} if v else {})
    nothing_left = "query($v: Boolean!) { products @include(if: $v) { brand { title @skip(if: $v) } } }"
    await shop.expect_as_monolith(nothing_left, v=v)
