"""Takes changes of the manifest of stored documents live: those that stay keep all that was made of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from structlog.typing import FilteringBoundLogger

from gateway.operations.documents import stored_documents
from gateway.reloading.sources import FileSource
from gateway.reloading.taking import Taking
from gateway.reloading.watch import Watch
from gateway.snapshot import Snapshot, Snapshots
from gateway.telemetry.metrics import Metrics


def documents_watch(
    source: FileSource,
    live: str,
    wait: Callable[[], Awaitable[None]],
    snapshots: Snapshots,
    metrics: Metrics,
    log: FilteringBoundLogger,
    reconsider: Callable[[], None],
) -> Watch[str]:
    """`live` is the revision that was read at the start, `wait` passes the time between two looks.

    `reconsider` is called when a manifest is refused: a supergraph that was refused before may be the one it is for.
    """

    def following(content: str, current: Snapshot) -> Snapshot:
        before = current.graph.documents
        documents = stored_documents(content, source.place, current.graph.supergraph.public_schema, before)
        return current if documents.keys == before.keys else current.with_documents(documents)

    taking = Taking(
        "documents",
        source.place,
        following,
        snapshots,
        metrics.documents_changed,
        log,
        when_refused=reconsider,
    )
    return Watch(source, taking.take, wait, live)
