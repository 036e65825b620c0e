"""The operations that tests of fixture federations plan, written down where an environment variable names a file.

One JSON object per line, {supergraph, query, labels}: cases for comparing our plans with those of others.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import orjson

RECORDING_VARIABLE = "WERKTOR_RECORDED_OPERATIONS"


def record(supergraph: str, query: str, labels: Iterable[str]) -> None:
    """`labels`: the active ones of progressive overrides."""
    name = os.environ.get(RECORDING_VARIABLE)
    if name:
        line = {"supergraph": supergraph, "query": query, "labels": sorted(labels)}
        with Path(name).open("ab") as file:
            file.write(orjson.dumps(line) + b"\n")


def recorded(file: Path) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Each different (supergraph, query, labels) once, in the order in which they came."""
    with file.open("rb") as lines:
        for line in dict.fromkeys(lines):
            one = orjson.loads(line)
            yield one["supergraph"], one["query"], frozenset(one["labels"])
