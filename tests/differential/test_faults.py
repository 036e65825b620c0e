"""Each planted fault of the planner or the executors is seen by a comparison of few cases."""

from __future__ import annotations

import pytest

from tests.differential.faults import FAULTS, Fault
from tests.differential.running import first_sight

CASES = 200


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
async def test_a_planted_fault_is_found(fault: Fault) -> None:
    seen = await first_sight(fault, range(fault.seed, fault.seed + CASES))
    assert seen is not None, f"{fault.name} changes none of {CASES} answers from seed {fault.seed} on"
