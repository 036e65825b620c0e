"""Composition as a whole: what a supergraph looks like, and that it does not depend on the order of subgraphs."""

from __future__ import annotations

from gateway.composition import compose
from tests.kit.composition import definition, expect_errors, expect_sdl, expect_valid, subgraph

PRODUCTS = """
type Query { product(sku: ID!): Product }
"What we make."
type Product @key(fields: "sku") { sku: ID! name: String! units: Units! @shareable }
type Units @shareable { order: String! orderContent: Int! }
"""
PRICES = """
type Product @key(fields: "sku") {
  sku: ID!
  units: Units! @external
  price(quantity: Int! = 1): Int @requires(fields: "units { orderContent }")
}
type Units { orderContent: Int! @external }
"""
PRODUCT = """type Product
  @join__type(graph: PRICES, key: "sku")
  @join__type(graph: PRODUCTS, key: "sku")
{
  sku: ID!
  units: Units! @join__field(graph: PRICES, external: true) @join__field(graph: PRODUCTS)
  price(quantity: Int! = 1): Int @join__field(graph: PRICES, requires: "units { orderContent }")
  name: String! @join__field(graph: PRODUCTS)
}"""


def test_an_entity_is_joined_from_its_subgraphs() -> None:
    sdl = expect_sdl(products=PRODUCTS, prices=PRICES)
    assert definition(sdl, "Product") == PRODUCT


def test_the_gateway_reads_what_composition_writes() -> None:
    supergraph = expect_valid(products=PRODUCTS, prices=PRICES)
    assert sorted(supergraph.subgraphs) == ["prices", "products"]
    assert set(supergraph.types["Product"]["prices"].fields) == {"sku", "units", "price"}
    assert set(supergraph.public_schema.type_map["Product"].fields) == {"sku", "units", "price", "name"}  # type: ignore[attr-defined]


def test_the_order_of_subgraphs_does_not_matter() -> None:
    one, other = subgraph("products", PRODUCTS), subgraph("prices", PRICES)
    assert compose([one, other]) == compose([other, one])


def test_what_a_server_prints_of_its_machinery_is_left_out() -> None:
    sdl = expect_sdl(
        a="""
        type Query { _service: _Service! _entities(representations: [_Any!]!): [_Entity]! user: User }
        type User @key(fields: "id") { id: ID! }
        type _Service { sdl: String! }
        scalar _Any
        union _Entity = User
        """
    )
    assert "_Any" not in sdl
    assert "_service" not in sdl


def test_a_subgraph_without_queries_composes_with_one_that_has_them() -> None:
    expect_valid(
        a="""
        type Query { _service: _Service! }
        type _Service { sdl: String! }
        type P @key(fields: "id") { id: ID! x: Int }
        """,
        b='type Query { p: P } type P @key(fields: "id") { id: ID! }',
    )


def test_a_description_is_kept() -> None:
    assert '"""What we make."""\ntype Product\n' in expect_sdl(products=PRODUCTS, prices=PRICES)


def test_broken_sdl_is_named_with_subgraph_and_place() -> None:
    (error,) = expect_errors("INVALID_GRAPHQL", products="type Query { product: }", mentions=("[products]",))
    assert error.locations[0].subgraph == "products"
