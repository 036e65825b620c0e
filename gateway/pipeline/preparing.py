"""The document of a request made ready to run: remembered, or read, validated and planned in a thread."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from gateway.errors import ClientError, ClientErrors
from gateway.model.visible import VisibleSchema
from gateway.operations.documents import Document
from gateway.operations.persisted import not_found
from gateway.pipeline.request import Caller, GraphQLRequest
from gateway.snapshot import Prepared, SupergraphPart
from gateway.telemetry.slow import SlowLog


@dataclass(frozen=True, slots=True)
class Refused:
    """A document that was read and then refused, why, and what its sender is told of that."""

    document: Document
    refusal: ClientError | ClientErrors
    told: ClientError | ClientErrors


async def prepare_document(
    slow: SlowLog,
    graph: SupergraphPart,
    named: Document | str,
    request: GraphQLRequest,
    caller: Caller,
    visible: VisibleSchema,
    labels: frozenset[str],
) -> Prepared | Refused:
    """What is new is read, validated and planned in a thread: nobody else waits for an expensive document.

    Raises ClientError and ClientErrors where there is no document.
    """
    key = named if isinstance(named, str) else named.key
    found = graph.prepared(key, request.operation_name, visible, labels)
    if found is not None:
        return found
    document = graph.kept(named) if isinstance(named, str) else named
    if document is None and request.query_hash is not None and not request.query:
        raise not_found()
    with slow.planning(caller.request_id, key):
        return await asyncio.to_thread(_prepare, graph, document, request, visible, labels)


def _prepare(
    graph: SupergraphPart,
    document: Document | None,
    request: GraphQLRequest,
    visible: VisibleSchema,
    labels: frozenset[str],
) -> Prepared | Refused:
    document = document or graph.free_form(str(request.query))
    try:
        return graph.prepare(document, request.operation_name, visible, labels)
    except (ClientError, ClientErrors) as refusal:
        return Refused(document, refusal, not_found() if _was_anothers(document, request) else refusal)


def _was_anothers(document: Document, request: GraphQLRequest) -> bool:
    """Whether it was asked for by the hash alone of a text that others were answered to.

    What is wrong with the text would tell its sender that others may ask it, and so that what he may not see is there.
    """
    return document.id is None and not request.query
