"""One small supergraph for each version of the join specification."""

from __future__ import annotations

import pytest
from graphql import GraphQLInputObjectType, GraphQLObjectType, print_type

from gateway.errors import ConfigurationError
from gateway.supergraph import Supergraph, read_supergraph
from tests.kit.join_supergraphs import joined


def read(version: str, body: str, *names: str) -> Supergraph:
    return read_supergraph(joined(version, body, *names))


def test_v0_2_has_neither_interface_objects_nor_rows_for_unions() -> None:
    supergraph = read(
        "v0.2",
        """
        type Query @join__type(graph: A) @join__type(graph: B) { items: [Item] @join__field(graph: A)  any: Any }
        union Any @join__type(graph: A) @join__type(graph: B) = Item | Other
        interface Node @join__type(graph: A) { id: ID! }
        type Item implements Node @join__implements(graph: A, interface: "Node") @join__type(graph: A, key: "id")
          @join__type(graph: B, key: "id", extension: true) {
          id: ID!
          name: String @join__field(graph: A)
          stock: Int @join__field(graph: B, requires: "weight")
          weight: Int @join__field(graph: A) @join__field(graph: B, external: true)
        }
        type Other @join__type(graph: B) { x: Int }
        """,
        "a",
        "b",
    )
    item = supergraph.types["Item"]
    assert set(item["a"].fields) == {"id", "name", "weight"}
    assert set(item["b"].fields) == {"id", "stock", "weight"}
    assert item["b"].fields["weight"].external
    assert not item["b"].fields["id"].external
    assert item["b"].keys[0].resolvable
    assert supergraph.types["Any"]["a"].possible == {"Item"}
    assert supergraph.types["Any"]["b"].possible == {"Item", "Other"}
    assert supergraph.types["Node"]["a"].possible == {"Item"}


def test_v0_2_keys_of_extensions_are_local_although_they_are_called_external() -> None:
    supergraph = read(
        "v0.2",
        """
        type Query @join__type(graph: A) @join__type(graph: B) { item: Item @join__field(graph: B) }
        type Item @join__type(graph: A, key: "maker { id }")
          @join__type(graph: B, key: "maker { id }", extension: true) {
          maker: Maker @join__field(graph: A) @join__field(graph: B, external: true)
          size: Int @join__field(graph: A) @join__field(graph: B, external: true)
        }
        type Maker @join__type(graph: A) @join__type(graph: B) {
          id: ID! @join__field(graph: A) @join__field(graph: B, external: true)
        }
        """,
        "a",
        "b",
    )
    item, maker = supergraph.types["Item"]["b"], supergraph.types["Maker"]["b"]
    assert (item.fields["maker"].external, maker.fields["id"].external) == (False, False)
    assert item.fields["size"].external


def test_v0_3_has_interface_objects_rows_without_a_graph_and_keys_that_cannot_be_entered_by() -> None:
    supergraph = read(
        "v0.3",
        """
        type Query @join__type(graph: A) @join__type(graph: B) { nodes: [Node] @join__field(graph: A) }
        interface Node @join__type(graph: A, key: "id")
          @join__type(graph: B, key: "id", resolvable: false, isInterfaceObject: true) {
          id: ID!
          score: Int @join__field(graph: B)
        }
        type Item implements Node @join__implements(graph: A, interface: "Node") @join__type(graph: A, key: "id") {
          id: ID!
          score: Int @join__field
        }
        """,
        "a",
        "b",
    )
    node, item = supergraph.types["Node"], supergraph.types["Item"]
    assert node["b"].is_interface_object
    assert node["b"].possible == {"Node"}
    assert not node["b"].keys[0].resolvable
    assert "score" not in item["a"].fields
    assert item["b"].entity_name == "Node"
    assert set(item["b"].fields) == {"id", "score"}


def test_v0_3_merges_input_fields_and_enum_values_so_that_clients_see_what_all_accept() -> None:
    supergraph = read(
        "v0.3",
        """
        type Query @join__type(graph: A) @join__type(graph: B) { items(by: By, kind: Kind): Int }
        input By @join__type(graph: A) @join__type(graph: B) {
          id: ID! @join__field(graph: A, type: "ID") @join__field(graph: B, type: "ID!")
        }
        enum Kind @join__type(graph: A) @join__type(graph: B) {
          BIG @join__enumValue(graph: A) @join__enumValue(graph: B)
          SMALL @join__enumValue(graph: A)
        }
        """,
        "a",
        "b",
    )
    by = supergraph.public_schema.type_map["By"]
    assert isinstance(by, GraphQLInputObjectType)
    assert print_type(by) == "input By {\n  id: ID!\n}"
    assert print_type(supergraph.public_schema.type_map["Kind"]) == "enum Kind {\n  BIG\n  SMALL\n}"


