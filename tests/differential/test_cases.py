"""Cases are the same in every process, and a failing one becomes small."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.differential.faults import Fault, entities_reversed
from tests.differential.reporting import report, small_case
from tests.differential.running import difference, first_sight
from tests.kit.random_federation.cases import case

DIGEST = """
import json
from hashlib import sha256
from tests.kit.random_federation.cases import case, expected
digest = sha256()
for seed in range(0, 200, 5):
    one = case(seed)
    parts = [one.federation.sdls, one.query, one.variables, one.federation.plan_text(one.query), expected(one)]
    digest.update(json.dumps(parts).encode())
print(digest.hexdigest())
"""


def test_a_seed_gives_the_same_case_plan_and_answer_whatever_the_order_of_hashes() -> None:
    digests = {
        subprocess.run(
            [sys.executable, "-c", DIGEST],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


async def test_a_failing_case_is_shrunk_to_what_fails_and_reported_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    seed = await first_sight(Fault("reversed", entities_reversed), range(200))
    assert seed is not None
    entities_reversed(monkeypatch)
    large = case(seed)
    assert await difference(large) is not None
    small = await small_case(large)
    assert await difference(small) is not None
    assert len(small.query) < len(large.query) * 0.7
    sizes = [sum(map(len, one.federation.sdls.values())) for one in (small, large)]
    assert sizes[0] < sizes[1] * 0.7
    text = await report(small)
    for part in ("--- query, variables", "--- plan", "--- one service answers", small.query):
        assert part in text
