"""What the README of planning tells a newcomer is what the commands print."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

import gateway.planning
from gateway.__main__ import main

README = (Path(gateway.planning.__file__).parent / "README.md").read_text(encoding="utf-8")


def _blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def _run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    monkeypatch.setattr(sys, "argv", ["gateway", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    return capsys.readouterr().out


@pytest.fixture
def supergraph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """What the README's two schemas compose to."""
    files = []
    for name, sdl in zip(("products", "prices"), _blocks("graphql"), strict=False):
        (tmp_path / f"{name}.graphql").write_text(sdl, encoding="utf-8")
        files.append(f"{name}={tmp_path / name}.graphql@http://{name}/graphql")
    path = tmp_path / "supergraph.graphql"
    path.write_text(_run(monkeypatch, capsys, "compose", *files), encoding="utf-8")
    return path


@pytest.mark.parametrize(("stage", "number"), [("choice", 0), ("plan", 1)])
def test_the_example_of_the_readme_is_what_the_command_prints(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], supergraph: Path, stage: str, number: int
) -> None:
    query = _blocks("graphql")[2]
    printed = _run(monkeypatch, capsys, "plan", "--supergraph", supergraph, "--stage", stage, query)
    assert printed == _blocks("text")[number]
