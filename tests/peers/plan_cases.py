"""The operations whose plans are compared: the public benchmark's, the contract's, fixture and random federations'."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import orjson

from tests.kit.random_federation.cases import case
from tests.kit.recorded_operations import RECORDING_VARIABLE, recorded
from tests.peers.installed import Missing, public_bench
from werktor.contract import read_documents
from werktor.settings import ROOT

RANDOM_CASES = 200
FIXTURES = ("tests/gateway/execution", "tests/gateway/planning")
DRAWN = "tests/gateway/execution/test_defer.py"
"""Draws random operations by the hundred, with and without `@defer`: random ones are a source of their own."""


@dataclass(frozen=True)
class Case:
    source: str
    name: str
    supergraph: str
    query: str
    labels: frozenset[str] = frozenset()
    """The active labels of progressive overrides."""

    @property
    def id(self) -> str:
        """Eight digits that stand for this supergraph, query and labels."""
        parts = (self.supergraph, self.query, *sorted(self.labels))
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:8]


def all_cases() -> Iterator[Case]:
    yield benchmark_case()
    yield from contract_cases()
    yield from fixture_cases()
    yield from random_cases()


def benchmark_case() -> Case:
    folder = public_bench()
    query = orjson.loads((folder / "request.json").read_bytes())["query"]
    return Case("benchmark", "request.json", (folder / "supergraph.graphql").read_text(encoding="utf-8"), query)


def contract_cases() -> Iterator[Case]:
    supergraph = (ROOT / "schema.graphql").read_text(encoding="utf-8")
    for document in read_documents(ROOT / "frontend-contract"):
        yield Case("contract", document.name, supergraph, document.text)


def fixture_cases() -> Iterator[Case]:
    """What the tests of planning and execution plan, written down while they run; they must pass."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "operations.jsonl"
        environment = {**os.environ, RECORDING_VARIABLE: str(file)}
        pytest = [sys.executable, "-m", "pytest", "-q", *FIXTURES, f"--ignore={DRAWN}"]
        if subprocess.run(pytest, cwd=ROOT, env=environment, check=False).returncode != 0:
            raise Missing(f"The tests of {' and '.join(FIXTURES)} fail; their operations are compared once they pass.")
        for number, (supergraph, query, labels) in enumerate(recorded(file), 1):
            yield Case("fixtures", f"#{number}", supergraph, query, labels)


def random_cases() -> Iterator[Case]:
    """The first operations that the gateway is compared with one service on."""
    for seed in range(RANDOM_CASES):
        one = case(seed)
        yield Case("random", f"seed {seed}", one.federation.sdl, one.query)
