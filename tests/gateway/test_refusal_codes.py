"""Every code a client may meet is documented, and no other is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

GATEWAY = Path(__file__).parents[2] / "gateway"
RAISING = {"ClientError", "_refuse_above"}
"""What is called with a code as its first argument."""


def _codes_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RAISING and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant):
                yield first.value
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            yield from (one.id for one in node.targets if isinstance(one, ast.Name) and one.id == node.value.value)


def test_the_readme_lists_the_codes_of_the_gateway() -> None:
    sources = [path for path in GATEWAY.rglob("*.py") if "composition" not in path.parts]
    raised = {code for path in sources for code in _codes_in(path)}
    table = (GATEWAY / "README.md").read_text(encoding="utf-8").split("## Refusals")[1].split("## Settings")[0]
    documented = {code for line in table.splitlines() for code in re.findall(r"`([A-Z_]+)`", line.split(" | ")[0])}
    assert len(raised) > 15
    assert documented == raised
