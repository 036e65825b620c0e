"""A gateway is told to stop while clients are in the midst of asking and listening.

`WERKTOR_TEST_STOPS=20` for the whole number of rounds; the suite makes fewer.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.chaos.stops import stop_under_load
from tests.kit.plain_client import Outcome

ROUNDS = int(os.environ.get("WERKTOR_TEST_STOPS", "4"))


@pytest.mark.parametrize("options", [(), ("--workers", "2")], ids=["one process", "two workers"])
async def test_nobody_is_cut_off_and_all_are_told_when_a_gateway_stops(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    for one in await stop_under_load(tmp_path, ROUNDS, *options):
        assert one.outcomes[Outcome.BROKEN] == 0, one
        assert one.wrong == [], one
        assert one.after_signal > 0, "requests are taken while load balancers turn away"
        assert one.unready, one
        assert one.socket_code == 1001, one
        assert one.stream_end == "SERVER_STOPPING", one
        assert (one.status, one.seconds < 10) == (0, True), one
