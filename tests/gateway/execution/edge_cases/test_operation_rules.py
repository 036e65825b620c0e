"""Rules for every operation: type names that only the gateway needs, variables, and nulls where a value is promised."""

from __future__ import annotations

from gateway.model.transport import SubgraphAnswer
from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World
from tests.kit.shop_federation import catalogue


async def test_the_type_of_an_abstract_place_is_fetched_and_shown_only_to_who_asks() -> None:
    query = '{ search(text: "x") { ... on Product { sku } ... on Brand { title } } }'
    house = catalogue()
    answer = await house.expect_as_monolith(query)
    assert "__typename" in house.subgraphs["products"].requests[0][0]
    assert "__typename" not in str(answer.data)
    shown = await house.expect_as_monolith('{ search(text: "x") { kind: __typename } }')
    assert shown.data is not None
    assert {one["kind"] for one in shown.data["search"] if one is not None} == {"Product", "Brand"}


async def test_a_fetch_gets_the_variables_it_uses_as_the_client_declared_them_with_their_defaults() -> None:
    house = catalogue()
    query = """
    query Page($first: Int = 2, $many: Int = 3, $text: String!) {
      products(first: $first) { price(quantity: $many) }
      search(text: $text) { __typename }
    }
    """
    await house.expect_as_monolith(query, text="x")
    (root, given), *_ = house.subgraphs["products"].requests
    assert root.startswith("query Page__products__0($first:Int=2,$text:String!){")
    assert given == {"first": 2, "text": "x"}
    (entities, given), *_ = house.subgraphs["prices"].requests
    assert entities.startswith("query Page__prices__1($representations:[_Any!]!,$many:Int=3){")
    assert given["many"] == 3
    assert given.keys() == {"many", "representations"}


async def test_a_null_where_a_value_is_promised_takes_the_nearest_place_that_may_be_null_with_it_and_is_told_once() -> (
    None
):
    things = [{"__typename": "Thing", "id": one, "hard": f"h{one}"} for one in ("1", "2")]
    house = Federation(
        World(roots={"Query.things": lambda: things}, entities={"Thing": things}),
        a='type Query { things: [Thing] } type Thing @key(fields: "id") { id: ID! }',
        b='type Thing @key(fields: "id") { id: ID!  hard: String! }',
    )
    query = "{ things { id hard again: hard } }"
    await house.expect_as_monolith(query)
    house.subgraphs["b"].broken = SubgraphAnswer(200, b'{"data":{"_entities":[null,{"hard":"h2","again":"h2"}]}}')
    broken = await house.run(query)
    assert broken.data == {"things": [None, {"id": "2", "hard": "h2", "again": "h2"}]}
    assert [one["path"] for one in broken.errors] == [["things", 0, "hard"]]
