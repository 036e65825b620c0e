"""Opens what keeps the revisions, and runs beside the requests what announces and follows them."""

from __future__ import annotations

import asyncio
import os
import socket
import threading
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from structlog.typing import FilteringBoundLogger

from gateway.errors import ClientError, ConfigurationError
from gateway.reloading import FolderSource, Seen, Watch
from gateway.revisions.folder_history import FolderHistory
from gateway.revisions.folder_store import FolderStore
from gateway.revisions.following import SILENT_POLLS, Following
from gateway.revisions.publishing import Publishing
from gateway.revisions.revision import Follower
from gateway.revisions.store import RevisionStore
from gateway.revisions.waking import Waking
from gateway.settings.policies import PolicyOptions
from gateway.snapshot import Snapshots
from gateway.telemetry.metrics import Metrics
from gateway.visibility.files import PolicyFiles, read_folder

if TYPE_CHECKING:
    from gateway.revisions.announcements import Announcements

Given = TypeVar("Given")
Made = TypeVar("Made")

LOOK_SECONDS = 0.05
"""Between two looks at what other processes tell, while somebody waits for them to follow."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A store, and what it showed at the start."""

    store: RevisionStore
    seen: Seen[PolicyFiles]


def open_store(options: PolicyOptions, now: Callable[[], datetime]) -> Opened | None:
    """None where there are no policies. Raises ConfigurationError; whether or not an event loop runs in this thread."""
    folder = None if options.policies is None else Path(options.policies)
    if options.policy_store_url is None:
        if folder is None:
            return None
        history = None if options.policy_history is None else FolderHistory(options.policy_history)
        return _in_a_thread(_first_look, FolderStore(FolderSource(folder), history, now))
    # Loaded where there is a database: SQLAlchemy takes memory that a gateway without one need not have.
    from gateway.revisions.database import Database
    from gateway.revisions.table_store import TableStore

    store = TableStore(Database(options.policy_store_url))

    async def opened(store: TableStore) -> Opened:
        await store.open(None if folder is None else partial(read_folder, folder), now)
        return await _first_look(store)

    return _in_a_thread(opened, store)


async def _first_look(store: RevisionStore) -> Opened:
    return Opened(store, await store.source.look())


def _in_a_thread(run: Callable[[Given], Coroutine[Any, Any, Made]], given: Given) -> Made:
    """Before anything is served, whether or not an event loop runs in this thread; raises ConfigurationError."""
    made: list[Made | ClientError | ConfigurationError] = []

    def work() -> None:
        try:
            made.append(asyncio.run(run(given)))
        except (ClientError, ConfigurationError) as error:
            made.append(error)

    working = threading.Thread(target=work)
    working.start()
    working.join()
    if not made:
        raise ConfigurationError("The policy store could not be opened; the error above says why.")
    (result,) = made
    if isinstance(result, ClientError):
        raise ConfigurationError(result.message) from result
    if isinstance(result, ConfigurationError):
        raise result
    return result


@dataclass(frozen=True, slots=True)
class Keeping:
    """`publishing` is what an administrator uses; `run` and `close` are for whoever runs the gateway."""

    publishing: Publishing
    following: Following
    waking: Waking
    announcements: Announcements | None

    async def run(self) -> None:
        """Hears announcements until it is cancelled."""
        if self.announcements is not None:
            await self.announcements.run()

    async def close(self) -> None:
        await self.following.leave()
        if self.announcements is not None:
            await self.announcements.close()


def keep(
    options: PolicyOptions,
    opened: Opened,
    watch: Callable[[Waking], Watch[PolicyFiles]],
    snapshots: Snapshots,
    metrics: Metrics,
    log: FilteringBoundLogger,
    now: Callable[[], datetime],
) -> tuple[Keeping, Watch[PolicyFiles]]:
    """Puts together what keeps the revisions; `watch` makes the one that takes them live."""
    has_tables = options.policy_store_url is not None
    waking = Waking(options.policy_poll_seconds if has_tables else options.policy_check_seconds)
    store = opened.store
    number = _in_a_thread(partial(store.number_of, is_live=True), opened.seen) or 0
    following = Following(
        f"{socket.gethostname()}/{os.getpid()}",
        store,
        snapshots,
        number,
        options.policy_follow_seconds,
        SILENT_POLLS * options.policy_poll_seconds,
        log,
        partial(asyncio.sleep, LOOK_SECONDS),
    )
    announcements: Announcements | None = None
    if has_tables and options.policy_redis_url is not None:
        from gateway.revisions.announcements import Announcements

        announcements = Announcements(options.policy_redis_url, waking.wake, snapshots, metrics, log)

    async def follow(number: int) -> tuple[Follower, ...]:
        waking.wake()
        if announcements is not None:
            await announcements.announce(number)
        return await following.until(number)

    publishing = Publishing(store, snapshots, follow, now, options.second_person)
    watching = watch(waking)
    following.follow(watching)
    return Keeping(publishing, following, waking, announcements), watching
