"""Runs beside the requests what takes revisions live, announces them and follows them."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from structlog.typing import FilteringBoundLogger

from gateway.errors import ConfigurationError
from gateway.reloading import Watch, policies_watch
from gateway.reloading.policies import Load
from gateway.revisions.following import SILENT_POLLS, Following
from gateway.revisions.opening import Opened
from gateway.revisions.publishing import Publishing
from gateway.revisions.revision import Follower
from gateway.revisions.waking import Waking
from gateway.settings.policies import PolicyOptions
from gateway.snapshot import Snapshots
from gateway.telemetry.metrics import Metrics
from gateway.visibility.files import PolicyFiles

if TYPE_CHECKING:
    from gateway.revisions.announcements import Announcements

LOOK_SECONDS = 0.05
"""Between two looks at what other processes tell, while somebody waits for them to follow."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """`publishing` is what an administrator uses; `watch`, `run` and `close` are for whoever runs the gateway."""

    publishing: Publishing
    watch: Watch[PolicyFiles]
    following: Following
    waking: Waking
    announcements: Announcements | None

    async def run(self) -> None:
        """Hears announcements until it is cancelled."""
        if self.announcements is not None:
            await self.announcements.run()

    async def close(self) -> None:
        await self.following.leave()
        await self.following.store.close()
        if self.announcements is not None:
            await self.announcements.close()


def keep(
    options: PolicyOptions,
    opened: Opened,
    load: Load,
    snapshots: Snapshots,
    metrics: Metrics,
    log: FilteringBoundLogger,
    now: Callable[[], datetime],
) -> Keeping:
    """Puts together what was opened; nothing runs and nothing is written yet."""
    has_tables = options.policy_store_url is not None
    waking = Waking(options.policy_poll_seconds if has_tables else options.policy_check_seconds)
    store = opened.store
    following = Following(
        f"{socket.gethostname()}/{os.getpid()}",
        store,
        snapshots,
        options.policy_follow_seconds,
        SILENT_POLLS * options.policy_poll_seconds,
        log,
        partial(asyncio.sleep, LOOK_SECONDS),
    )
    announcements: Announcements | None = None
    if has_tables and options.policy_redis_url is not None:
        from gateway.revisions.announcements import Announcements

        try:
            announcements = Announcements(options.policy_redis_url, waking.wake, snapshots, metrics, log)
        except ValueError as error:
            raise ConfigurationError(f"policy_redis_url: {error}; write redis://host:6379/0.") from error

    async def follow(number: int) -> tuple[Follower, ...]:
        waking.wake()
        if announcements is not None:
            await announcements.announce(number)
        return await following.until(number)

    publishing = Publishing(store, snapshots, follow, now, options.second_person)
    watch = policies_watch(store.source, opened.seen.revision, waking.wait, load, snapshots, metrics, log)
    following.follow(watch, opened.seen)
    return Keeping(publishing, watch, following, waking, announcements)
