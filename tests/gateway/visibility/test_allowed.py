"""What the rules allow a viewer, before the schema is closed."""

from __future__ import annotations

from pathlib import Path

from gateway.model.viewer import Viewer
from tests.kit.policy_folder import policies_for

SDL = """
type Query { price(day: String, currency: String): Price  stock: Stock }
type Price { net: Int cost: Int }
type PriceTier { net: Int }
type Stock { light: Int quantity: Int }
type Mutation { correct(by: Int!): Boolean }
type Subscription { changed: Boolean }
enum Sort { NAME MARGIN }
input Filter { name: String maxMargin: Int }
"""
DEALER = Viewer(claims=frozenset({"kind:dealer"}), functions=frozenset({"all"}))
BUYER = Viewer(claims=frozenset({"kind:dealer"}), functions=frozenset({"buyer"}))
FREE = {"Sort.NAME", "Sort.MARGIN", "Filter.name", "Filter.maxMargin"}


def test_what_no_rule_allows_is_hidden(tmp_path: Path) -> None:
    policies = policies_for(tmp_path, SDL, "p, dealer, Price.net, read, allow")
    assert policies.allowed(DEALER) == {"Price.net"} | FREE
    assert policies.allowed(Viewer()) == FREE


def test_a_role_has_the_rights_of_the_role_it_inherits(tmp_path: Path) -> None:
    policies = policies_for(tmp_path, SDL, "p, visitor, Stock.light, read, allow")
    assert "Stock.light" in policies.allowed(DEALER)


def test_a_glob_allows_every_field_of_its_type_and_no_other(tmp_path: Path) -> None:
    policies = policies_for(tmp_path, SDL, "p, dealer, Price.*, read, allow")
    assert policies.allowed(DEALER) - FREE == {"Price.net", "Price.cost"}


def test_a_group_inside_a_group_counts_with_it(tmp_path: Path) -> None:
    fields = "g2, Price.net, @net\ng2, @net, @prices\ng2, Price.cost, @prices"
    policies = policies_for(tmp_path, SDL, "p, dealer, @prices, read, allow", fields=fields)
    assert policies.allowed(DEALER) - FREE == {"Price.net", "Price.cost"}


def test_arguments_follow_their_field(tmp_path: Path) -> None:
    policies = policies_for(tmp_path, SDL, "p, dealer, Query.price, read, allow")
    assert policies.allowed(DEALER) - FREE == {"Query.price", "Query.price(day:)", "Query.price(currency:)"}


def test_an_argument_that_a_rule_names_is_for_those_it_names(tmp_path: Path) -> None:
    rules = "p, visitor, Query.price, read, allow\np, dealer, Query.price(day:), read, allow"
    policies = policies_for(tmp_path, SDL, rules)
    assert policies.allowed(Viewer()) - FREE == {"Query.price", "Query.price(currency:)"}
    assert "Query.price(day:)" in policies.allowed(DEALER)


def test_an_enum_value_and_an_input_field_that_a_group_names_are_for_those_who_have_the_group(tmp_path: Path) -> None:
    rules = "p, dealer, @margin, read, allow\np, visitor, Price.net, read, allow"
    fields = "g2, Sort.MARGIN, @margin\ng2, Filter.maxMargin, @margin"
    policies = policies_for(tmp_path, SDL, rules, fields=fields)
    assert policies.allowed(Viewer()) == {"Price.net", "Sort.NAME", "Filter.name"}
    assert policies.allowed(DEALER) >= FREE


def test_root_fields_of_mutation_and_subscription_are_called_and_subscribed_not_read(tmp_path: Path) -> None:
    rules = """
    p, visitor, Mutation.correct, read, allow
    p, visitor, Subscription.changed, read, allow
    p, dealer, Mutation.correct, call, allow
    p, dealer, Subscription.changed, subscribe, allow
    """
    policies = policies_for(tmp_path, SDL, rules)
    assert policies.allowed(Viewer()) == FREE
    assert policies.allowed(DEALER) - FREE == {"Mutation.correct", "Mutation.correct(by:)", "Subscription.changed"}
    assert [finding.line for finding in policies.warnings if finding.file == "rules.csv"] == [2, 3]


def test_a_field_needs_the_audience_and_a_function(tmp_path: Path) -> None:
    functions = "p2, all, *, read, allow\np2, buyer, Price.net, read, allow"
    policies = policies_for(tmp_path, SDL, "p, dealer, Price.*, read, allow", functions=functions)
    assert policies.allowed(BUYER) - FREE == {"Price.net"}


