"""Tells the decision log of requests that asked for something hidden."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from gateway.errors import ClientError, ClientErrors
from gateway.model.viewer import VISITOR_SUBJECT, Viewer
from gateway.operations.documents import Document
from gateway.operations.hidden_names import hidden_in_variables, hidden_names
from gateway.pipeline.preparing import Refused
from gateway.pipeline.request import Caller
from gateway.snapshot import Audience, Snapshots, SupergraphPart
from gateway.telemetry.decisions import Decided, DecisionLog

INVALID = frozenset({"GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT"})
"""What is refused with these names something that its sender does not see or that does not exist."""


def _decided(caller: Caller, viewer: Viewer, audience: Audience, document: Document) -> Decided:
    return Decided(
        None if caller.token is None else viewer.subject,
        audience.visible.id,
        audience.standing.roles,
        audience.standing.revision,
        caller.request_id,
        document.name or document.key,
    )


def tell_refused(
    log: DecisionLog,
    graph: SupergraphPart,
    caller: Caller,
    viewer: Viewer,
    audience: Audience,
    refused: Refused,
    variables: Mapping[str, Any] | None = None,
) -> None:
    """A document was refused, or else the `variables` that came with it.

    Nothing can be hidden where the whole public schema is visible.
    """
    public, visible, document = graph.supergraph.public_schema, audience.visible, refused.document
    if visible.schema is public or _code(refused.refusal) not in INVALID:
        return
    if variables is None:
        names = partial(hidden_names, public, visible.coordinates, document.node)
    else:
        names = partial(hidden_in_variables, public, visible.coordinates, document.node, variables)
    log.refused(_decided(caller, viewer, audience, document), names)


def tell_masked(
    log: DecisionLog, graph: SupergraphPart, caller: Caller, viewer: Viewer, audience: Audience, document: Document
) -> None:
    """A stored document of which something is masked is answered."""
    visible = audience.visible
    mask = (document.key, visible.id, audience.standing.revision)
    if not log.has_masked(mask, document.name or document.key):
        names = partial(hidden_names, graph.supergraph.public_schema, visible.coordinates, document.node)
        log.masked(mask, _decided(caller, viewer, audience, document), names)


def tell_denied_operation(log: DecisionLog, snapshots: Snapshots, request_id: str, viewer: Viewer, path: str) -> None:
    """Somebody was not let into an operation on the policies."""
    audience = snapshots.current.audience(viewer)
    subject = None if viewer.subject == VISITOR_SUBJECT else viewer.subject
    standing = audience.standing
    log.denied_operation(Decided(subject, audience.visible.id, standing.roles, standing.revision, request_id), path)


def _code(refusal: ClientError | ClientErrors) -> str:
    return (refusal.errors[0] if isinstance(refusal, ClientErrors) else refusal).code
