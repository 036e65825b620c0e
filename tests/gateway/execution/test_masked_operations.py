"""One contract document for all audiences: what a viewer may not see is not fetched and answers null."""

from __future__ import annotations

import pytest

from gateway.errors import ClientError
from tests.kit.shop_federation import catalogue
from tests.kit.visible_parts import without


async def test_a_hidden_field_answers_null_and_is_not_fetched() -> None:
    shop = catalogue()
    visible = without(shop.supergraph.public_schema, "Product.price", "Product.rating")
    answer = await shop.run("{ products(first: 1) { name cost: price(quantity: 2) rating } }", visible)
    assert answer.data == {"products": [{"name": "Drill 1", "cost": None, "rating": None}]}
    assert not answer.errors
    assert shop.asked() == {"products": 1}


async def test_a_hidden_field_may_still_serve_as_key_or_requirement() -> None:
    shop = catalogue()
    visible = without(shop.supergraph.public_schema, "Product.sku", "Product.units", "Product.price")
    answer = await shop.run("{ products(first: 1) { sku units { base } price(quantity: 9) rating list } }", visible)
    assert answer.data == {"products": [{"sku": None, "units": None, "price": None, "rating": 1, "list": 100}]}
    assert not answer.errors


async def test_an_object_of_a_hidden_type_is_null_without_an_error() -> None:
    shop = catalogue()
    visible = without(shop.supergraph.public_schema, "Brand")
    answer = await shop.run(
        '{ search(text: "x") { __typename ... on Product { name } ... on Brand { title } } }', visible
    )
    assert answer.data == {"search": [{"__typename": "Product", "name": "Drill 1"}, None, None]}
    assert not answer.errors
    assert "Brand" not in shop.subgraphs["products"].requests[0][0]


async def test_a_hidden_root_field_of_a_mutation_refuses_the_whole_document() -> None:
    shop = catalogue()
    visible = without(shop.supergraph.public_schema, "Mutation.setPrice")
    with pytest.raises(ClientError) as refused:
        await shop.run(
            'mutation { rename(sku: "p1", name: "X") { sku } setPrice(sku: "p1", cents: 1) { sku } }', visible
        )
    assert refused.value.code == "GRAPHQL_VALIDATION_FAILED"
    assert shop.asked() == {}


async def test_introspection_beside_data_is_answered_from_the_visible_schema() -> None:
    shop = catalogue()
    answer = await shop.run(
        """query($name: String!, $more: Boolean!) {
          me { nick }
          __type(name: $name) { name ...Fields @include(if: $more) }
          schema: __schema { queryType { name } }
        }
        fragment Fields on __Type { kind }""",
        name="User",
        more=True,
    )
    assert answer.data == {
        "me": {"nick": "ada"},
        "__type": {"name": "User", "kind": "OBJECT"},
        "schema": {"queryType": {"name": "Query"}},
    }
    assert list(answer.data) == ["me", "__type", "schema"]
    assert shop.asked() == {"users": 1}
