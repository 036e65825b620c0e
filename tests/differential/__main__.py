"""`python -m tests.differential [CASES] [FIRST SEED]`: as many cases as wanted, counts printed, failures shrunk."""

from __future__ import annotations

import asyncio
import sys

from tests.differential.reporting import report, small_case
from tests.differential.running import run_cases
from tests.kit.random_federation.cases import case

MOST_SHRUNK = 5
"""Failing cases that are made small and printed whole; the others are named."""


def main(arguments: list[str]) -> int:
    """Runs and prints; 1 when an answer differs."""
    cases = int(arguments[0]) if arguments else 2_000
    first = int(arguments[1]) if len(arguments) > 1 else 0
    print(f"seeds {first} to {first + cases - 1}", flush=True)
    tally = asyncio.run(run_cases(range(first, first + cases)))
    print(tally.text(), flush=True)
    for number, (seed, problem) in enumerate(tally.differences.items()):
        if number < MOST_SHRUNK:
            print("\n" + asyncio.run(_shrunk_report(seed)), flush=True)
        else:
            print(f"seed {seed}: {problem}")
    return 1 if tally.differences else 0


async def _shrunk_report(seed: int) -> str:
    return await report(await small_case(case(seed)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
