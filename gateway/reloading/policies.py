"""Takes edits of the policy files live: linted, with all cases, as whole revisions."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from structlog.typing import FilteringBoundLogger

from gateway.errors import ClientError
from gateway.reloading.sources import Seen, Source, missing, refused
from gateway.reloading.taking import Taking
from gateway.reloading.watch import Watch
from gateway.snapshot import Snapshot, Snapshots, SupergraphPart, ViewerPolicies
from gateway.telemetry.metrics import Metrics
from gateway.visibility import PolicyError
from gateway.visibility.files import PolicyFiles, read_folder

Load = Callable[[PolicyFiles, SupergraphPart], ViewerPolicies]
"""Reads the files for a supergraph; raises ConfigurationError."""


@dataclass(frozen=True, slots=True)
class FolderSource:
    """A policy folder. A look may meet half an edit, so two must agree.

    `finish` comes before each look: it finishes what a killed process left half done, which two looks would agree on.
    It raises ClientError, PolicyError.
    """

    folder: Path
    looks: int = 2
    finish: Callable[[], None] = lambda: None

    @property
    def place(self) -> str:
        return str(self.folder)

    async def look(self) -> Seen[PolicyFiles]:
        return await asyncio.to_thread(self._seen)

    def _seen(self) -> Seen[PolicyFiles]:
        try:
            self.finish()
            files = read_folder(self.folder)
        except ClientError as error:
            return missing(error.message)
        except PolicyError as error:
            return refused(str(error), partial(PolicyError, error.findings))
        return Seen(files.revision, lambda: files)


def policies_watch(
    source: Source[PolicyFiles],
    live: str,
    wait: Callable[[], Awaitable[None]],
    load: Load,
    snapshots: Snapshots,
    metrics: Metrics,
    log: FilteringBoundLogger,
) -> Watch[PolicyFiles]:
    """`live` is the revision that was read at the start, `wait` passes the time between two looks."""

    def following(files: PolicyFiles, current: Snapshot) -> Snapshot:
        if files == current.files:
            return current
        return current.following(load(files, current.graph), files)

    taking = Taking("policies", source.place, following, snapshots, metrics.policies_changed, log)
    return Watch(source, taking.take, wait, live)
