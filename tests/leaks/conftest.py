"""The worlds of the grid, made once; what was asked of them is told at the end of a run."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.kit import told_at_the_end
from tests.leaks.grid import Report
from tests.leaks.world import World
from tests.leaks.worlds import abstract_world, real_world


@pytest.fixture
def told() -> Callable[[Report], None]:
    """Tells how much was asked."""
    return lambda report: told_at_the_end.tell(str(report))


@pytest.fixture(scope="package")
def real() -> World:
    return real_world()


@pytest.fixture(scope="package")
def abstract() -> World:
    return abstract_world()
