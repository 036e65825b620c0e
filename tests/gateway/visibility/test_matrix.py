"""The matrix says of everybody one may meet what the policies say of him, and names him by his roles."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from time import process_time

import pytest

from gateway.visibility.files import read_folder
from gateway.visibility.known_audiences import audience_named, audience_of, known_audiences
from gateway.visibility.loading import compiled_policies
from gateway.visibility.matrix import Matrix, is_type, matrix
from gateway.visibility.matrix_forms import as_csv, as_plain, as_text
from gateway.visibility.policies import Policies
from tests.kit.policy_folder import policies_for
from tests.kit.public_schema import POLICY_FOLDER, public_schema
from tests.kit.viewers import VIEWERS, viewer

SDL = """
type Query { thing(hidden: Int): Thing, other: Other }
type Thing { name: String, cost: Int }
type Other { name: String }
"""
RULES = """
p, visitor, Query.thing, read, allow
p, visitor, Thing.name, read, allow
p, dealer, @costs, read, allow
p, till, Thing.name, read, allow
p, till, Query.thing, read, allow
"""
FIELDS = "g2, Thing.cost, @costs\ng2, Query.thing, @things\ng2, @costs, @things"
CASES = """
- {case: a visitor, sentence: s, viewer: {claims: ["kind:visitor"]}, sees: [Thing.name]}
- {case: a buyer, sentence: s, viewer: {claims: ["kind:dealer"], functions: [buyer]}, does_not_see: [Other]}
- {case: a till, sentence: s, viewer: {claims: ["kind:dealer"], machine: ["machine:till"]}, does_not_see: [Thing.cost]}
"""


@pytest.fixture
def small(tmp_path: Path) -> Policies:
    functions = "p2, all, *, read, allow\np2, buyer, *, read, allow"
    return policies_for(tmp_path, SDL, RULES, fields=FIELDS, functions=functions, others={"cases/all.yaml": CASES})


@pytest.fixture(scope="module")
def portal() -> Policies:
    return compiled_policies(read_folder(POLICY_FOLDER), public_schema())


@pytest.fixture(scope="module")
def whole(portal: Policies) -> Matrix:
    return matrix(portal)


def seen_by(made: Matrix, title: str) -> set[str]:
    index = next(number for number, column in enumerate(made.columns) if column.title == title)
    return {row.coordinate for row in made.rows if index in row.sees}


def test_everybody_has_a_column_and_who_sees_the_same_shares_one(small: Policies) -> None:
    made = matrix(small)
    assert [column.title for column in made.columns] == ["visitor; dealer: till", "dealer: buyer"]
    assert made.columns[0].name == "kind:visitor"


def test_a_column_sees_what_the_rules_and_the_closure_leave(small: Policies) -> None:
    made = matrix(small)
    assert seen_by(made, "visitor; dealer: till") == {"Query.thing", "Query.thing(hidden:)", "Thing.name"}
    assert seen_by(made, "dealer: buyer") == {"Query.thing", "Query.thing(hidden:)", "Thing.name", "Thing.cost"}


def test_every_coordinate_has_a_row_with_the_group_it_was_put_into(small: Policies) -> None:
    groups = {row.coordinate: row.group for row in matrix(small).rows if not row.coordinate.startswith("/")}
    assert groups == {
        "Other.name": "",
        "Query.other": "",
        "Query.thing": "@things",
        "Query.thing(hidden:)": "@things",
        "Thing.cost": "@costs",
        "Thing.name": "",
    }


def test_the_portal_has_a_column_for_every_kind_of_viewer(whole: Matrix) -> None:
    titles = {column.title for column in whole.columns}
    assert {"visitor", "private", "firm: buyer", "dealer: buyer", "dealer_plus: buyer", "finance", "admin"} <= titles


def test_the_matrix_of_the_portal_agrees_with_what_each_demo_viewer_is_shown(portal: Policies, whole: Matrix) -> None:
    columns = {one.name: index for index, column in enumerate(whole.columns) for one in column.audiences}
    checked = 0
    for name in VIEWERS:
        index = columns.get(audience_of(portal, viewer(name)).name)
        if index is not None:
            told = {row.coordinate for row in whole.rows if index in row.sees}
            assert told == {one for one in portal.seen(viewer(name)) if not is_type(one)}, name
            checked += 1
    assert checked > len(VIEWERS) / 2


def test_somebody_is_known_by_the_same_words_as_his_audience(portal: Policies) -> None:
    for known in known_audiences(portal):
        assert audience_of(portal, known.viewer) == known
        assert audience_named(portal, known.name) == known


def test_two_columns_never_see_the_same(whole: Matrix) -> None:
    sets = [frozenset(row.coordinate for row in whole.rows if index in row.sees) for index in range(len(whole.columns))]
    assert len(set(sets)) == len(sets)


def test_the_matrix_of_the_portal_takes_less_than_a_second(portal: Policies) -> None:
    began = process_time()
    matrix(portal)
    assert process_time() - began < 1.0


def test_all_forms_say_the_same(whole: Matrix) -> None:
    plain = as_plain(whole)
    header, *table = csv.reader(io.StringIO(as_csv(whole)))
    assert header[2:] == [one["title"] for one in plain["audiences"]]
    for row, told in zip(plain["rows"], table, strict=True):
        assert told[:2] == [row["coordinate"], row["group"]]
        assert [index for index, mark in enumerate(told[2:]) if mark] == row["sees"]
    lines = as_text(whole).splitlines()
    cost = next(line.split() for line in lines if line.startswith("Price.cost "))
    row = next(one for one in whole.rows if one.coordinate == "Price.cost")
    assert cost[:2] == ["Price.cost", "@purchase_prices"]
    assert [index for index, mark in enumerate(cost[2]) if mark == "x"] == list(row.sees)
