"""The clients at their pinned versions, installed on first use beside their drivers."""

from __future__ import annotations

import pytest

from tests.conftest import could_not_be_had
from tests.interop.driving import HERE
from werktor.node import BuildFailed, install


@pytest.fixture(scope="session", autouse=True)
def clients() -> None:
    """No script of theirs runs while they are installed."""
    try:
        install(HERE, "--ignore-scripts")
    except BuildFailed as reason:
        could_not_be_had("JavaScript clients", str(reason))
