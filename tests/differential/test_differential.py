"""Random operations on random federations are answered as one service over the same world would."""

from __future__ import annotations

import pytest

from tests.differential.running import difference, run_cases
from tests.kit.random_federation.cases import case
from tests.kit.random_federation.features import FEATURES

CASES = 2_000


async def test_random_federations_answer_as_one_service_would() -> None:
    tally = await run_cases(range(CASES))
    counts = tally.text()
    assert not tally.differences, f"{counts}\n{tally.differences}"
    assert tally.cases == CASES, counts
    assert tally.with_three_fetches >= 0.4, counts
    assert tally.refused_share <= 0.1, counts
    assert tally.share(tally.ways[""]) >= 0.8, counts
    for name in FEATURES:
        assert tally.share(tally.features[name]) >= 0.05, f"{name}\n{counts}"


@pytest.mark.parametrize("seed", [3_535, 67_977, 85_805])
async def test_cases_that_once_went_wrong_are_right(seed: int) -> None:
    assert await difference(case(seed)) is None
