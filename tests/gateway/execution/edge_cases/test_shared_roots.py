"""Root fields that several subgraphs share: split where they are read, merged by what each gave."""

from __future__ import annotations

from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World


def products() -> Federation:
    product = {"__typename": "Product", "id": "1", "name": "n1", "category": "c1", "price": 100.0}
    other = {"__typename": "Product", "id": "2", "name": "n2", "category": "c2", "price": 200.0}
    world = World(roots={"Query.product": lambda: product, "Query.products": lambda: [product, other, None]})
    roots = "type Query { product: Product @shareable  products: [Product] @shareable }"
    return Federation(
        world,
        category=f"{roots} type Product {{ id: ID! @shareable  category: String }}",
        name=f"{roots} type Product {{ id: ID! @shareable  name: String }}",
        price=f"{roots} type Product {{ id: ID! @shareable  price: Float }}",
    )


async def test_a_shared_root_field_is_split_over_its_subgraphs_and_merged() -> None:
    await products().expect(
        "{ product { id name category price } }",
        {"product": {"id": "1", "name": "n1", "category": "c1", "price": 100.0}},
        """
        QueryPlan {
          Parallel {
            Fetch(id: 0, service: "category") {
              query {
                product {
                  id
                  category
                }
              }
            }
            Fetch(id: 1, service: "name") {
              query {
                product {
                  name
                }
              }
            }
            Fetch(id: 2, service: "price") {
              query {
                product {
                  price
                }
              }
            }
          }
        }
        """,
    )


async def test_a_shared_list_is_merged_element_by_element() -> None:
    await products().expect(
        "{ products { price name } }",
        {"products": [{"price": 100.0, "name": "n1"}, {"price": 200.0, "name": "n2"}, None]},
        """
        QueryPlan {
          Parallel {
            Fetch(id: 0, service: "name") {
              query {
                products {
                  name
                }
              }
            }
            Fetch(id: 1, service: "price") {
              query {
                products {
                  price
                }
              }
            }
          }
        }
        """,
    )


async def test_only_the_subgraphs_that_are_needed_are_asked() -> None:
    house = products()
    await house.run("{ product { id price } }")
    assert house.asked() == {"price": 1}


async def test_a_null_from_one_subgraph_does_not_overwrite_what_another_gave() -> None:
    house = products()
    house.world.roots["name:Query.product"] = lambda: None  # type: ignore[index]
    answer = await house.run("{ product { name category } }")
    assert answer.data == {"product": {"name": None, "category": "c1"}}


async def test_where_all_say_null_the_null_stays() -> None:
    house = products()
    house.world.roots["Query.product"] = lambda: None  # type: ignore[index]
    answer = await house.run("{ product { name category } }")
    assert (answer.data, answer.errors) == ({"product": None}, ())


async def test_a_root_that_failed_in_one_subgraph_leaves_the_rest() -> None:
    house = products()
    house.subgraphs["name"].broken = OSError("down")
    answer = await house.run("{ product { name category } }")
    assert answer.data == {"product": {"name": None, "category": "c1"}}
    assert len(answer.errors) == 1


async def test_nested_shared_lists_are_merged_too() -> None:
    settings = {"__typename": "Settings", "theme": "dark", "unit": "mm", "list": [{"__typename": "E", "x": 1, "y": 2}]}
    house = Federation(
        World(roots={"Query.settings": lambda: settings}),
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
    await house.expect(
        "{ settings { theme unit list { x y } } }",
        {"settings": {"theme": "dark", "unit": "mm", "list": [{"x": 1, "y": 2}]}},
        """
        QueryPlan {
          Parallel {
            Fetch(id: 0, service: "a") {
              query {
                settings {
                  theme
                  list {
                    x
                  }
                }
              }
            }
            Fetch(id: 1, service: "b") {
              query {
                settings {
                  unit
                  list {
                    y
                  }
                }
              }
            }
          }
        }
        """,
    )