def test_v0_3_keeps_an_overridden_field_as_key_material_only() -> None:
    supergraph = read(
        "v0.3",
        """
        type Query @join__type(graph: A) @join__type(graph: B) { item: Item @join__field(graph: A) }
        type Item @join__type(graph: A, key: "id") @join__type(graph: B, key: "id") {
          id: ID!
          size: Int @join__field(graph: A, usedOverridden: true) @join__field(graph: B, override: "a")
        }
        """,
        "a",
        "b",
    )
    item = supergraph.types["Item"]
    assert item["a"].fields["size"].external
    assert not item["b"].fields["size"].external


def test_v0_4_passes_over_what_subgraphs_said_besides() -> None:
    supergraph = read(
        "v0.4",
        """
        type Query @join__type(graph: A)
          @join__directive(graphs: [A], name: "cacheControl", args: {maxAge: 3, deep: {list: [1]}}) {
          item: Int @join__directive(graphs: [A], name: "connect", args: {http: {GET: "/"}})
        }
        """,
        "a",
    )
    assert set(supergraph.types["Query"]["a"].fields) == {"item"}
    assert print_type(supergraph.public_schema.type_map["Query"]) == "type Query {\n  item: Int\n}"


def test_v0_5_fills_arguments_from_contexts_and_hides_them_from_clients() -> None:
    supergraph = read(
        "v0.5",
        """
        type Query @join__type(graph: A) { shop: Shop }
        interface Place @join__type(graph: A) @context(name: "a__where") { currency: String }
        type Shop implements Place @join__implements(graph: A, interface: "Place") @join__type(graph: A, key: "id") {
          id: ID!  currency: String  item: Item
        }
        type Item @join__type(graph: A, key: "id") {
          id: ID!
          price(in: String, net: Boolean): Int @join__field(graph: A, contextArguments:
            [{context: "a__where", name: "in", type: "String", selection: " { currency }"}])
        }
        """,
        "a",
    )
    argument = supergraph.types["Item"]["a"].fields["price"].contexts[0]
    assert (argument.name, argument.type_text) == ("in", "String")
    assert set(argument.selections) == {"Place", "Shop"}
    item = supergraph.public_schema.type_map["Item"]
    assert isinstance(item, GraphQLObjectType)
    assert list(item.fields["price"].args) == ["net"]
    assert "context" not in str(supergraph.public_schema.type_map.keys())


@pytest.mark.parametrize(
    ("change", "to", "message"),
    [
        ('context: "where"', 'context: "there"', "Item.price in A: no type carries the context there"),
        ("{ currency }", "{ ghost }", "context where of Item.price in A"),
        (
            "item: Item",
            "item: Item @join__field(graph: GHOST)",
            "Shop.item is said to be in GHOST, which is no subgraph",
        ),
        (
            "item: Item",
            "item: Item @join__field(graph: B)",
            "Shop.item is said to be in B, which is not a subgraph of its",
        ),
        ("item: Item", 'item: Item @join__field(graph: A, type: "[")', "'\\[' is no type"),
    ],
)
def test_a_row_that_fits_nothing_is_refused_with_its_place(change: str, to: str, message: str) -> None:
    body = """
        type Query @join__type(graph: A) @join__type(graph: B) { shop: Shop @join__field(graph: A) }
        type Shop @join__type(graph: A, key: "id") @context(name: "where") { id: ID!  currency: String  item: Item }
        type Item @join__type(graph: A, key: "id") {
          id: ID!
          price: Int @join__field(graph: A, contextArguments:
            [{context: "where", name: "in", type: "String", selection: "{ currency }"}])
        }
        """
    assert change in body
    read("v0.5", body, "a", "b")
    with pytest.raises(ConfigurationError, match=message):
        read("v0.5", body.replace(change, to), "a", "b")


def test_the_name_of_a_subgraph_is_never_taken_from_its_value() -> None:
    body = "type Query @join__type(graph: THE_SHOP) { x: Int }"
    supergraph = read("v0.4", body, "the-shop")
    assert set(supergraph.types["Query"]) == {"the-shop"}
