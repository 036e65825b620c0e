"""Visible fields that are computed from hidden ones are told, and refuse nothing."""

from __future__ import annotations

from pathlib import Path

from gateway.supergraph import read_supergraph
from gateway.visibility import Finding
from gateway.visibility.checks import check
from gateway.visibility.checks.hidden_requirements import hidden_requirements
from gateway.visibility.files import read_folder
from gateway.visibility.loading import compiled_policies
from tests.kit.fixture_supergraph import supergraph_sdl
from tests.kit.policy_folder import write_policies

LINK = """
extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires"])
"""
GOODS = f"""{LINK}
type Query {{ product: Product }}
type Product @key(fields: "sku") {{ sku: ID! weight: Int box: Box }}
type Box {{ size: Int }}
"""
FREIGHT = f"""{LINK}
type Product @key(fields: "sku") {{
  sku: ID!
  weight: Int @external
  box: Box @external
  freight: Int @requires(fields: "weight box {{ size }}")
}}
type Box {{ size: Int @external }}
"""
RULES = """
p, visitor, Query.product, read, allow
p, visitor, Product.sku, read, allow
p, visitor, Product.box, read, allow
p, visitor, Box.size, read, allow
p, visitor, Product.freight, read, allow
p, dealer, Product.weight, read, allow
"""
WEIGHT = Finding(
    "rules.csv",
    6,
    "Product.freight is computed from Product.weight, which is hidden (for function:all kind:visitor)",
    "hide it too, or see that it tells nothing of what it is computed from",
)


def notes(folder: Path, rules: str) -> list[Finding]:
    supergraph = read_supergraph(supergraph_sdl({"goods": GOODS, "freight": FREIGHT}))
    policies = compiled_policies(read_folder(write_policies(folder, rules)), supergraph.public_schema)
    told = list(hidden_requirements(policies, supergraph))
    assert not set(told) & set(check(policies, supergraph.public_schema)), "they are no findings"
    return told


def test_a_visible_field_that_requires_a_hidden_one_is_told_with_who_sees_it(tmp_path: Path) -> None:
    assert notes(tmp_path, RULES) == [WEIGHT]


def test_nested_requirements_count(tmp_path: Path) -> None:
    rules = RULES.replace("p, visitor, Box.size, read, allow\n", "")
    assert {note.reason.split(",")[0] for note in notes(tmp_path, rules)} == {
        "Product.freight is computed from Product.weight",
        "Product.freight is computed from Box.size",
        "Product.freight is computed from Product.box",
    }


def test_nothing_is_told_of_who_sees_both_or_neither(tmp_path: Path) -> None:
    assert notes(tmp_path, RULES.replace("dealer, Product.weight", "visitor, Product.weight")) == []
    assert notes(tmp_path, RULES.replace("p, visitor, Product.freight, read, allow\n", "")) == []
