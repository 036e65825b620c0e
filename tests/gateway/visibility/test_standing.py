"""What subgraphs are told of a viewer: audience roles, field groups seen whole, revision."""

from __future__ import annotations

from pathlib import Path

from gateway.model.viewer import Viewer
from tests.kit.policy_folder import policies_for

SDL = """
type Query { price: Price }
type Price { net: Int cost: Int }
"""
FIELDS = "g2, Price.net, @own_prices\ng2, Price.net, @all_prices\ng2, Price.cost, @all_prices\ng2, Price.x, @to_come"
RULES = "p, dealer, Query.price, read, allow\np, dealer, @own_prices, read, allow\np, visitor, Price.net, read, allow"
DEALER = Viewer(claims=frozenset({"kind:dealer"}))


def test_the_groups_seen_whole_are_told(tmp_path: Path) -> None:
    assert policies_for(tmp_path, SDL, RULES, fields=FIELDS).standing(DEALER).groups == {"own_prices"}


def test_a_group_that_is_allowed_but_cannot_be_reached_is_not_seen(tmp_path: Path) -> None:
    assert policies_for(tmp_path, SDL, RULES, fields=FIELDS).standing(Viewer()).groups == set()


def test_inherited_roles_and_the_role_of_everyone_are_told(tmp_path: Path) -> None:
    standing = policies_for(tmp_path, SDL, RULES, fields=FIELDS).standing(DEALER)
    assert standing.roles == {"dealer", "visitor", "everyone"}


def test_a_machine_has_the_roles_of_its_company_too(tmp_path: Path) -> None:
    till = Viewer(claims=frozenset({"kind:dealer"}), machine=frozenset({"machine:till"}))
    roles = policies_for(tmp_path, SDL, RULES, fields=FIELDS).standing(till).roles
    assert roles == {"dealer", "visitor", "till", "everyone"}


def test_the_standing_names_the_revision_it_comes_from(tmp_path: Path) -> None:
    policies = policies_for(tmp_path, SDL, RULES, fields=FIELDS)
    assert policies.standing(DEALER).revision == policies.revision
