"""What changing supergraph or policies costs those who ask: a small and a larger one, under load, in a process apart.

A stall is how much later than asked for the gateway's event loop got to work. It is measured on the clock of the wall,
so what else the machine does is in it; the looks that were late by more than 5 ms say whether it is the rule.
"""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from tests.chaos.policy_reloads import change_policies_under_load
from tests.chaos.reloads import change_under_load

CHANGES = 40
TYPES, FIELDS = 300, 10


def measure() -> None:
    print(f"changing the supergraph under load, {CHANGES} times each:")
    for name, filling in (("small", ""), (f"{TYPES} types of {FIELDS} fields more", _filling())):
        with tempfile.TemporaryDirectory() as folder:
            print(f"  {name}: {asyncio.run(change_under_load(Path(folder), CHANGES, filling))}")
    print(f"changing the policies under load, {CHANGES} times each:")
    for name, filling in (("small", ""), (f"{TYPES} types of {FIELDS} fields more", _filling())):
        with tempfile.TemporaryDirectory() as folder:
            print(f"  {name}: {asyncio.run(change_policies_under_load(Path(folder), CHANGES, filling))}")


def _filling() -> str:
    types = (
        f"type T{number} {{ " + " ".join(f"f{at}(a: Int): T{(number * 3 + at) % TYPES}" for at in range(FIELDS)) + " }"
        for number in range(TYPES)
    )
    return " ".join((*types, "extend type Query { t: T0 }"))
