"""Cases are read with their lines, and a running gateway refuses policies that break one."""

from __future__ import annotations

from pathlib import Path

import pytest
from graphql import build_schema

from gateway.visibility import PolicyError
from gateway.visibility.case_reading import read_cases
from gateway.visibility.files import read_folder
from gateway.visibility.loading import load_policies
from tests.kit.policy_folder import write_policies

SCHEMA = build_schema("type Query { net: Int cost: Int }")
RULES = "p, dealer, Query.net, read, allow\np, everyone, Query.cost, read, deny"
CASE = """
- case: a dealer sees his price
  sentence: "own net price: dealer own"
  viewer: {claims: ["kind:dealer"]}
  sees: [Query.net]
  does_not_see: [Query.cost]
"""


def written(folder: Path, cases: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "cases").mkdir(exist_ok=True)
    (folder / "cases" / "a.yaml").write_text(cases)
    return folder


def test_a_case_holds_functions_all_unless_it_names_others(tmp_path: Path) -> None:
    case = read_cases(read_folder(written(tmp_path, CASE)))[0]
    assert case.viewer.functions == {"all"}
    assert str(case.place) == "cases/a.yaml:2"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("sentence: ", "sentense: "), "a case has no sentense"),
        (('"own net price: dealer own"', '""'), "needs a name and the sentence it protects"),
        (("[Query.net]", "Query.net"), "sees is not a list of names"),
        (("claims:", "claim:"), "the viewer of a case has claims"),
        (("  sees: [Query.net]\n  does_not_see: [Query.cost]\n", ""), "promises nothing"),
    ],
)
def test_what_is_not_a_case_is_refused_with_its_line(tmp_path: Path, change: tuple[str, str], reason: str) -> None:
    with pytest.raises(PolicyError) as refused:
        read_cases(read_folder(written(tmp_path, CASE.replace(*change))))
    assert (refused.value.file, refused.value.line) == ("cases/a.yaml", 2)
    assert reason in refused.value.reason


@pytest.mark.parametrize(
    ("text", "line"), [("case: alone", 1), ("- just words", 1), ("", 1), ("- case: [\n", 2), ("[]", 1)]
)
def test_a_file_that_is_no_list_of_cases_is_refused(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(PolicyError) as refused:
        read_cases(read_folder(written(tmp_path, text)))
    assert (refused.value.file, refused.value.line) == ("cases/a.yaml", line)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("sees: [Query.net]", "sees: [Query.net, Query.cost]"), "its viewer does not see Query.cost"),
        (("does_not_see: [Query.cost]", "does_not_see: [Query.net]"), "its viewer sees Query.net"),
    ],
)
def test_a_running_gateway_refuses_policies_that_break_a_case(
    tmp_path: Path, change: tuple[str, str], reason: str
) -> None:
    folder = write_policies(tmp_path, RULES, others={"cases/a.yaml": CASE.replace(*change)})
    with pytest.raises(PolicyError) as refused:
        load_policies(read_folder(folder), SCHEMA, strict=False)
    assert (refused.value.file, refused.value.line) == ("cases/a.yaml", 2)
    assert reason in refused.value.reason
    assert "own net price: dealer own" in refused.value.way_out


def test_a_running_gateway_bears_a_case_about_a_field_to_come(tmp_path: Path) -> None:
    case = CASE.replace("sees: [Query.net]", "sees: [Query.net, Query.bonus]")
    folder = write_policies(tmp_path, RULES, others={"cases/a.yaml": case})
    assert load_policies(read_folder(folder), SCHEMA, strict=False).cases
