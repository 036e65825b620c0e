"""Apollo's composition as a second opinion, run by Node from a folder in which it is installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest
from graphql import Node, parse, print_ast

from gateway.composition import SubgraphDefinition

FOLDER = "WERKTOR_REFERENCE_COMPOSITION"
SCRIPT = """
const { createRequire } = require('module');
const require_ = createRequire(process.argv[1] + '/');
const { composeServices } = require_('@apollo/composition');
const { parse } = require_('graphql');
const federations = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const results = federations.map((subgraphs) => {
  const result = composeServices(subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })));
  return { sdl: result.supergraphSdl ?? null, errors: (result.errors ?? []).map((error) => error.extensions.code) };
});
console.log(JSON.stringify(results));
"""
UNORDERED = frozenset({"directives", "fields", "values", "interfaces", "types", "locations", "arguments"})


@dataclass(frozen=True)
class ReferenceResult:
    sdl: str | None
    errors: tuple[str, ...]


def reference_results(federations: Sequence[Sequence[SubgraphDefinition]]) -> list[ReferenceResult]:
    """What the reference makes of each federation; skips the test where it is not installed."""
    folder = os.environ.get(FOLDER)
    node = shutil.which("node")
    if not folder or not (Path(folder) / "node_modules" / "@apollo" / "composition").is_dir():
        pytest.skip(f"{FOLDER} names no folder in which @apollo/composition and graphql are installed")
    if node is None:
        pytest.skip("node is not installed")
    asked = json.dumps([[asdict(one) for one in subgraphs] for subgraphs in federations])
    done = subprocess.run([node, "-e", SCRIPT, folder], input=asked, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return [ReferenceResult(one["sdl"], tuple(sorted(one["errors"]))) for one in json.loads(done.stdout)]


def meaning(sdl: str) -> list[str]:
    """The definitions of a supergraph in one order.

    Left out: how the purposes of links are described, and `@oneOf`, which the reference loses.
    """
    definitions = parse(sdl, no_location=True).definitions
    return sorted(print_ast(_sorted(one)) for one in definitions if _name(one) not in ("link__Purpose", "oneOf"))


def _sorted(node: Any) -> Any:
    if not isinstance(node, Node):
        return node
    values: dict[str, Any] = {}
    for key in node.keys:
        value = getattr(node, key, None)
        if isinstance(value, tuple | list):
            inner = tuple(_sorted(one) for one in value if key != "directives" or _name(one) != "oneOf")
            values[key] = tuple(sorted(inner, key=print_ast)) if key in UNORDERED else inner
        else:
            values[key] = _sorted(value)
    return type(node)(**values)


def _name(node: Any) -> str | None:
    name = getattr(node, "name", None)
    return name.value if name is not None else None
