"""What Strawberry prints composes, and clients see one portal."""

from __future__ import annotations

import pytest
from graphql import GraphQLObjectType, GraphQLSchema, build_schema, parse, print_type, validate

from gateway.composition import CompositionResult, compose
from gateway.supergraph import read_supergraph
from tests.kit.composition import definition
from tests.kit.strawberry_subgraphs import strawberry_subgraphs

SHOPPING = """
query Shopping($choice: ProductChoice!) {
  product(choice: $choice) { sku name units { order } price(quantity: 2) { amount } light weight manuals }
  orders { number placedBy { name } product { name price { currencyCode } } total { amount } }
  picture { url alt views }
  popular { url views ... on Picture { alt } }
  me { name }
}
"""


@pytest.fixture(scope="module")
def result() -> CompositionResult:
    composed = compose(strawberry_subgraphs())
    assert not composed.errors, composed.errors
    return composed


@pytest.fixture(scope="module")
def public(result: CompositionResult) -> GraphQLSchema:
    assert result.sdl is not None
    return read_supergraph(result.sdl).public_schema


def test_the_supergraph_is_valid_graphql(result: CompositionResult) -> None:
    assert result.sdl is not None
    assert "Product" in build_schema(result.sdl).type_map


def test_clients_see_one_product_of_all_subgraphs(public: GraphQLSchema) -> None:
    product = public.type_map["Product"]
    assert isinstance(product, GraphQLObjectType)
    fields = {"sku", "gtin", "name", "title", "units", "media", "price", "light", "weight", "manuals"}
    assert set(product.fields) == fields


def test_clients_can_ask_across_subgraphs(public: GraphQLSchema) -> None:
    assert validate(public, parse(SHOPPING)) == []


def test_clients_see_no_machinery(public: GraphQLSchema) -> None:
    assert [
        name for name in public.type_map if name.startswith(("_Any", "_Entity", "_Service", "join__", "link__"))
    ] == []
    assert {one.name for one in public.directives} == {"include", "skip", "defer", "deprecated", "specifiedBy", "oneOf"}


def test_descriptions_deprecations_and_choices_are_kept(public: GraphQLSchema) -> None:
    assert 'title: String! @deprecated(reason: "Use name.")' in print_type(public.type_map["Product"])
    assert print_type(public.type_map["Product"]).startswith('"""What we make."""')
    assert "input ProductChoice @oneOf" in print_type(public.type_map["ProductChoice"])


def test_each_subgraph_is_told_what_it_has_to_do(result: CompositionResult) -> None:
    assert result.sdl is not None
    product = definition(result.sdl, "Product")
    assert '@join__type(graph: ORDERS, key: "sku", resolvable: false)' in product
    assert '@join__type(graph: PRODUCTS, key: "gtin")' in product
    assert '@join__field(graph: PRICES, requires: "units { orderContent priceContent }")' in product
    assert 'weight: Int @join__field(graph: STOCK, override: "content")' in product
    assert "purchasePrice: Money @join__field(graph: PRODUCTS) @inaccessible" in product
    order = definition(result.sdl, "Order")
    assert 'placedBy: User @join__field(graph: ORDERS, provides: "name")' in order
