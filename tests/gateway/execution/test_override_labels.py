"""Progressive overrides: by its label a field is answered in the subgraph that takes it over, or where it was."""

from __future__ import annotations

import pytest

from gateway.planning import active_labels, labels_met
from gateway.supergraph import read_supergraph
from tests.kit.join_supergraphs import joined
from tests.kit.moving_shop import moving_shop

PRICE = frozenset({"percent(25)"})


async def test_without_its_label_a_field_stays_where_it_was() -> None:
    house = moving_shop()
    await house.expect_as_monolith("{ items { name price } today }")
    assert house.asked() == {"old": 1}
    assert "price" in house.subgraphs["old"].requests[0][0]


async def test_an_active_label_moves_it_to_the_subgraph_that_takes_it_over() -> None:
    house = moving_shop(PRICE | {"days"})
    await house.expect_as_monolith("{ items { name price } today }")
    assert house.asked() == {"old": 1, "new": 2}
    assert "price" not in house.subgraphs["old"].requests[0][0]
    assert "today" not in house.subgraphs["old"].requests[0][0]


async def test_each_label_moves_its_own_field_alone() -> None:
    house = moving_shop(frozenset({"days", "unheard-of"}))
    await house.expect_as_monolith("{ items { name price } today }")
    assert "price" in house.subgraphs["old"].requests[0][0]
    assert "today" not in house.subgraphs["old"].requests[0][0]


async def test_a_requirement_is_fetched_where_the_label_says() -> None:
    house = moving_shop()
    await house.expect_as_monolith("{ items { tax } }")
    assert house.asked() == {"old": 1, "bills": 1}
    house = moving_shop(PRICE)
    await house.expect_as_monolith("{ items { tax } }")
    assert house.asked() == {"old": 1, "new": 1, "bills": 1}


def test_a_field_of_an_interface_object_moves_for_the_implementations() -> None:
    supergraph = read_supergraph(
        joined(
            "v0.4",
            """
            type Query @join__type(graph: A) { n: Node }
            interface Node @join__type(graph: A, key: "id") @join__type(graph: B, key: "id", isInterfaceObject: true)
              @join__type(graph: C, key: "id", isInterfaceObject: true) {
              id: ID!
              score: Int @join__field(graph: B, overrideLabel: "x")
                @join__field(graph: C, override: "b", overrideLabel: "x")
            }
            type Item implements Node @join__implements(graph: A, interface: "Node") @join__type(graph: A, key: "id") {
              id: ID!  score: Int @join__field
            }
            """,
            "a",
            "b",
            "c",
        )
    )
    for type_name in ("Node", "Item"):
        before, after = supergraph.types[type_name], supergraph.under(frozenset({"x"})).types[type_name]
        assert ("score" in before["b"].fields, "score" in before["c"].fields) == (True, False)
        assert ("score" in after["b"].fields, "score" in after["c"].fields) == (False, True)


def test_a_field_that_is_still_used_where_it_was_is_answered_there_while_its_label_rests() -> None:
    body = """
        type Query @join__type(graph: A) @join__type(graph: B) { item: Item @join__field(graph: A) }
        type Item @join__type(graph: A, key: "id") @join__type(graph: B, key: "id") {
          id: ID!
          size: Int @join__field(graph: A, usedOverridden: true, overrideLabel: "x")
            @join__field(graph: B, override: "a", overrideLabel: "x")
        }
        """
    supergraph = read_supergraph(joined("v0.4", body, "a", "b"))
    assert not supergraph.types["Item"]["a"].fields["size"].external
    assert "size" not in supergraph.under(frozenset({"x"})).types["Item"]["a"].fields


def test_a_label_that_takes_over_from_nobody_moves_nothing() -> None:
    body = """
        type Query @join__type(graph: A) { item: Int @join__field(graph: A, override: "gone", overrideLabel: "x") }
        """
    supergraph = read_supergraph(joined("v0.4", body, "a"))
    assert not supergraph.labels
    assert "item" in supergraph.types["Query"]["a"].fields


@pytest.mark.parametrize(
    ("query", "labels"),
    [
        ("{ items { name box { height } } size }", set()),
        ("{ today }", {"days"}),
        ("{ items { price } }", {"percent(25)"}),
        ("{ items { ... on Item { price } } today }", {"percent(25)", "days"}),
        ("{ items { tax } }", {"percent(25)"}),
    ],
)
def test_an_operation_meets_the_labels_of_what_it_selects_and_of_what_that_requires(
    query: str, labels: set[str]
) -> None:
    house = moving_shop()
    assert labels_met(house.supergraph, house.normalized(query)) == labels


def test_a_label_on_a_key_is_met_by_all_that_pass_its_type() -> None:
    body = """
        type Query @join__type(graph: A) @join__type(graph: B) { item: Item @join__field(graph: A) }
        type Item @join__type(graph: A, key: "code") @join__type(graph: B, key: "code") {
          code: ID @join__field(graph: A, overrideLabel: "x") @join__field(graph: B, override: "a", overrideLabel: "x")
          name: String @join__field(graph: B)
        }
        """
    house = moving_shop()
    house.supergraph = read_supergraph(joined("v0.4", body, "a", "b"))
    assert labels_met(house.supergraph, house.normalized("{ item { name } }")) == {"x"}


def test_percentages_are_drawn_once_each_and_other_labels_are_active_when_configured() -> None:
    labels = frozenset({"percent(0)", "percent(25)", "percent(99.5)", "percent(100)", "beta", "rest"})
    draws = iter([0.0, 0.999, 0.2499, 0.994])
    active = active_labels(labels, ["beta", "unknown"], lambda: next(draws))
    assert active == {"percent(100)", "percent(25)", "percent(99.5)", "beta"}
    assert next(draws, None) is None
    assert active_labels(frozenset({"percent(25)"}), [], lambda: 0.25) == frozenset()
