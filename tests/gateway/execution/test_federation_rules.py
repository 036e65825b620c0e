"""Keys, requirements and value types in the combinations that trip gateways up."""

from __future__ import annotations

import pytest

from gateway.errors import ClientError
from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World


async def test_a_null_key_means_no_request_for_that_object() -> None:
    books = [
        {"__typename": "Book", "upc": "1", "id": "i1", "author": "Ada"},
        {"__typename": "Book", "upc": "2", "id": None, "author": None},
    ]
    world = World(roots={"Query.books": lambda: books}, entities={"Book": books})
    house = Federation(
        world,
        a='type Query { books: [Book] }  type Book @key(fields: "upc") { upc: ID! }',
        b='type Book @key(fields: "upc") @key(fields: "id") { upc: ID!  id: ID }',
        c='type Book @key(fields: "id") { id: ID  author: String }',
    )
    answer = await house.expect_as_monolith("{ books { upc author } }")
    assert answer.data == {"books": [{"upc": "1", "author": "Ada"}, {"upc": "2", "author": None}]}
    assert house.subgraphs["c"].requests[0][1]["representations"] == [{"__typename": "Book", "id": "i1"}]


async def test_a_reentry_uses_the_only_resolvable_key() -> None:
    one = {"__typename": "A", "id": "1", "name": "n", "composite": {"__typename": "C", "two": "2", "three": "3"}}
    bs = [{"__typename": "B", "id": "b", "a": one}]
    world = World(
        roots={"Query.b": lambda: bs[0]},
        entities={"A": [one], "B": bs},
        computed={"A.nameInB": lambda of: f"b.{of['name']}"},
    )
    house = Federation(
        world,
        a="""
        type A @key(fields: "id") @key(fields: "id composite { two three }", resolvable: false) {
          id: ID!  name: String!  composite: C! }
        type C { two: ID!  three: ID! }
        """,
        b="""
        type Query { b: B }
        type B @key(fields: "id") { id: ID!  a: A }
        type A @key(fields: "id composite { two three }") {
          id: ID!  composite: C!  name: String! @external  nameInB: String! @requires(fields: "name") }
        type C { two: ID!  three: ID! }
        """,
    )
    await house.expect_as_monolith("{ b { a { name nameInB } } }")
    assert house.asked() == {"a": 1, "b": 2}


async def test_a_compound_key_is_collected_from_two_subgraphs() -> None:
    one = {"__typename": "Item", "id": "1", "left": "l", "right": "r", "goal": 7}
    world = World(roots={"Query.item": lambda: one}, entities={"Item": [one]})
    house = Federation(
        world,
        a='type Query { item: Item }  type Item @key(fields: "id") { id: ID! }',
        b='type Item @key(fields: "id") { id: ID!  left: String! }',
        c='type Item @key(fields: "id") { id: ID!  right: String! }',
        d='type Item @key(fields: "left right") { left: String!  right: String!  goal: Int! }',
    )
    await house.expect_as_monolith("{ item { goal } }")
    assert house.asked() == {"a": 1, "b": 1, "c": 1, "d": 1}


async def test_a_key_may_hold_lists_of_objects() -> None:
    products = [{"__typename": "Product", "id": n, "pid": f"p{n}"} for n in ("1", "2")]
    basket = {"__typename": "Basket", "products": products, "total": 30}
    world = World(roots={"Query.basket": lambda: basket}, entities={"Basket": [basket], "Product": products})
    house = Federation(
        world,
        a="""
        type Query { basket: Basket }
        type Basket @key(fields: "products { id pid }") { products: [Product!]! }
        type Product @key(fields: "id") { id: ID!  pid: ID! }
        """,
        b="""
        type Basket @key(fields: "products { id pid }") { products: [Product!]!  total: Int }
        type Product @key(fields: "id") { id: ID!  pid: ID! }
        """,
    )
    await house.expect_as_monolith("{ basket { total } }")
    assert house.subgraphs["b"].requests[0][1]["representations"] == [
        {"__typename": "Basket", "products": [{"id": "1", "pid": "p1"}, {"id": "2", "pid": "p2"}]}
    ]


async def test_a_value_type_spread_over_subgraphs_is_fetched_again_through_its_parent() -> None:
    product = {"__typename": "Product", "id": "1", "category": {"__typename": "Category", "name": "saws", "tax": 19}}
    world = World(roots={"Query.product": lambda: product}, entities={"Product": [product]})
    house = Federation(
        world,
        a="""
        type Query { product: Product }
        type Product @key(fields: "id") { id: ID!  category: Category @shareable }
        type Category { name: String @shareable }
        """,
        b="""
        type Product @key(fields: "id") { id: ID!  category: Category @shareable }
        type Category { name: String @shareable  tax: Int }
        """,
    )
    await house.expect_as_monolith("{ product { category { name tax } } }")


