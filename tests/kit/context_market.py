"""A market whose fields take arguments from contexts: prices of items in the currency of the shop they are seen in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gateway.supergraph import Supergraph, read_supergraph
from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World
from tests.kit.join_supergraphs import joined

SHOPS = """
type Query { shops: [Shop]  shop: Shop  lonely: Item }
type Shop @key(fields: "id") { id: ID!  name: String  currency: String  item: Item  items: [Item]  best: Box }
type Box { item: Item }
type Item @key(fields: "id") { id: ID!  label: String  price(in: String, quantity: Int): String  next: Item }
"""
MONEY = """
type Shop @key(fields: "id") { id: ID!  rate: Rate }
type Rate { code: String  factor: Int }
"""
STOCK = """
type Item @key(fields: "id") { id: ID!  store(of: String, at: Int): String  total(by: Int): String  twin: Item }
"""
SUPERGRAPH = """
type Query @join__type(graph: SHOPS) @join__type(graph: MONEY) @join__type(graph: STOCK) {
  shops: [Shop] @join__field(graph: SHOPS)
  shop: Shop @join__field(graph: SHOPS)
  lonely: Item @join__field(graph: SHOPS)
}
type Shop @join__type(graph: SHOPS, key: "id") @join__type(graph: MONEY, key: "id") @context(name: "shops__where")
  @context(name: "stock__where") {
  id: ID!
  name: String @join__field(graph: SHOPS)
  currency: String @join__field(graph: SHOPS)
  item: Item @join__field(graph: SHOPS)
  items: [Item] @join__field(graph: SHOPS)
  best: Box @join__field(graph: SHOPS)
  rate: Rate @join__field(graph: MONEY)
}
type Box @join__type(graph: SHOPS) { item: Item }
type Rate @join__type(graph: MONEY) { code: String  factor: Int }
type Item @join__type(graph: SHOPS, key: "id") @join__type(graph: STOCK, key: "id") {
  id: ID!
  label: String @join__field(graph: SHOPS)
  next: Item @join__field(graph: SHOPS)
  twin: Item @join__field(graph: STOCK)
  price(quantity: Int): String @join__field(graph: SHOPS, contextArguments:
    [{context: "shops__where", name: "in", type: "String", selection: " { currency }"}])
  store: String @join__field(graph: STOCK, contextArguments: [
    {context: "stock__where", name: "of", type: "String", selection: "{ name }"}
    {context: "stock__where", name: "at", type: "Int", selection: "{ rate { factor } }"}])
  total: String @join__field(graph: STOCK, contextArguments:
    [{context: "stock__where", name: "by", type: "Int", selection: "{ rate { factor } }"}])
}
"""


def thing(type_name: str, key: str, **values: Any) -> dict[str, Any]:
    return {"__typename": type_name, "id": key, **values}


def market() -> Federation:
    saw = thing("Item", "i1", label="Saw")
    nail = thing("Item", "i2", label="Nail", next=saw)
    saw["twin"] = nail
    shops = [
        thing("Shop", "s1", name="One", currency="EUR", item=saw, items=[saw, nail]),
        thing("Shop", "s2", name="Two", currency="CHF", item=saw, items=[saw, None, nail]),
        thing("Shop", "s3", name="Three", currency="EUR", item=nail, items=[nail]),
        thing("Shop", "s4", name="Four", currency=None, item=saw, items=[]),
    ]
    for number, shop in enumerate(shops):
        shop["rate"] = {"__typename": "Rate", "code": "x", "factor": number} if number != 1 else None
        shop["best"] = {"__typename": "Box", "item": shop["item"]}
    return federation(shops, [saw, nail], {})


def market_of_own_items() -> Federation:
    """No item is in two shops or in none, so that one service over the same world knows the shop of each."""
    shops = []
    items: list[dict[str, Any]] = []
    for number, currency in enumerate(("EUR", "CHF", None)):
        own = [thing("Item", f"i{number}{letter}", label=letter) for letter in "abc"]
        own[0]["next"], own[1]["next"], own[2]["twin"], own[1]["twin"] = own[1], own[2], own[0], own[1]
        shop = thing("Shop", f"s{number}", name=f"N{number}", currency=currency, item=own[number], items=own)
        shop["items"] = [*own[:number], None, *own[number:]]
        shop["rate"] = {"__typename": "Rate", "code": "x", "factor": number} if number else None
        shop["best"] = {"__typename": "Box", "item": own[0]}
        shops.append(shop)
        items += own
    homes = {item["id"]: shop for shop in shops for item in shop["items"] if item is not None}
    house = federation(shops, items, homes)
    house.supergraph = read(SUPERGRAPH.replace("lonely: Item @join__field(graph: SHOPS)", ""))
    return house


def federation(
    shops: list[dict[str, Any]], items: list[dict[str, Any]], homes: Mapping[str, Mapping[str, Any]]
) -> Federation:
    """`homes` are the shops of items, for a service that is not told the arguments."""

    def factor(item: Mapping[str, Any]) -> int | None:
        rate = homes[item["id"]]["rate"]
        return None if rate is None else int(rate["factor"])

    def price(item: Mapping[str, Any], quantity: int = 1, **given: Any) -> str:
        currency = given["in"] if "in" in given else homes[item["id"]]["currency"]
        return f"{quantity} {item['id']} in {currency}"

    def store(item: Mapping[str, Any], **given: Any) -> str:
        name, at = (given["of"], given["at"]) if given else (homes[item["id"]]["name"], factor(item))
        return f"{item['id']} of {name} at {at}"

    def total(item: Mapping[str, Any], **given: Any) -> str:
        return f"{item['id']} by {given['by'] if given else factor(item)}"

    world = World(
        roots={"Query.shops": lambda: shops, "Query.shop": lambda: shops[0], "Query.lonely": lambda: items[0]},
        entities={"Item": items, "Shop": shops},
        computed={"Item.price": price, "Item.store": store, "Item.total": total},
    )
    house = Federation(world, shops=SHOPS, money=MONEY, stock=STOCK)
    house.supergraph = read(SUPERGRAPH)
    return house


def read(body: str) -> Supergraph:
    return read_supergraph(joined("v0.5", body, "shops", "money", "stock"))
