"""Declared orders are read with their lines, found when broken, and refuse what would break them."""

from __future__ import annotations

from pathlib import Path

import pytest
from graphql import build_schema

from gateway.visibility import PolicyError
from gateway.visibility.checks import check
from gateway.visibility.files import read_folder
from gateway.visibility.loading import compiled_policies, load_policies
from gateway.visibility.order_reading import read_orders
from tests.kit.policy_folder import write_policies

SCHEMA = build_schema("type Query { net: Int cost: Int }")
RULES = "p, visitor, Query.net, read, allow\np, till, Query.net, read, allow"
PAIR = """
- order: a visitor sees no more than a dealer
  sentence: "every row of visitor is one of dealer"
  lesser: {claims: ["kind:visitor"]}
  greater: {claims: ["kind:dealer"]}
"""
MACHINES = """
- order: a machine sees no more than its company
  sentence: "a machine never sees more than its company"
  machines: no more than their company
"""


def written(folder: Path, orders: str, rules: str = RULES, roles: str | None = None) -> Path:
    further = {} if roles is None else {"roles": roles}
    return write_policies(folder, rules, others={"subsets.yaml": orders}, **further)


def test_an_order_names_two_viewers_who_hold_the_function_all(tmp_path: Path) -> None:
    order = read_orders(read_folder(written(tmp_path, PAIR)))[0]
    assert order.pair is not None
    assert (order.pair.lesser.claims, order.pair.greater.functions) == ({"kind:visitor"}, {"all"})
    assert str(order.place) == "subsets.yaml:2"


def test_policies_without_the_file_declare_no_order(tmp_path: Path) -> None:
    assert read_orders(read_folder(write_policies(tmp_path, RULES))) == ()


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (PAIR.replace("sentence: ", "sentense: "), 2, "an order has no sentense"),
        (PAIR.replace('"every row of visitor is one of dealer"', '""'), 2, "needs a name and the sentence it protects"),
        (PAIR.replace("lesser: {claims:", "lesser: {claim:"), 2, "the viewer of an order has claims"),
        (PAIR.replace('  lesser: {claims: ["kind:visitor"]}\n', ""), 2, "does not say who sees no more than whom"),
        (PAIR + "  machines: no more than their company\n", 2, "does not say who sees no more than whom"),
        (MACHINES.replace("no more than", "more than"), 2, "does not say who sees no more than whom"),
        ("order: alone", 1, "the file is not a list of orders"),
        ("- just words", 1, "this is not an order"),
        ("- order: [\n", 2, "this is not YAML"),
    ],
)
def test_what_is_no_order_is_refused_with_its_line(tmp_path: Path, text: str, line: int, reason: str) -> None:
    with pytest.raises(PolicyError) as refused:
        read_orders(read_folder(written(tmp_path, text)))
    assert (refused.value.file, refused.value.line) == ("subsets.yaml", line)
    assert reason in refused.value.reason
    assert refused.value.way_out


def test_orders_that_hold_are_no_findings(tmp_path: Path) -> None:
    assert load_policies(read_folder(written(tmp_path, PAIR + MACHINES)), SCHEMA, strict=False).orders


BROKEN_ROLES = """
g, kind:visitor, visitor
g, kind:dealer, dealer
g, machine:till, till
g, function:all, all
"""


def test_a_broken_order_refuses_a_reload_and_tells_what_the_lesser_sees_beyond(tmp_path: Path) -> None:
    with pytest.raises(PolicyError) as refused:
        load_policies(read_folder(written(tmp_path, PAIR, roles=BROKEN_ROLES)), SCHEMA, strict=False)
    assert (refused.value.file, refused.value.line) == ("subsets.yaml", 2)
    assert refused.value.reason == (
        "the order 'a visitor sees no more than a dealer' does not hold: the lesser sees Query.net"
    )
    assert "every row of visitor is one of dealer" in refused.value.way_out


def test_a_broken_order_is_found_by_the_check(tmp_path: Path) -> None:
    policies = compiled_policies(read_folder(written(tmp_path, PAIR, roles=BROKEN_ROLES)), SCHEMA)
    assert any("does not hold: the lesser sees" in finding.reason for finding in check(policies, SCHEMA))


def test_a_machine_that_sees_what_its_company_does_not_is_found(tmp_path: Path) -> None:
    """What the closure adds where less is visible: the interface shows a field that only hidden objects withhold."""
    schema = build_schema(
        "interface Named { id: ID name: String } type A implements Named { id: ID name: String }"
        " type B implements Named { id: ID name: String } type Query { named: Named a: A b: B }"
    )
    rules = (
        "p, dealer, Query.*, read, allow\np, dealer, A.*, read, allow\np, dealer, B.id, read, allow\n"
        "p, till, Query.*, read, allow\np, till, A.*, read, allow\n"
    )
    folder = written(tmp_path, MACHINES, rules, "g, kind:dealer, dealer\ng, machine:till, till\ng, function:all, all\n")
    with pytest.raises(PolicyError) as refused:
        load_policies(read_folder(folder), schema, strict=False)
    assert (refused.value.file, refused.value.line) == ("subsets.yaml", 2)
    assert refused.value.reason.endswith("kind:dealer machine:till sees Named.name")


def test_an_order_about_claims_that_nobody_holds_is_found(tmp_path: Path) -> None:
    folder = written(tmp_path, PAIR.replace("kind:visitor", "kind:visiter"))
    found = [
        finding
        for finding in check(compiled_policies(read_folder(folder), SCHEMA), SCHEMA)
        if "holds" in finding.reason
    ]
    assert [(one.file, one.line) for one in found] == [("subsets.yaml", 2)]
    assert "holds kind:visiter, which no line of roles.csv knows" in found[0].reason
