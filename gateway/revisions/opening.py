"""Opens what keeps the revisions, before anything is served."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from gateway.errors import ClientError, ConfigurationError
from gateway.reloading import FolderSource, Seen
from gateway.revisions.folder_history import FolderHistory
from gateway.revisions.folder_store import FolderStore
from gateway.revisions.store import RevisionStore
from gateway.revisions.unfinished import finish
from gateway.settings.policies import PolicyOptions
from gateway.visibility.files import PolicyFiles, read_folder

Given = TypeVar("Given")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Opened:
    """A store, and what it showed at the start."""

    store: RevisionStore
    seen: Seen[PolicyFiles]


def open_store(options: PolicyOptions, now: Callable[[], datetime], load: Callable[[PolicyFiles], object]) -> Opened:
    """Raises ConfigurationError, as `load` does for files that may not go live."""
    folder = None if options.policies is None else Path(options.policies)
    if options.policy_store_url is None:
        if folder is None:
            raise ConfigurationError("Name the folder of the policy files in 'policies'.")
        return _in_a_thread(_first_look, folder_store(folder, options.policy_history, now))
    # Loaded where there is a database: SQLAlchemy takes memory that a gateway without one need not have.
    from gateway.revisions.database import Database
    from gateway.revisions.table_store import TableStore

    database = Database(options.policy_store_url)

    def first(folder: Path) -> PolicyFiles:
        files = read_folder(folder)
        load(files)
        return files

    async def opened(store: TableStore) -> Opened:
        await store.open(None if folder is None else partial(first, folder), now)
        return await _first_look(store)

    found = _in_a_thread(opened, TableStore(database))
    database.keep_connections()
    return found


def folder_store(folder: Path, history: Path | None, now: Callable[[], datetime]) -> FolderStore:
    """A policy folder with the history beside it, where there is one."""
    if history is None:
        return FolderStore(FolderSource(folder), None, now)
    kept = FolderHistory(history)
    return FolderStore(FolderSource(folder, finish=partial(finish, folder, kept)), kept, now)


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
