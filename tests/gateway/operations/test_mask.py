"""What a contract document loses for a viewer who may not see all of it."""

from __future__ import annotations

import pytest
from graphql import build_schema, parse, validate

from gateway.errors import ClientError
from gateway.model.operation import Operation
from gateway.operations.normalize import normalize
from tests.kit.visible_parts import without

SCHEMA = build_schema(
    """
    type Query { products(first: Int, orderBy: Sort, filter: Filter): [Product]  search: [Found] }
    type Mutation { order: Int  price: Int }
    type Subscription { changed: Int }
    type Product { sku: ID  price(day: String): Price  related: Product }
    type Price { net: Int  gross: Int }
    type Secret { id: ID }
    union Found = Product | Secret
    enum Sort { NAME MARGIN }
    input Filter { search: String  margin: Int  all: [Filter!] }
    """
)


def masked(query: str, *hidden: str) -> Operation:
    document = parse(query)
    assert not validate(SCHEMA, document)
    return normalize(SCHEMA, document, None, without(SCHEMA, *hidden))


@pytest.mark.parametrize(
    ("query", "hidden", "paths"),
    [
        ("{ products { sku price { net } } }", ["Product.price"], ("products.price",)),
        ("{ products { price { net gross } } }", ["Price.net"], ("products.price.net",)),
        ("{ p: products { r: related { c: price { net } } } }", ["Product.price"], ("p.r.c",)),
        ("{ products(first: 1) { sku } }", ["Query.products(first:)"], ("products",)),
        ("{ products(orderBy: MARGIN) { sku } }", ["Sort.MARGIN"], ("products",)),
        ("{ products(orderBy: NAME) { sku } }", ["Sort.MARGIN"], ()),
        ('{ products(filter: {search: "x"}) { sku } }', ["Filter.margin"], ()),
        ("{ products(filter: {margin: 3}) { sku } }", ["Filter.margin"], ("products",)),
        ('{ products(filter: {all: [{search: "a"}, {margin: 1}]}) { sku } }', ["Filter.margin"], ("products",)),
        ("{ products(filter: {all: {margin: 1}}) { sku } }", ["Filter.margin"], ("products",)),
        ("query($o: Sort) { products(orderBy: $o) { sku } }", ["Sort.MARGIN"], ()),
        ("{ search { ... on Product { sku } ... on Secret { id } } }", ["Secret"], ()),
        ("{ products { sku } }", [], ()),
    ],
)
def test_what_is_hidden_is_listed_by_response_path(query: str, hidden: list[str], paths: tuple[str, ...]) -> None:
    assert masked(query, *hidden).hidden == paths


def test_variables_of_hidden_parts_are_not_used() -> None:
    operation = masked(
        """query($d: String!, $n: Int, $v: Boolean!) {
          products(first: $n) { sku price(day: $d) { net @skip(if: $v) } }
        }""",
        "Product.price",
    )
    assert operation.used_variables == {"n"}
    assert [one.name for one in operation.variables] == ["n"]


def test_a_fragment_on_a_hidden_type_is_dropped() -> None:
    operation = masked("{ search { ... on Product { sku } ... on Secret { id } } }", "Secret")
    assert "Secret" not in str(operation.selections)


@pytest.mark.parametrize(
    ("query", "hidden", "message"),
    [
        ("mutation { order price }", "Mutation.price", "Cannot query field 'price' on type 'Mutation'."),
        ("subscription { changed }", "Subscription.changed", "Cannot query field 'changed' on type 'Subscription'."),
    ],
)
def test_a_hidden_root_of_a_mutation_or_subscription_refuses_everything(query: str, hidden: str, message: str) -> None:
    with pytest.raises(ClientError) as refused:
        masked(query, hidden)
    assert refused.value.message == message
