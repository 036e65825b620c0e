"""What is told at the end of a run, whichever of its processes found it out."""

from __future__ import annotations

from typing import Any

import pytest

_LINES: dict[str, None] = {}
_OUTPUT = "told_at_the_end"


def tell(text: str) -> None:
    """The same text is told once."""
    _LINES[text] = None


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker hands over to the process that writes the summary."""
    output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output[_OUTPUT] = list(_LINES)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """One that broke down has nothing to hand over."""
    for text in getattr(node, "workeroutput", {}).get(_OUTPUT, ()):
        tell(text)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for text in _LINES:
        terminalreporter.write_line(text, yellow=True)
