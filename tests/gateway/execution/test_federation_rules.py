"""Keys, requirements and value types in the combinations that trip gateways up."""

from __future__ import annotations

from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World


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
