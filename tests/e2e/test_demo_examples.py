"""Every row of the demo world's README shows what it says: each is proved by asking as the people it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.kit.house import TODAY, Asker, Person, asking
from werktor.settings import ROOT, Settings

README = ROOT / "werktor" / "demo" / "README.md"
EXAMPLES: Mapping[str, Mapping[str, list[dict[str, Any]]]] = yaml.safe_load(
    Path(__file__).with_name("demo_examples.yaml").read_text(encoding="utf-8")
)
HEADERS = {"market": "x-werktor-market", "language": "accept-language"}


def rows_of_the_readme() -> Iterator[tuple[str, str]]:
    """Section and first cell of every row of its tables."""
    section, in_table = "", False
    for line in README.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            section = line.removeprefix("## ")
        if line.startswith("| ---"):
            in_table = True
        elif not line.startswith("|"):
            in_table = False
        elif in_table:
            yield section, line.split("|")[1].strip().replace("`", "")


def test_every_row_is_proved_and_every_proof_has_its_row() -> None:
    proved = [(section, row) for section, rows in EXAMPLES.items() for row, proofs in rows.items() if proofs]
    assert sorted(rows_of_the_readme()) == sorted(proved)


@pytest.mark.parametrize("section", EXAMPLES)
async def test_every_example_of_a_section_shows_its_rule(section: str, house: Asker, var: Path) -> None:
    wrong = [
        (row, proof["who"], answer)
        for row, proofs in EXAMPLES[section].items()
        for proof in proofs
        if not _shows(proof, answer := await _asked(proof, house, var))
    ]
    assert wrong == []


def _shows(proof: Mapping[str, Any], answer: Mapping[str, Any]) -> bool:
    if proof.get("refused"):
        return [error["extensions"]["code"] for error in answer.get("errors", ())] == ["GRAPHQL_VALIDATION_FAILED"]
    return answer == {"data": proof["answer"]}


async def _asked(proof: Mapping[str, Any], house: Asker, var: Path) -> dict[str, Any]:
    who = Person(proof["who"], proof.get("looks_at"))
    headers = {"accept-language": "en"} | {name: proof[key] for key, name in HEADERS.items() if key in proof}
    query = f"{{ {proof['ask']} }}"
    day: date = proof.get("day", TODAY)
    if day == TODAY:
        return await house.ask(query, who, headers=headers)
    async with asking(Settings(var=var, today=day)) as later:
        return await later.ask(query, who, headers=headers)
