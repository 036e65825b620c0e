"""Two yards of houses, as the machine has two processors to kill on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.chaos.houses import yard
from tests.chaos.killings import Killer

YARDS = 2


@pytest.fixture(scope="session")
def killer(demo_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Killer]:
    with ExitStack() as stack:
        yards = [stack.enter_context(yard(demo_data)) for _ in range(YARDS)]
        yield Killer(yards, tmp_path_factory.mktemp("killed"))
