"""Takes changes of the manifest of stored documents live: those that stay keep all that was made of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path

from structlog.typing import FilteringBoundLogger

from gateway.operations.documents import stored_documents
from gateway.reloading.sources import FileSource
from gateway.reloading.taking import Taking
from gateway.reloading.watch import Watch
from gateway.snapshot import Snapshot, Snapshots
from gateway.telemetry.metrics import Metrics


def manifest_source(manifest: Path) -> FileSource:
    return FileSource(manifest, "the manifest")


def documents_watch(
    manifest: Path,
    live: str,
    seconds: float,
    snapshots: Snapshots,
    metrics: Metrics,
    log: FilteringBoundLogger,
    reconsider: Callable[[], None],
) -> Watch:
    """`live` is the revision that was read at the start, `seconds` pass between two looks.

    `reconsider` is called when a manifest is refused: a supergraph that was refused before may be the one it is for.
    """
    source = manifest_source(manifest)

    def following(content: str, current: Snapshot) -> Snapshot:
        before = current.graph.documents
        documents = stored_documents(content, source.place, current.graph.supergraph.public_schema, before)
        return current if documents.keys == before.keys else current.with_documents(documents)

    taking = Taking(
        "documents", source.place, following, snapshots, metrics.documents_changed, log, when_refused=reconsider
    )
    return Watch(source, taking.take, partial(asyncio.sleep, seconds), live)
