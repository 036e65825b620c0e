"""Why somebody sees a field or does not: the lines that decide, and what would be enough to change it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gateway.model.viewer import Viewer
from gateway.visibility.explaining import as_plain, as_text, explain
from gateway.visibility.files import PolicyFiles, read_folder
from gateway.visibility.loading import compiled_policies
from gateway.visibility.matrix import Matrix, matrix
from gateway.visibility.policies import Policies
from tests.kit.policy_folder import ALL_FUNCTIONS, policies_for
from tests.kit.public_schema import POLICY_FOLDER, public_schema
from tests.kit.viewers import VIEWERS, viewer

SDL = """
type Query { thing(id: Int!): Thing, find(by: Search): Thing }
interface Named { name: String }
type Thing implements Named { name: String, cost: Int, maker: Maker }
type Maker implements Named { name: String }
input Search { name: String!, cost: Int }
"""
VISITOR = Viewer()
BUYER = Viewer(claims=frozenset({"kind:dealer"}), functions=frozenset({"buyer"}))
DEALER = Viewer(claims=frozenset({"kind:dealer"}))
TILL = Viewer(claims=frozenset({"kind:dealer"}), machine=frozenset({"machine:till"}))


def small(folder: Path, rules: str, functions: str = ALL_FUNCTIONS) -> Policies:
    return policies_for(folder, SDL, rules, functions=functions, fields="g2, Thing.cost, @costs")


@pytest.fixture(scope="module")
def portal() -> Policies:
    return compiled_policies(read_folder(POLICY_FOLDER), public_schema())


@pytest.fixture(scope="module")
def whole(portal: Policies) -> Matrix:
    return matrix(portal)


def test_what_is_visible_is_told_with_the_rule_of_each_axis_and_how_its_role_is_held(tmp_path: Path) -> None:
    policies = small(tmp_path, "p, visitor, Query.thing, read, allow\np, visitor, Thing.name, read, allow")
    assert as_text(explain(policies, DEALER, "Thing.name")).splitlines() == [
        "Thing.name is visible to dealer.",
        "  audience: allowed by rules.csv:2: p, visitor, Thing.name, read, allow",
        "    visitor is held through kind:dealer -> dealer (roles.csv:3) -> visitor (roles.csv:4)",
        "  function: allowed by functions.csv:2: p2, all, *, read, allow",
        "    all is held through function:all -> all (roles.csv:6)",
    ]


FOUND = "p, visitor, Query.thing, read, allow\np, visitor, Thing.name, read, allow\n"


def test_an_argument_that_no_rule_names_is_shown_by_a_rule_for_its_field(tmp_path: Path) -> None:
    """A rule for the argument would show nothing, and take it from the dealers, who have it by the field."""
    told = explain(small(tmp_path / "a", f"{FOUND}p, dealer, Query.find, read, allow"), VISITOR, "Query.find(by:)")
    assert told.missing == (
        "a rule p, visitor, Query.find, read, allow",
        "or the role dealer, which kind:dealer brings",
    )
    shown = small(tmp_path / "b", f"{FOUND}p, visitor, Query.find, read, allow")
    assert {"Query.find(by:)"} <= shown.seen(VISITOR) & shown.seen(DEALER)


def test_an_argument_that_a_rule_names_needs_its_field_too(tmp_path: Path) -> None:
    rules = f"{FOUND}p, dealer, Query.find, read, allow\np, dealer, Query.find(by:), read, allow\n"
    told = explain(small(tmp_path / "a", rules), VISITOR, "Query.find(by:)")
    assert told.missing == (
        "a rule p, visitor, Query.find(by:), read, allow",
        "or the role dealer, which kind:dealer brings",
        "Query.find would have to be visible too",
    )
    enough = f"{rules}p, visitor, Query.find(by:), read, allow\np, visitor, Query.find, read, allow\n"
    assert "Query.find(by:)" in small(tmp_path / "b", enough).seen(VISITOR)


def test_what_no_rule_allows_is_told_with_the_rule_or_the_role_that_would(tmp_path: Path) -> None:
    rules = "p, visitor, Query.thing, read, allow\np, visitor, Thing.name, read, allow\np, dealer, @costs, read, allow"
    told = explain(small(tmp_path, rules), VISITOR, "Thing.cost")
    assert not told.visible
    assert told.closed_by is None
    assert told.missing == (
        "a rule p, visitor, Thing.cost, read, allow",
        "or the role dealer, which kind:dealer brings",
    )


def test_a_machine_needs_the_company_and_itself(tmp_path: Path) -> None:
    rules = (
        "p, visitor, Query.thing, read, allow\np, visitor, Thing.name, read, allow\np, till, Query.thing, read, allow"
    )
    told = explain(small(tmp_path, rules), TILL, "Thing.name")
    assert [(one.axis, one.allows) for one in told.verdicts] == [
        ("audience", True),
        ("machine", False),
        ("function", True),
    ]
    assert told.missing == ("a rule p, till, Thing.name, read, allow",)


def test_a_function_is_told_by_its_own_rules(tmp_path: Path) -> None:
    rules = "p, dealer, Query.thing, read, allow\np, dealer, Thing.name, read, allow"
    told = explain(small(tmp_path, rules, "p2, buyer, Query.thing, read, allow"), BUYER, "Thing.name")
    assert [(one.axis, one.allows) for one in told.verdicts] == [("audience", True), ("function", False)]
    assert told.missing == ("a rule p2, buyer, Thing.name, read, allow",)


def test_a_suspension_is_told_as_what_has_to_go(tmp_path: Path) -> None:
    rules = (
        "p, visitor, Query.thing, read, allow\np, visitor, Thing.*, read, allow\np, everyone, Thing.cost, read, deny"
    )
    told = explain(small(tmp_path, rules), VISITOR, "Thing.cost")
    assert [(one.axis, one.rule.place.line) for one in told.rules if one.axis == "audience"] == [("audience", 3)]
    assert "  audience: denied by rules.csv:3: p, everyone, Thing.cost, read, deny" in as_text(told).splitlines()
    assert told.missing == ("rules.csv:3 denies it to everyone: take the rule away",)


@pytest.mark.parametrize(
    ("rules", "coordinate", "reason", "missing"),
    [
        (
            "p, visitor, Thing.name, read, allow",
            "Thing.name",
            "nothing visible leads to Thing: Query.find would",
            ["Query.find would have to be visible too"],
        ),
        (
            "p, visitor, Query.thing, read, allow\np, visitor, Thing.maker, read, allow",
            "Thing.maker",
            "Maker has no visible field",
            ["a field of Maker would have to be visible too, for example Maker.name"],
        ),
        (
            "p, visitor, Query.thing, read, allow\np, visitor, Thing.name, read, allow\n"
            "p, dealer, Query.thing(id:), read, allow",
            "Query.thing",
            "it requires Query.thing(id:), which is hidden",
            ["Query.thing(id:) would have to be visible too"],
        ),
        (
            "p, visitor, Query.find, read, allow\np, visitor, Thing.name, read, allow\n"
            "p, dealer, Search.name, read, allow",
            "Query.find(by:)",
            "Search cannot be written without Search.name",
            ["Search.name would have to be visible too"],
        ),
        (
            "p, visitor, Query.thing, read, allow\np, visitor, Thing.maker, read, allow\n"
            "p, visitor, Thing.cost, read, allow\np, visitor, Maker.name, read, allow",
            "Named.name",
            "Named shows only what all its types show, and Thing.name is hidden",
            ["Thing.name would have to be visible too"],
        ),
    ],
)
def test_what_the_closure_takes_away_is_told_with_its_condition(
    tmp_path: Path, rules: str, coordinate: str, reason: str, missing: list[str]
) -> None:
    told = explain(small(tmp_path, rules), VISITOR, coordinate)
    assert not told.visible
    assert told.closed_by == reason
    assert list(told.missing) == missing


def test_an_unknown_coordinate_is_answered_with_the_nearest_real_ones(portal: Policies) -> None:
    told = explain(portal, viewer("dealer"), "Price.costs")
    assert told.nearest is not None
    assert told.nearest[0] == "Price.cost"
    assert as_text(told).startswith("The schema has no Price.costs. Did you mean Price.cost")


def test_an_operation_of_the_administration_is_explained_like_a_field(portal: Policies) -> None:
    assert explain(portal, viewer("admin"), "/admin/policies/publish").visible
    told = explain(portal, viewer("sales"), "/admin/policies/publish")
    assert told.missing == (
        "a rule p, dealer_sales, /admin/policies/publish, call, allow",
        "or the role admin, which staff:admin brings",
    )


@pytest.mark.parametrize(
    ("coordinate", "further"),
    [
        (
            "Mutation.correctStock",
            ["a field of CorrectStockPayload would have to be visible too, for example CorrectStockPayload.product"],
        ),
        (
            "CorrectStockInput.sku",
            [
                "Mutation.correctStock would have to be visible too",
                "a field of CorrectStockPayload would have to be visible too, for example CorrectStockPayload.product",
            ],
        ),
        ("ExpectedReceipt.quantity", ["Availability.expectedReceipts would have to be visible too"]),
        (
            "ExpectedReceipt",
            [
                "a field of ExpectedReceipt would have to be visible too, for example ExpectedReceipt.date",
                "Availability.expectedReceipts would have to be visible too",
            ],
        ),
    ],
)
def test_what_a_coordinate_needs_beside_itself_is_told_and_no_argument_that_comes_with_its_field(
    portal: Policies, coordinate: str, further: list[str]
) -> None:
    told = explain(portal, viewer("dealer"), coordinate)
    assert [one for one in told.missing if "visible too" in one] == further


def test_of_two_ways_the_one_is_told_over_which_less_must_be_allowed(tmp_path: Path) -> None:
    sdl = """
    type Query { near: Thing, far: Far }
    type Far { away: Away }
    type Away { thing: Thing, name: String }
    type Thing { name: String }
    """
    rules = """
    p, visitor, Query.far, read, allow
    p, visitor, Far.away, read, allow
    p, visitor, Away.name, read, allow
    p, visitor, Thing.name, read, allow
    """
    policies = policies_for(tmp_path, sdl, rules)
    assert explain(policies, VISITOR, "Thing").missing == ("Query.near would have to be visible too",)
    shown = policies_for(tmp_path, sdl.replace("near: Thing", "near: Near") + "type Near { thing: Thing }", rules)
    assert explain(shown, VISITOR, "Thing").missing == ("Away.thing would have to be visible too",)


@pytest.mark.parametrize("name", VIEWERS)
def test_coordinates_are_explained_as_the_policies_decide_them(portal: Policies, whole: Matrix, name: str) -> None:
    seen = portal.seen(viewer(name))
    asked = [row.coordinate for row in whole.rows][list(VIEWERS).index(name) :: len(VIEWERS)]
    for coordinate in asked:
        told = explain(portal, viewer(name), coordinate)
        assert told.visible == (coordinate in seen), coordinate
        assert told.visible or told.missing, coordinate
        assert all(one.allows for one in told.verdicts) or not told.visible


@pytest.mark.parametrize(
    ("name", "coordinate"),
    [
        ("dealer", "Availability.expectedReceipts"),
        ("dealer", "ExpectedReceipt.warehouse"),
        ("dealer", "Mutation.correctStock"),
        ("visitor", "Order.netTotal"),
        ("warehouse", "Price.net"),
        ("till", "Price.announced"),
        ("admin", "Money.amount"),
    ],
)
def test_what_is_told_to_be_missing_is_enough(portal: Policies, name: str, coordinate: str) -> None:
    """The rules that are named are written, those for further coordinates for every role of the viewer."""
    told = explain(portal, viewer(name), coordinate)
    lines = [found.group(1) for one in told.missing if (found := re.match(r"a rule (.*)", one))]
    further = {
        found for one in told.missing if "visible too" in one for found in re.findall(r"\w+\.\w+(?:\(\w+:\))?", one)
    }
    further -= {one for one in further if one not in portal.coordinates.positions}
    for one in further:
        action = portal.coordinates.actions[one].value
        for axis, key in (("audience", "p"), ("machine", "p"), ("function", "p2")):
            roles = [held.role for held in told.roles if held.axis == axis and held.role != "everyone"]
            lines += [f"{key}, {roles[0]}, {one}, {action}, allow"] if roles else []
    texts = dict(read_folder(POLICY_FOLDER).texts)
    written = {line for text in texts.values() for line in text.splitlines()}
    texts["granted.csv"] = "\n".join(line for line in dict.fromkeys(lines) if line not in written)
    assert coordinate in compiled_policies(PolicyFiles(texts), public_schema()).seen(viewer(name))


def test_the_data_for_json_names_file_and_line_and_says_the_same(portal: Policies) -> None:
    plain = as_plain(explain(portal, viewer("dealer"), "Price.net"))
    lines = (POLICY_FOLDER / plain["rules"][0]["file"]).read_text(encoding="utf-8").splitlines()
    assert lines[plain["rules"][0]["line"] - 1] == plain["rules"][0]["rule"]
    assert plain["visible"] is True
    assert plain["text"].startswith("Price.net is visible to dealer buyer.")
    assert {"role", "axis", "through"} == plain["roles"][0].keys()
    assert "closedBy" not in plain
