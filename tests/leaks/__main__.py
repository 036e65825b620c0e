"""`python -m tests.leaks [PROCESSES]`: the whole grid, every cell of it, its visible sets dealt out to processes."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.leaks.grid import Report
from tests.leaks.ways import ways
from tests.leaks.whole_grid import WORLDS, share

MOST_PRINTED = 20
"""Leaks that are printed whole; all are counted."""


def main(arguments: list[str]) -> int:
    """Asks, telling how far it is, and prints what came of it; 1 when anything leaked or a way asked nothing."""
    processes = int(arguments[0]) if arguments else os.cpu_count() or 1
    wholes = {name: Report() for name in WORLDS}
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        for reports in pool.map(share, range(processes), [processes] * processes):
            for name, report in reports.items():
                wholes[name].add(report)
    for name, whole in wholes.items():
        print(f"\n{name}: {whole}", flush=True)
        for leak in whole.leaks[:MOST_PRINTED]:
            print(leak)
    asked = {way for whole in wholes.values() for way in whole.cells}
    silent = sorted({way.name for way in ways()} - asked)
    if silent:
        print(f"asked nothing: {', '.join(silent)}")
    return 1 if silent or any(whole.leaks for whole in wholes.values()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
