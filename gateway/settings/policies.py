"""What decides who sees what."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gateway.settings.option import option


@dataclass(frozen=True)
class PolicyOptions:
    policies: Path | None = option("Folder of the policy files; empty: everybody sees the whole public schema.", None)
    policy_check_seconds: float = option(
        "Seconds between looks at the policy folder; a change holds when two agree.", 0.3
    )
