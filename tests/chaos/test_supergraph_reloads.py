"""The supergraph changes again and again under load, one in four times into something that cannot be served.

`WERKTOR_TEST_RELOADS=200` for the whole number; the suite makes fewer.
"""

from __future__ import annotations

import os
from pathlib import Path

from tests.chaos.reloads import change_under_load

RELOADS = int(os.environ.get("WERKTOR_TEST_RELOADS", "60"))
LEAKED = 12 * 1024 * 1024
"""Bytes by which memory may grow: noise of the allocator."""


async def test_every_answer_is_of_one_revision_and_none_is_lost_while_the_supergraph_changes(tmp_path: Path) -> None:
    report = await change_under_load(tmp_path, RELOADS)
    assert report.failures == []
    assert (report.live, report.refused) == (RELOADS - RELOADS // 4, RELOADS // 4)
    assert set(report.answers) - {0} == {number for number in range(1, RELOADS + 1) if number % 4}
    assert report.in_use == 1, "every other supergraph is free"
    assert report.grown < LEAKED, str(report)
