"""The commands on policy files: check them, see who sees what and why, and what an edit would change."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from gateway.app import supergraph_of
from gateway.errors import ConfigurationError
from gateway.identity.viewers import viewer_of
from gateway.model.viewer import Viewer
from gateway.previewing import as_plain as plain_preview
from gateway.previewing import as_text as told_preview
from gateway.previewing import preview_of_files
from gateway.visibility import PolicyError
from gateway.visibility.checks.hidden_requirements import hidden_requirements
from gateway.visibility.explaining import as_plain as plain_explanation
from gateway.visibility.explaining import as_text as told_explanation
from gateway.visibility.explaining import explain
from gateway.visibility.files import read_folder
from gateway.visibility.loading import compiled_policies, load_policies
from gateway.visibility.matrix import matrix
from gateway.visibility.matrix_forms import as_csv, as_text
from gateway.visibility.policies import Policies
from subgraphs.accounts.service import issue_token
from werktor.contract_graph import contract_graph
from werktor.house import open_house
from werktor.settings import ROOT, read_settings

policy = typer.Typer(no_args_is_help=True, help="The policy files.")

FOLDER = ROOT / "policies"
Folder = Annotated[Path, typer.Option("--policies", help="Folder of the policy files.")]
AsJson = Annotated[bool, typer.Option("--json", help="As JSON.")]


@policy.command("check")
def check_policies(policies: Folder = FOLDER) -> None:
    """Tell everything that is wrong with a policy folder, strictly: file:line: reason; way out."""
    try:
        supergraph = contract_graph().supergraph
        sound = load_policies(read_folder(policies), supergraph.public_schema, strict=True)
    except PolicyError as error:
        for finding in error.findings:
            print(finding)
        raise typer.Exit(1) from None
    for note in hidden_requirements(sound, supergraph):
        print(f"note: {note}")
    counts = {
        "rules": len(sound.lines.rules),
        "lines of roles": len(sound.lines.roles),
        "field groups": len(sound.groups),
        "cases": len(sound.cases),
    }
    told = ", ".join(f"{count} {what}" for what, count in counts.items())
    print(f"revision {sound.revision} is sound: {told}, {len(sound.coordinates.names)} coordinates decided")


@policy.command("matrix")
def print_matrix(
    policies: Folder = FOLDER, is_csv: Annotated[bool, typer.Option("--csv", help="As CSV.")] = False
) -> None:
    """Print who sees what: everybody one may meet by every coordinate."""
    made = matrix(_compiled(policies))
    print(as_csv(made) if is_csv else as_text(made), end="" if is_csv else "\n")


@policy.command("explain")
def explain_coordinate(
    coordinate: Annotated[str, typer.Argument(help="For example Price.cost.")],
    who: Annotated[str | None, typer.Option("--as", help="Address of a person or machine that signs in.")] = None,
    looks_at: Annotated[str | None, typer.Option("--for", help="Company that a staff member looks at.")] = None,
    claim: Annotated[list[str] | None, typer.Option(help="An audience claim, e.g. kind:dealer.")] = None,
    function: Annotated[list[str] | None, typer.Option(help="A function, e.g. buyer; default: all.")] = None,
    machine: Annotated[list[str] | None, typer.Option(help="A machine, e.g. machine:till.")] = None,
    grant: Annotated[list[str] | None, typer.Option(help="A right that the company gave, e.g. till_prices.")] = None,
    policies: Folder = FOLDER,
    is_json: AsJson = False,
) -> None:
    """Tell why somebody sees a field or does not, and what would have to change; without anybody, for a visitor."""
    given = {"claims": claim, "functions": function, "machine": machine, "grants": grant}
    if who is not None and any(given.values()):
        raise ConfigurationError("--as says who asks: leave --claim, --function, --machine and --grant out.")
    viewer = _with(given) if who is None else asyncio.run(_signed_in(who, looks_at))
    explanation = explain(_compiled(policies), viewer, coordinate)
    print(_json(plain_explanation(explanation)) if is_json else told_explanation(explanation))
    if explanation.nearest is not None:
        raise typer.Exit(1)


@policy.command("preview")
def preview_policies(
    policies: Annotated[Path, typer.Option("--policies", help="Folder of the edited policy files.")],
    against: Annotated[Path, typer.Option(help="Folder of those that are compared with.")] = FOLDER,
    is_json: AsJson = False,
) -> None:
    """Tell who would gain and lose what, and which stored documents would answer otherwise."""
    graph = contract_graph()
    before = compiled_policies(read_folder(against), graph.supergraph.public_schema)
    made = preview_of_files(before, read_folder(policies), graph, None)
    print(_json(plain_preview(made)) if is_json else told_preview(made))
    if made.findings:
        raise typer.Exit(1)


def _compiled(folder: Path) -> Policies:
    return compiled_policies(read_folder(folder), supergraph_of(ROOT / "schema.graphql").public_schema)


def _with(given: dict[str, list[str] | None]) -> Viewer:
    """Somebody who holds these, in all else a visitor."""
    sets: dict[str, Any] = {name: frozenset(values) for name, values in given.items() if values}
    return replace(Viewer(subject="somebody"), **sets)


async def _signed_in(who: str, looks_at: str | None) -> Viewer:
    """The viewer of the token that accounts would give out."""
    async with open_house(read_settings()) as house:
        token = await issue_token(house.services["accounts"], house.token_keys, who, looks_at=looks_at)
        return viewer_of(house.token_keys.verify(token), "de")


def _json(plain: dict[str, Any]) -> str:
    return json.dumps(plain, ensure_ascii=False, indent=2)
