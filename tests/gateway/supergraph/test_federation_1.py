"""Join v0.1, as compositions of federation 1 wrote it: only entities and root fields have rows."""

from __future__ import annotations

from gateway.supergraph import Supergraph, read_supergraph
from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World
from tests.kit.join_supergraphs import joined

BODY = """
type Query {
  topReviews: [Review] @join__field(graph: REVIEWS)
  product(upc: ID): Product @join__field(graph: PRODUCTS)
  marked: [Marked] @join__field(graph: PRODUCTS)
}
interface Marked { mark: Int }
type Product implements Marked @join__owner(graph: PRODUCTS)
  @join__type(graph: PRODUCTS, key: "upc")
  @join__type(graph: PRODUCTS, key: "maker { code }")
  @join__type(graph: REVIEWS, key: "upc")
  @join__type(graph: STOCK, key: "maker { code }")
{
  upc: ID! @join__field(graph: PRODUCTS)
  mark: Int @join__field(graph: PRODUCTS)
  name: String
  size: Size @join__field(graph: PRODUCTS)
  maker: Maker @join__field(graph: PRODUCTS)
  reviews: [Review] @join__field(graph: REVIEWS)
  freight: Int @join__field(graph: STOCK, requires: "size { weight }")
}
type Maker { code: String  country: String }
type Size { weight: Int }
interface Note { text: String }
type Praise implements Note { text: String  stars: Int }
type Review implements Marked @join__owner(graph: REVIEWS) @join__type(graph: REVIEWS, key: "id") {
  id: ID! @join__field(graph: REVIEWS)
  mark: Int @join__field(graph: REVIEWS)
  product: Product @join__field(graph: REVIEWS, provides: "name")
  note: Note @join__field(graph: REVIEWS)
}
"""
PRODUCTS = """
type Query { product(upc: ID): Product }
type Product @key(fields: "upc") @key(fields: "maker { code }") { upc: ID!  name: String  size: Size  maker: Maker }
type Maker { code: String  country: String }
type Size { weight: Int }
"""
REVIEWS = """
type Query { topReviews: [Review] }
extend type Product @key(fields: "upc") { upc: ID! @external  name: String @external  reviews: [Review] }
type Review @key(fields: "id") { id: ID!  product: Product @provides(fields: "name")  note: Note }
interface Note { text: String }
type Praise implements Note { text: String  stars: Int }
"""
STOCK = """
extend type Product @key(fields: "maker { code }") {
  maker: Maker @external  size: Size @external  freight: Int @requires(fields: "size { weight }")
}
type Maker { code: String  country: String }
type Size { weight: Int }
"""


def read() -> Supergraph:
    return read_supergraph(joined("v0.1", BODY, "products", "reviews", "stock"))


def shop() -> Federation:
    product = {
        "__typename": "Product",
        "upc": "u1",
        "name": "Drill",
        "size": {"__typename": "Size", "weight": 4},
        "maker": {"__typename": "Maker", "code": "m", "country": "DE"},
    }
    review = {"__typename": "Review", "id": "r1", "product": product}
    review["note"] = {"__typename": "Praise", "text": "good", "stars": 5}
    product["reviews"] = [review]
    world = World(
        roots={"Query.topReviews": lambda: [review], "Query.product": lambda upc: product},
        entities={"Product": [product], "Review": [review]},
        computed={"Product.freight": lambda source: source["size"]["weight"] * 10},
    )
    house = Federation(world, products=PRODUCTS, reviews=REVIEWS, stock=STOCK)
    house.supergraph = read()
    return house


def test_a_field_without_a_row_lives_with_the_owner() -> None:
    product = read().types["Product"]
    assert "name" in product["products"].fields
    assert not product["products"].fields["name"].external
    assert "name" not in product["stock"].fields


def test_a_type_may_have_several_keys_in_one_subgraph() -> None:
    assert [key.text for key in read().types["Product"]["products"].keys] == ["upc", "maker { code }"]


def test_the_fields_of_a_key_are_known_wherever_the_key_is() -> None:
    types = read().types
    assert set(types["Product"]["reviews"].fields) == {"upc", "name", "reviews"}
    assert not types["Product"]["reviews"].fields["upc"].external
    assert types["Product"]["reviews"].fields["name"].external
    assert types["Product"]["stock"].fields["size"].external


def test_a_value_type_is_known_to_the_subgraphs_that_can_reach_it() -> None:
    types = read().types
    assert set(types["Size"]) == {"products", "stock"}
    assert set(types["Praise"]) == {"reviews"}
    assert types["Note"]["reviews"].possible == {"Praise"}
    assert set(types["Note"]) == {"reviews"}


def test_an_entity_is_what_an_interface_can_be_only_where_it_is_known() -> None:
    assert read().types["Marked"]["products"].possible == {"Product"}


def test_the_public_schema_has_no_trace_of_core_or_join() -> None:
    assert set(read().public_schema.type_map) >= {"Product", "Note"}
    assert not [name for name in read().public_schema.type_map if "join" in name or "core" in name]


async def test_keys_provided_fields_and_requirements_are_used_as_federation_1_meant_them() -> None:
    house = shop()
    await house.expect_as_monolith("{ topReviews { product { upc name } note { text ... on Praise { stars } } } }")
    assert house.asked() == {"reviews": 1}
    await house.expect_as_monolith("{ topReviews { product { maker { country } freight } } }")
    await house.expect_as_monolith('{ product(upc: "u1") { name freight reviews { id product { upc } } } }')
