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
    policy_history: Path | None = option(
        "Folder that keeps the revisions of the policy folder; empty: nothing can be published here, only edited.", None
    )
    policy_store_url: str | None = option(
        "Database (`postgresql+asyncpg://` or `sqlite+aiosqlite://`) that keeps the revisions for several processes, "
        "filled once from the folder, which is then not watched; empty: the folder is what counts.",
        None,
    )
    policy_redis_url: str | None = option(
        "Redis over which processes tell each other of a revision in that database; empty: they find it by polling.",
        None,
    )
    policy_poll_seconds: float = option("Seconds between looks at that database when nothing is announced.", 5.0)
    policy_follow_seconds: float = option("Seconds that publishing waits for every live process to follow.", 10.0)
    second_person: bool = option(
        "Whether a publish that widens its author's own rights waits for the approval of another person; false: "
        "whoever may publish can give himself every right.",
        True,
    )

    @property
    def has_policies(self) -> bool:
        """Whether anything decides who sees what, wherever it is kept."""
        return self.policies is not None or self.policy_store_url is not None
