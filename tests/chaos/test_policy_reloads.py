"""The policies change again and again under load by three audiences, one in four times into something broken.

`WERKTOR_TEST_POLICY_RELOADS=200` for the whole number; the suite makes fewer.
"""

from __future__ import annotations

import os
from pathlib import Path

from tests.chaos.policy_load import EACH
from tests.chaos.policy_reloads import change_policies_under_load

RELOADS = int(os.environ.get("WERKTOR_TEST_POLICY_RELOADS", "32"))
MOST_MADE = 2 + EACH
"""For one audience: the names, the stored document, and its own field by name, of which each client may be the first.
If all were made anew for the others too, it would be four more."""


async def test_nobody_is_told_what_is_not_his_and_none_is_lost_while_the_policies_change(tmp_path: Path) -> None:
    report = await change_policies_under_load(tmp_path, RELOADS)
    assert report.failures == []
    assert (report.live, report.refused) == (RELOADS - RELOADS // 4, RELOADS // 4)
    assert set(report.answers) == {0, 1, 2} | {change + 2 for change in range(1, RELOADS + 1) if change % 4}
    prepared, schemas = report.first
    assert report.schemas - schemas == report.live, "only the audience that changed gets a new schema"
    assert 0 < report.prepared - prepared <= MOST_MADE * (report.live + 3), "and only it gets new plans"
    print(report)  # noqa: T201 what it cost belongs to its output
