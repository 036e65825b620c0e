"""`python -m tests.gateway.fuzz CASES [SEED] [FIRST]`: sends that many; what is at fault is kept under `var/fuzz`."""

from __future__ import annotations

import asyncio
import resource
import sys
import tempfile
import time
from pathlib import Path

from tests.gateway.fuzz.cases import case
from tests.gateway.fuzz.running import fuzzed_gateway, run
from werktor.settings import ROOT

KEPT = ROOT / "var" / "fuzz"
PART = 20_000


async def main(count: int, seed: int, first: int) -> int:
    started, faulty = time.perf_counter(), 0
    with tempfile.TemporaryDirectory() as folder:
        async with fuzzed_gateway(Path(folder)) as served:
            for begin in range(first, first + count, PART):
                numbers = range(begin, min(begin + PART, first + count))
                outcome = await run(served, ((number, case(seed, number)) for number in numbers), most_faults=PART)
                faulty += len(outcome.faults)
                for number, faults in outcome.faults.items():
                    _keep(seed, number, faults)
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
                blocks = outcome.blocks[-1] if outcome.blocks else 0
                seconds = time.perf_counter() - started
                print(f"{numbers.stop - first} cases, {faulty} at fault, {seconds:.0f} s, {peak} MB, {blocks} blocks")
    return 1 if faulty else 0


def _keep(seed: int, number: int, faults: list[str]) -> None:
    KEPT.mkdir(parents=True, exist_ok=True)
    file = KEPT / f"{seed}-{number}.json"
    file.write_bytes(case(seed, number).as_json())
    print(f"{file}: {faults[0][:300]}")


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    count, seed, first = (*given, *(20_000, 1, 0)[len(given) :])
    sys.exit(asyncio.run(main(count, seed, first)))
