"""The policies of the portal: they fit the schema, keep every case, and Casbin loads them as they are."""

from __future__ import annotations

import casbin
import pytest
from graphql import build_schema, parse, print_schema, validate

from gateway.visibility.case_reading import read_cases
from gateway.visibility.cases import Case
from gateway.visibility.checks import check
from gateway.visibility.files import read_folder
from gateway.visibility.loading import compiled_policies
from gateway.visibility.policies import Policies
from tests.kit.public_schema import POLICY_FOLDER, public_schema
from tests.kit.viewers import VIEWERS, viewer


@pytest.fixture(scope="module")
def policies() -> Policies:
    return compiled_policies(read_folder(POLICY_FOLDER), public_schema())


def test_policies_and_schema_have_no_findings(policies: Policies) -> None:
    assert [str(finding) for finding in check(policies, public_schema())] == []


@pytest.mark.parametrize("case", read_cases(read_folder(POLICY_FOLDER)), ids=lambda case: case.name)
def test_case(policies: Policies, case: Case) -> None:
    visible = policies.seen(case.viewer)
    assert set(case.sees) - visible == set()
    assert set(case.does_not_see) & visible == set()


@pytest.mark.parametrize("path", sorted(POLICY_FOLDER.glob("*.csv")), ids=lambda path: path.name)
def test_casbin_loads_every_file_as_it_is(path: object) -> None:
    assert casbin.Enforcer(str(POLICY_FOLDER / "model.conf"), str(path))


@pytest.mark.parametrize("name", VIEWERS)
def test_every_demo_viewer_gets_a_valid_schema(policies: Policies, name: str) -> None:
    visible = policies.visible(viewer(name))
    rebuilt = build_schema(print_schema(visible.schema))
    assert validate(rebuilt, parse("{ products { nodes { sku name } } }")) == []


def test_the_groups_that_subgraphs_know_exist(policies: Policies) -> None:
    known = {
        "direct_prices",
        "recommended_prices",
        "list_prices",
        "own_prices",
        "announced_prices",
        "purchase_prices",
        "margin_band",
        "availability",
        "promise_dates",
        "exact_stock",
        "warehouse_stock",
        "contingents",
        "personal_data",
        "orders",
        "order_amounts",
        "service_documents",
    }
    assert known <= {name.removeprefix("@") for name in policies.groups}


def test_equal_rights_give_equal_schemas(policies: Policies) -> None:
    assert policies.visible(viewer("dealer")) is policies.visible(viewer("dealer2"))


def test_a_dealer_is_told_to_see_exact_stock_and_own_prices_whole(policies: Policies) -> None:
    groups = policies.standing(viewer("dealer")).groups
    assert {"exact_stock", "own_prices", "list_prices", "orders", "order_amounts"} <= groups
    assert {"warehouse_stock", "purchase_prices", "margin_band", "service_documents"}.isdisjoint(groups)


def test_a_requester_is_told_to_see_no_prices_of_the_company(policies: Policies) -> None:
    groups = policies.standing(viewer("requester")).groups
    assert {"own_prices", "list_prices", "announced_prices", "order_amounts"}.isdisjoint(groups)


def test_staff_of_sales_have_the_role_of_both_kinds(policies: Policies) -> None:
    assert {"dealer_sales", "sales"} <= policies.standing(viewer("sales")).roles
    assert {"direct_sales", "sales"} <= policies.standing(viewer("directsales")).roles


def test_nobody_but_logistics_corrects_stock(policies: Policies) -> None:
    allowed = {name for name in VIEWERS if "Mutation.correctStock" in policies.visible(viewer(name)).coordinates}
    assert allowed == {"logistics"}


def test_cost_and_margin_are_for_finance_alone(policies: Policies) -> None:
    for field in ("Price.cost", "Price.margin"):
        allowed = {name for name in VIEWERS if field in policies.visible(viewer(name)).coordinates}
        assert allowed == {"finance"}
