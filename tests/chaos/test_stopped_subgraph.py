"""One subgraph stands still under load: its part is lost with one code, everything else is answered, and it comes back.

`make bench` does the same for thirty seconds, three times, and tells how long untouched fields take meanwhile.
"""

from __future__ import annotations

from pathlib import Path

from tests.kit.stopping import PARTIAL, TOUCHED, UNTOUCHED, measured, p95, yard

RATE = 20
TIMEOUT = 1.0
STILL = 6.0
MOST_TO_RECOVER = 2.0
CODES = {"SUBGRAPH_REQUEST_TIMEOUT", "SUBGRAPH_CIRCUIT_BREAKER_REJECTED"}


async def test_a_subgraph_that_stands_still_loses_its_own_fields_alone_and_is_asked_again_when_it_is_back(
    tmp_path: Path,
) -> None:
    with yard(tmp_path, f"subgraph_timeout = {TIMEOUT}\nbreaker_failures = 10\n") as running:
        found = await measured(running, before=1.0, stopped=STILL, after=MOST_TO_RECOVER + 1.5, rate=RATE)
        changes = [line["event"] for line in running.logged() if line["event"].startswith("circuit breaker")]

    assert {one.status for one in found.answers} == {200}

    untouched = found.of(UNTOUCHED, 0, float("inf"))
    assert len(untouched) > STILL * RATE
    assert all(one.is_whole for one in untouched)
    still = found.of(UNTOUCHED, found.stopped, found.continued)
    assert p95(still) < TIMEOUT / 2

    lost = [one for one in found.of(TOUCHED, 0, float("inf")) if not one.is_whole]
    assert len(lost) > STILL * RATE / 2
    for one in lost:
        assert one.answer["data"] == PARTIAL
        assert [error["path"] for error in one.answer["errors"]] == [["products"]]
        assert set(one.codes) <= CODES
    assert {code for one in lost for code in one.codes} == CODES

    rejected = [one for one in lost if one.codes == ["SUBGRAPH_CIRCUIT_BREAKER_REJECTED"]]
    assert p95(rejected) < TIMEOUT / 2
    assert found.seconds_to_recover() <= MOST_TO_RECOVER
    assert changes == ["circuit breaker opened", "circuit breaker closed"]