def test_two_functions_give_the_rights_of_both(tmp_path: Path) -> None:
    roles = "g, kind:dealer, dealer\ng, function:buyer, buyer\ng, function:clerk, clerk"
    functions = "p2, buyer, Price.net, read, allow\np2, clerk, Stock.light, read, allow"
    rules = "p, dealer, Price.*, read, allow\np, dealer, Stock.*, read, allow"
    policies = policies_for(tmp_path, SDL, rules, roles=roles, functions=functions)
    both = Viewer(claims=frozenset({"kind:dealer"}), functions=frozenset({"buyer", "clerk"}))
    assert policies.allowed(both) - FREE == {"Price.net", "Stock.light"}


def test_a_machine_sees_what_both_it_and_its_company_may_see(tmp_path: Path) -> None:
    rules = """
    p, dealer, Price.net, read, allow
    p, dealer, Stock.light, read, allow
    p, till, Stock.light, read, allow
    p, till, Stock.quantity, read, allow
    """
    policies = policies_for(tmp_path, SDL, rules)
    till = Viewer(claims=frozenset({"kind:dealer"}), machine=frozenset({"machine:till"}))
    assert policies.allowed(till) - FREE == {"Stock.light"}


def test_a_grant_widens_the_machine_up_to_its_company(tmp_path: Path) -> None:
    roles = (
        "g, kind:dealer, dealer\ng, machine:till, till\ng, machine:till+grant:prices, till_plus\ng, function:all, all"
    )
    rules = "p, dealer, Price.net, read, allow\np, till_plus, Price.*, read, allow\np, till, Stock.light, read, allow"
    policies = policies_for(tmp_path, SDL, rules, roles=roles)
    till = Viewer(claims=frozenset({"kind:dealer"}), machine=frozenset({"machine:till"}), grants=frozenset({"prices"}))
    assert policies.allowed(till) - FREE == {"Price.net"}
    without = Viewer(claims=till.claims, machine=till.machine)
    assert policies.allowed(without) == FREE
    person = Viewer(claims=till.claims, grants=till.grants)
    assert policies.allowed(person) - FREE == {"Price.net"}


def test_a_grant_of_a_person_counts_for_the_audience(tmp_path: Path) -> None:
    roles = "g, kind:dealer, dealer\ng, grant:costs, sees_costs\ng, function:all, all"
    rules = "p, sees_costs, Price.cost, read, allow\np, dealer, Price.net, read, allow"
    policies = policies_for(tmp_path, SDL, rules, roles=roles)
    assert "Price.cost" in policies.allowed(Viewer(claims=frozenset({"kind:dealer"}), grants=frozenset({"costs"})))


def test_joined_claims_count_only_together(tmp_path: Path) -> None:
    roles = "g, kind:dealer, dealer\ng, kind:dealer+certificate:service, certified\ng, function:all, all"
    rules = "p, certified, Price.cost, read, allow\np, dealer, Price.net, read, allow"
    policies = policies_for(tmp_path, SDL, rules, roles=roles)
    assert "Price.cost" in policies.allowed(Viewer(claims=frozenset({"kind:dealer", "certificate:service"})))
    assert "Price.cost" not in policies.allowed(Viewer(claims=frozenset({"kind:dealer"})))
    assert policies.allowed(Viewer(claims=frozenset({"certificate:service"}))) == FREE


def test_a_suspension_takes_a_field_from_everybody(tmp_path: Path) -> None:
    rules = "p, dealer, Price.*, read, allow\np, everyone, Price.net, read, deny"
    policies = policies_for(tmp_path, SDL, rules)
    assert policies.allowed(DEALER) - FREE == {"Price.cost"}


def test_a_suspended_field_takes_its_arguments_along(tmp_path: Path) -> None:
    rules = "p, dealer, Query.*, read, allow\np, everyone, Query.price, read, deny"
    policies = policies_for(tmp_path, SDL, rules)
    assert policies.allowed(DEALER) - FREE == {"Query.stock"}


def test_unknown_claims_give_nothing(tmp_path: Path) -> None:
    policies = policies_for(tmp_path, SDL, "p, dealer, Price.*, read, allow")
    assert policies.allowed(Viewer(claims=frozenset({"kind:unheard_of"}))) == FREE


def test_a_rule_for_a_field_to_come_has_no_effect_and_is_told(tmp_path: Path) -> None:
    policies = policies_for(tmp_path, SDL, "p, dealer, Price.bonus, read, allow\np, dealer, Price.*, read, allow")
    assert policies.allowed(DEALER) - FREE == {"Price.net", "Price.cost"}
    assert any("Price.bonus" in finding.reason and finding.line == 1 for finding in policies.warnings)


def test_a_field_that_no_rule_decides_is_hidden_and_told(tmp_path: Path) -> None:
    policies = policies_for(tmp_path, SDL, "p, dealer, Price.*, read, allow")
    assert "no rule decides Stock.light" in {finding.reason for finding in policies.warnings}
