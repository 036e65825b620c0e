"""What the commands on policy files print: findings, reasons, differences."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from gateway.model.viewer import Viewer
from gateway.previewing import preview
from gateway.visibility.files import read_folder
from gateway.visibility.known_audiences import audience_of, known_audiences
from gateway.visibility.loading import compiled_policies
from gateway.visibility.matrix import is_type
from gateway.visibility.policies import Policies
from subgraphs.accounts.demo import load_demo
from tests.kit.public_schema import public_schema
from tests.kit.viewers import VIEWERS, viewer
from werktor.contract_graph import contract_graph
from werktor.house import open_house
from werktor.policy_commands import policy
from werktor.preview_example import CASE, dealers_see_expected_receipts, preview_example
from werktor.readme_blocks import PREVIEW, with_block
from werktor.settings import ROOT, read_settings

POLICIES = ROOT / "policies"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(policy, arguments)


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """The edit of the README's example, written as files."""
    for name, text in dealers_see_expected_receipts(read_folder(POLICIES), public_schema()).texts.items():
        path = tmp_path / "edited" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "edited"


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(POLICIES, tmp_path / "policies"))


@pytest.fixture
def signing_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A house of its own whose accounts know the demo people."""
    monkeypatch.setenv("WERKTOR_VAR", str(tmp_path / "var"))

    async def load() -> None:
        async with open_house(read_settings()) as house:
            await load_demo(house.services["accounts"], ROOT / "werktor" / "demo" / "accounts")

    asyncio.run(load())


def test_sound_policies_are_told_in_one_line_with_what_they_hold() -> None:
    told = run("check")
    assert told.exit_code == 0
    (line,) = told.stdout.splitlines()
    assert line.startswith(f"revision {read_folder(POLICIES).revision} is sound: ")
    rules = sum(
        line.startswith(("p,", "p2,")) for file in POLICIES.glob("*.csv") for line in file.read_text().splitlines()
    )
    assert f" {rules} rules, " in line


def test_everything_wrong_is_told_with_file_line_reason_and_way_out(copied: Path) -> None:
    with (copied / "prices.csv").open("a") as file:
        file.write("p, dealre, Price.cost, read, allow\np, dealer, Price.cost, read\n")
    last = len((copied / "prices.csv").read_text().splitlines())
    told = run("check", "--policies", str(copied))
    assert told.exit_code == 1
    lines = told.stdout.splitlines()
    assert any(line.startswith(f"prices.csv:{last}: ") and "; write p, role" in line for line in lines)


def test_a_field_is_explained_to_whoever_signs_in(signing_in: None) -> None:
    told = run("explain", "--as", "dealer@demo.example", "Price.cost")
    assert told.exit_code == 0
    assert told.stdout.splitlines()[0] == "Price.cost is hidden from dealer buyer."
    assert told.stdout.splitlines()[-4:] == [
        "What would have to change, all of it:",
        "  a rule p, dealer, Price.cost, read, allow",
        "    or the role finance, which staff:finance brings",
        "  a rule p2, buyer, Price.cost, read, allow",
    ]


def test_a_field_is_explained_to_whoever_holds_these_claims() -> None:
    who = ("--claim", "kind:dealer", "--machine", "machine:till", "--grant", "till_prices")
    told = run("explain", *who, "--json", "Price.net")
    plain = json.loads(told.stdout)
    assert plain["visible"] is True
    assert {one["axis"] for one in plain["rules"]} == {"audience", "machine", "function"}
    assert "till_with_prices" in {one["role"] for one in plain["rules"]}


def test_without_anybody_a_field_is_explained_to_a_visitor() -> None:
    assert run("explain", "Price.net").stdout.startswith("Price.net is hidden from visitor.")


def test_a_field_that_does_not_exist_is_answered_with_the_nearest_and_fails() -> None:
    told = run("explain", "Price.costs")
    assert told.exit_code == 1
    assert told.stdout.startswith("The schema has no Price.costs. Did you mean Price.cost")


def test_a_preview_says_who_gains_what_and_which_documents_answer_more(edited: Path) -> None:
    told = run("preview", "--policies", str(edited), "--json")
    assert told.exit_code == 0
    plain = json.loads(told.stdout)
    change, grouped = plain["changes"]
    assert change["gains"] == [
        "@expected_receipts",
        "Availability.expectedReceipts",
        "ExpectedReceipt.date",
        "ExpectedReceipt.quantity",
        "ExpectedReceipt.warehouse",
        "Warehouse.code",
        "Warehouse.country",
        "Warehouse.name",
    ]
    assert change["audience"].startswith("dealer, dealer certified: all but accountant, machines till")
    assert grouped["gains"] == ["@expected_receipts"], "subgraphs are told of the group of whoever sees all of it"
    assert grouped["audience"].startswith("dealer_plus, dealer_plus certified: all but accountant")
    assert [one["name"] for one in plain["documents"]] == ["ProductPage", "ProductAvailability"]
    assert plain["findings"] == []


def _rights(policies: Policies, viewer: Viewer) -> frozenset[str]:
    """Coordinates and operations, and what subgraphs are told."""
    seen = policies.seen(viewer)
    return frozenset(one for one in seen if not is_type(one)) | policies.told(viewer, seen)


def test_every_demo_viewer_gains_what_the_preview_says_of_his_audience(edited: Path) -> None:
    graph, schema = contract_graph(), public_schema()
    before, after = (compiled_policies(read_folder(folder), schema) for folder in (POLICIES, edited))
    changes = {name: one for one in preview(before, after, graph, None).changes for name in one.audiences}
    met = {name: audience_of(before, viewer(name)).name for name in VIEWERS}
    gaining = {name for name, audience in met.items() if audience in changes and len(changes[audience].gains) > 1}
    assert gaining == {"dealer", "requester", "approver", "warehouse", "companyadmin", "till", "dealererp"}
    for name, audience in met.items():
        gained = _rights(after, viewer(name)) - _rights(before, viewer(name))
        if audience in {one.name for one in known_audiences(before)}:
            told = changes[audience].gains if audience in changes else ()
            assert gained == set(told), name
        assert before.seen(viewer(name)) <= after.seen(viewer(name)), name


def test_the_preview_in_the_readme_is_what_the_command_prints(edited: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert with_block(readme, PREVIEW, preview_example()) == readme, "run 'make generate' and review the difference"
    assert f"```\n{run('preview', '--policies', str(edited)).stdout}```" in readme


def test_a_preview_is_made_against_another_folder_when_one_is_named(edited: Path) -> None:
    told = run("preview", "--policies", str(POLICIES), "--against", str(edited))
    assert "    - Availability.expectedReceipts" in told.stdout.splitlines()
    assert "+" not in told.stdout


def test_a_preview_of_files_that_do_not_pass_the_check_tells_why(edited: Path) -> None:
    cases = (edited / "cases" / "stock.yaml").read_text(encoding="utf-8")
    (edited / "cases" / "stock.yaml").write_text(cases.replace(CASE.strip(), ""), encoding="utf-8")
    told = run("preview", "--policies", str(edited))
    assert told.exit_code == 1
    assert told.stdout.startswith("The files do not pass the check")
    assert "stock.csv:" in told.stdout
    assert "Who would see what" not in told.stdout


def test_the_matrix_is_printed_for_people_and_for_tables() -> None:
    header, *rows = csv.reader(io.StringIO(run("matrix", "--csv").stdout))
    finance = header.index("finance")
    assert {row[0] for row in rows if row[finance] and row[0].startswith("Price.cost")} == {"Price.cost"}
    text = run("matrix").stdout
    assert any(line.startswith("Price.cost ") for line in text.splitlines())


def test_who_is_asked_for_twice_is_refused() -> None:
    told = run("explain", "--as", "dealer@demo.example", "--claim", "kind:dealer", "Price.net")
    assert told.exit_code == 1
    assert "--as says who asks" in str(told.exception)


def test_a_block_without_its_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="preview: generated"):
        with_block("no marks", PREVIEW, "text")
