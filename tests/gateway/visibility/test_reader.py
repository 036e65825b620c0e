"""The reader refuses what Casbin would load wrongly, and says where and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from gateway.visibility import PolicyError
from gateway.visibility.files import read_folder
from gateway.visibility.reader import read_policy_lines
from tests.kit.policy_folder import write_policies

GOOD = "p, dealer, Query.a, read, allow"


def refusal(folder: Path) -> PolicyError:
    with pytest.raises(PolicyError) as refused:
        read_policy_lines(read_folder(folder))
    return refused.value


def test_comments_and_blank_lines_are_no_rules(tmp_path: Path) -> None:
    lines = read_policy_lines(read_folder(write_policies(tmp_path, f"# who sees a\n\n  {GOOD}\n")))
    assert [str(rule.place) for rule in lines.rules if rule.role == "dealer"] == ["rules.csv:3"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("p, everyone, Query.a, read, deny # incident", "a comment after a rule"),
        ('p, dealer, "Query.a", read, allow', "quotes"),
        ("p, dealer, 'Query.a', read, allow", "quotes"),
        ("p, dealer, Query.a, read", "4 words after its key, this one 3"),
        ("p, dealer, Query.a, read, allow, allow", "4 words after its key, this one 5"),
        ("p, dealer, , read, allow", "4 words after its key"),
        ("p, stranger, Query.a, read, allow", "nobody holds the role 'stranger'"),
        ("p, kind:dealer, Query.a, read, allow", "'kind:dealer' is not the name of a role"),
        ("p, dealer, Query.a, read, deny", "deny is reserved for the role everyone"),
        ("p, dealer, Query.a, read, Allow", "there is no effect 'Allow'"),
        ("p, dealer, Query.a, write, allow", "there is no action 'write'"),
        ("p, dealer, Query, read, allow", "'Query' names no coordinates"),
        ("p, dealer, Query.a*, read, allow", "'Query.a*' names no coordinates"),
        ("p, dealer, @prices, read, allow", "the field group '@prices' is empty"),
        ("p3, dealer, Query.a, read, allow", "cannot begin with 'p3'"),
        ("g, kind:firm, dealer", "a g line does not belong into rules.csv"),
        ("g2, Query.a, @prices", "a g2 line does not belong into rules.csv"),
    ],
)
def test_a_line_that_would_not_mean_what_it_says_is_refused(tmp_path: Path, line: str, reason: str) -> None:
    error = refusal(write_policies(tmp_path, f"{GOOD}\n{line}\n"))
    assert (error.file, error.line) == ("rules.csv", 2)
    assert reason in error.reason
    assert error.way_out


@pytest.mark.parametrize(
    ("roles", "reason"),
    [
        ("g, dealers, dealer", "nobody holds the role 'dealers'"),
        ("g, kind:dealer, everyone", "everyone is held by every viewer already"),
        ("g, kind:dealer, kind:firm", "'kind:firm' is not the name of a role"),
        ("g, kind dealer, dealer", "neither a role nor a claim"),
        ("p, dealer, Query.a, read, allow", "a p line does not belong into roles.csv"),
    ],
)
def test_a_role_line_that_makes_no_sense_is_refused(tmp_path: Path, roles: str, reason: str) -> None:
    known = "g, kind:firm, dealer\ng, function:all, all\n"
    error = refusal(write_policies(tmp_path, GOOD, roles=known + roles))
    assert (error.file, error.line) == ("roles.csv", 3)
    assert reason in error.reason


def test_roles_that_inherit_in_a_circle_are_refused(tmp_path: Path) -> None:
    roles = "g, kind:dealer, dealer\ng, dealer, trade\ng, trade, dealer\ng, function:all, all\n"
    assert "is a circle" in refusal(write_policies(tmp_path, GOOD, roles=roles)).reason


@pytest.mark.parametrize("fields", ["g2, Query.*, @all", "g2, Query.a, prices", "g2, @nothing, @all"])
def test_a_group_takes_coordinates_and_known_groups_only(tmp_path: Path, fields: str) -> None:
    assert refusal(write_policies(tmp_path, GOOD, fields=fields)).file == "fields.csv"


def test_the_same_rule_twice_is_refused(tmp_path: Path) -> None:
    error = refusal(write_policies(tmp_path, f"{GOOD}\n# again\n{GOOD}\n"))
    assert (error.line, error.reason) == (3, "says again what rules.csv:1 says")


def test_a_file_without_a_rule_is_refused(tmp_path: Path) -> None:
    error = refusal(write_policies(tmp_path, "# nothing yet\n"))
    assert (error.file, error.reason) == ("rules.csv", "the file holds no line that decides")


@pytest.mark.parametrize("name", ["model.conf", "roles.csv", "fields.csv"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    (write_policies(tmp_path, GOOD) / name).unlink()
    error = refusal(tmp_path)
    assert (error.file, error.reason) == (name, "the file is missing")


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    error = refusal(write_policies(tmp_path, "p, dealer, Query.a\np, stranger, Query.a, read, allow\n"))
    assert [finding.line for finding in error.findings] == [1, 2]
    assert str(error).startswith("rules.csv:1: a p line has 4 words")
