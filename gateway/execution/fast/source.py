"""Python source being written: lines with indentation, fresh names, and the objects that the source refers to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from gateway.execution.fast.problems import NotFastError

MOST_LEVELS, MOST_BLOCKS = 99, 20
"""Of indentation, and of loops and attempts inside each other, that the language compiles."""


class Source:
    """One function after the other; `compiled` turns them into callables that share the `names`."""

    def __init__(self, names: dict[str, Any]) -> None:
        self.names = names
        self._lines: list[str] = []
        self._indent = 0
        self._blocks = 0
        self._fresh = 0

    def line(self, text: str) -> None:
        self._lines.append("    " * self._indent + text)

    @contextmanager
    def block(self, head: str) -> Iterator[None]:
        """A compound statement; what is written inside stands below it. Raises NotFastError for one too many."""
        weight = {"for": 1, "try": 2, "exc": 2}.get(head[:3], 0)
        if self._indent == MOST_LEVELS or self._blocks + weight > MOST_BLOCKS:
            raise NotFastError("objects nested too deeply")
        self.line(head)
        self._indent += 1
        self._blocks += weight
        before = len(self._lines)
        yield
        if len(self._lines) == before:
            self.line("pass")
        self._indent -= 1
        self._blocks -= weight

    def fresh(self) -> str:
        self._fresh += 1
        return f"v{self._fresh}"

    def refer(self, value: Any) -> str:
        """A name for an object."""
        name = f"x{len(self.names)}"
        self.names[name] = value
        return name

    @property
    def text(self) -> str:
        return "\n".join(self._lines)

    def compiled(self) -> dict[str, Callable[..., Any]]:
        scope = dict(self.names)
        exec(compile(self.text, "<fast form of a plan>", "exec"), scope)
        return {name: value for name, value in scope.items() if name not in self.names and name != "__builtins__"}
