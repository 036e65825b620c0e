"""What is generated and checked in is what the code says today."""

from __future__ import annotations

from pathlib import Path

import pytest

from werktor import generated
from werktor.readme_blocks import TABLE, with_block
from werktor.settings import ROOT
from werktor.visibility_table import visibility_table


async def test_schema_contract_and_visible_schemas_have_not_drifted() -> None:
    assert generated.drift(await generated.generated_files()) == [], "run 'make generate' and review the difference"


async def test_the_table_of_the_readme_is_what_the_house_answers() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert with_block(readme, TABLE, await visibility_table()) == readme, (
        "run 'make generate' and review the difference"
    )


async def test_a_drift_is_told_by_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generated, "CONTRACT", tmp_path)
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "nobody.graphql").write_text("type Query")
    (tmp_path / "schema.graphql").write_text("old")
    files = {tmp_path / "schema.graphql": "new"}
    assert generated.drift(files) == [tmp_path / "schema.graphql", tmp_path / "schemas" / "nobody.graphql"]
    generated.write(files)
    assert generated.drift(files) == []
