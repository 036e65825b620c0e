"""The operations that tests of fixture federations plan, written down where an environment variable names a file.

One JSON object per line, {supergraph, query}: cases for comparing our plans with those of others.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import orjson

RECORDING_VARIABLE = "WERKTOR_RECORDED_OPERATIONS"


def record(supergraph: str, query: str) -> None:
    name = os.environ.get(RECORDING_VARIABLE)
    if name:
        with Path(name).open("ab") as file:
            file.write(orjson.dumps({"supergraph": supergraph, "query": query}) + b"\n")


def recorded(file: Path) -> Iterator[tuple[str, str]]:
    """Each different (supergraph, query) once, in the order in which they came."""
    yield from dict.fromkeys((one["supergraph"], one["query"]) for one in map(orjson.loads, file.open("rb")))
