"""What requests free is at hand for the next ones, without asking the system for each page again."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys

import pytest

from werktor.settings import ROOT

IS_GLIBC = hasattr(ctypes.CDLL(None), "gnu_get_libc_version")

FAULTS_PER_ROUND = """
import resource
{keeping}

def answer():
    return [bytes(90_000) for _ in range(40)]

answer()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(50):
    answer()
print((resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before) / 50)
"""
KEEPING = "from gateway.serving.freed_memory import keep_freed_memory; keep_freed_memory()"


def faults_per_round(keeping: str, **environment: str) -> float:
    told = subprocess.run(
        [sys.executable, "-c", FAULTS_PER_ROUND.format(keeping=keeping)],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )
    return float(told.stdout)


@pytest.mark.skipif(not IS_GLIBC, reason="the C library is not glibc, whose habit this is about")
def test_memory_that_was_freed_is_used_again_without_the_system() -> None:
    assert faults_per_round("pass") > 100
    assert faults_per_round(KEEPING) < 5


@pytest.mark.skipif(not IS_GLIBC, reason="the C library is not glibc, whose habit this is about")
def test_what_was_set_from_outside_stays() -> None:
    assert faults_per_round(KEEPING, MALLOC_TRIM_THRESHOLD_="131072") > 100