async def test_a_shared_root_field_is_split_over_its_subgraphs_and_merged() -> None:
    settings = {"__typename": "Settings", "theme": "dark", "unit": "mm", "list": [{"__typename": "E", "x": 1, "y": 2}]}
    world = World(roots={"Query.settings": lambda: settings})
    house = Federation(
        world,
        a="""
        type Query { settings: Settings @shareable }
        type Settings { theme: String  list: [E] @shareable }
        type E { x: Int }
        """,
        b="""
        type Query { settings: Settings @shareable }
        type Settings { unit: String  list: [E] @shareable }
        type E { y: Int }
        """,
    )
    await house.expect_as_monolith("{ settings { theme unit list { x y } } }")
    assert house.asked() == {"a": 1, "b": 1}


async def test_two_requirements_on_one_field_with_different_arguments_are_sent_apart() -> None:
    product = {"__typename": "Product", "upc": "1"}
    world = World(
        roots={"Query.products": lambda: [product]},
        entities={"Product": [product]},
        computed={
            "Product.price": lambda of, currency: {"USD": 100, "EUR": 90}[currency],
            "Product.express": lambda of: of.get("price", 100) + 1,
            "Product.standard": lambda of: of.get("price", 90) + 2,
        },
    )
    house = Federation(
        world,
        a="""
        type Query { products: [Product] }
        type Product @key(fields: "upc") { upc: ID!  price(currency: String!): Int }
        """,
        b="""
        type Product @key(fields: "upc") { upc: ID!  price(currency: String!): Int @external
          express: Int @requires(fields: "price(currency: \\"USD\\")")
          standard: Int @requires(fields: "price(currency: \\"EUR\\")") }
        """,
    )
    answer = await house.run('{ products { price(currency: "EUR") express standard } }')
    assert answer.data == {"products": [{"price": 90, "express": 101, "standard": 92}]}


async def test_requirements_may_go_back_and_forth_between_two_subgraphs() -> None:
    one = {"__typename": "Post", "id": "1", "level": 3}
    world = World(
        roots={"Query.post": lambda: one},
        entities={"Post": [one]},
        computed={
            "Post.second": lambda of: 3 + 1,
            "Post.third": lambda of: 3 + 2,
        },
    )
    house = Federation(
        world,
        a="""
        type Query { post: Post }
        type Post @key(fields: "id") { id: ID!  level: Int!  second: Int! @external
          third: Int! @requires(fields: "second") }
        """,
        b="""
        type Post @key(fields: "id") { id: ID!  level: Int! @external  second: Int! @requires(fields: "level") }
        """,
    )
    await house.expect_as_monolith("{ post { third } }")
    assert house.asked() == {"a": 2, "b": 1}


async def test_a_requirement_on_an_abstract_field_keeps_its_guards() -> None:
    favourite = {"__typename": "Book", "id": "b1", "title": "Iron"}
    user = {"__typename": "User", "id": "1", "likes": favourite}
    world = World(
        roots={"Query.user": lambda: user},
        entities={"User": [user]},
        computed={"User.summary": lambda of: f"likes {of['likes']['title']}"},
    )
    shared = "union Media = Book | Movie  type Book { id: ID!  title: String }  type Movie { id: ID!  minutes: Int }"
    house = Federation(
        world,
        a=f'type Query {{ user: User }}  type User @key(fields: "id") {{ id: ID!  likes: Media }} {shared}',
        b=f"""
        type User @key(fields: "id") {{ id: ID!  likes: Media @external
          summary: String @requires(fields: "likes {{ ... on Book {{ title }} ... on Movie {{ minutes }} }}") }}
        {shared}
        """,
    )
    await house.expect_as_monolith("{ user { summary } }")
    assert house.subgraphs["b"].requests[0][1]["representations"] == [
        {"__typename": "User", "id": "1", "likes": {"__typename": "Book", "title": "Iron"}}
    ]


async def test_a_key_that_is_not_resolvable_is_no_way_in() -> None:
    world = World()
    house = Federation(
        world,
        a='type Query { item: Item }  type Item @key(fields: "id") { id: ID! }',
        b='type Item @key(fields: "id", resolvable: false) { id: ID!  secret: Int }',
    )
    with pytest.raises(ClientError) as refused:
        house.fetches("{ item { secret } }")
    assert refused.value.code == "OPERATION_PLANNING_ERROR"
    assert "Query.item" in refused.value.message


async def test_entity_fetches_that_are_ready_together_share_one_request() -> None:
    items = {name: {"__typename": "Item", "id": name, "price": len(name)} for name in ("one", "three")}
    world = World(
        roots={"Query.left": lambda: items["one"], "Query.right": lambda: items["three"]},
        entities={"Item": list(items.values())},
    )
    house = Federation(
        world,
        a='type Query { left: Item  right: Item }  type Item @key(fields: "id") { id: ID! }',
        b='type Item @key(fields: "id") { id: ID!  price(net: Boolean): Int }',
    )
    world.computed["Item.price"] = lambda of, net=None: of["price"]  # type: ignore[index]
    await house.expect_as_monolith(
        "query($net: Boolean) { left { price(net: $net) } right { price(net: $net) } }", net=True
    )
    assert house.asked() == {"a": 1, "b": 1}
