"""The worlds of the grid, made once; what was asked of them is told at the end of a run."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.leaks.abstracted import abstracted, opened
from tests.leaks.grid import Report
from tests.leaks.world import World
from werktor.settings import ROOT

REPORTS: list[str] = []


@pytest.fixture
def told() -> Callable[[Report], None]:
    """Tells how much was asked."""
    return lambda report: REPORTS.append(str(report))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for report in REPORTS:
        terminalreporter.write_line(report)


@pytest.fixture(scope="package")
def real() -> World:
    return World((ROOT / "schema.graphql").read_text(encoding="utf-8"))


@pytest.fixture(scope="package")
def abstract() -> World:
    """The same types behind interfaces and unions, of which the real schema has none."""
    widened, found = abstracted((ROOT / "schema.graphql").read_text(encoding="utf-8"))
    return World(widened, frozenset(opened(found)))
