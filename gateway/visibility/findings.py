"""What is wrong with a policy folder: the place, the reason and the way out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gateway.errors import ConfigurationError


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing to put right; `file` is relative to the policy folder, `line` counts from 1, 0 means the whole file."""

    file: str
    line: int
    reason: str
    way_out: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.reason}; {self.way_out}"

    def as_plain(self) -> dict[str, str | int]:
        """As data for JSON."""
        return {"file": self.file, "line": self.line, "reason": self.reason, "wayOut": self.way_out}


class PolicyError(ConfigurationError):
    """A policy folder that may not go live. `findings` is never empty; the first one is also given as attributes."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("\n".join(map(str, findings)))
        self.findings = tuple(findings)
        first = self.findings[0]
        self.file, self.line, self.reason, self.way_out = first.file, first.line, first.reason, first.way_out
