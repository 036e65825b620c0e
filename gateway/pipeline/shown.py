"""What a running subscription shows, and how much of it may still be shown when its viewer's rights have changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.errors import ClientError, ClientErrors
from gateway.execution.projection import Projector
from gateway.model.operation import Operation
from gateway.model.visible import VisibleSchema
from gateway.operations.documents import Document
from gateway.operations.limits import within_the_stack
from gateway.operations.normalize import normalize
from gateway.operations.validation import validate_document
from gateway.operations.variables import coerce_variables
from gateway.planning import telling_types
from gateway.supergraph import Supergraph


@dataclass(frozen=True, slots=True)
class Shown:
    """`visible` is what the projector cuts by, of the supergraph that the run fetches from."""

    visible: VisibleSchema
    projector: Projector

    @property
    def operation(self) -> Operation:
        return self.projector.operation


def tells_types(supergraph: Supergraph, shown: Shown, visible: VisibleSchema) -> bool:
    """Whether a run was planned to tell all types that `visible` hides now; it would show what it does not tell.

    See `telling_types`: where nothing was hidden, nobody was asked what an interface object really is.
    """
    before = shown.visible.coordinates
    now = telling_types(supergraph, shown.operation, before & visible.coordinates)
    return now == telling_types(supergraph, shown.operation, before)


def still_shown(shown: Shown, document: Document, variables: Mapping[str, Any], visible: VisibleSchema) -> Shown | None:
    """What is left when `visible` is seen from now on: the same object where nothing is lost, None where it must end.

    It never grows: what a run shows it has to fetch. A stored document is masked; a text that its viewer could not send
    any more ends, and so does whatever has a root field or a value of a variable that is hidden now.
    """
    before = shown.visible.coordinates
    if before <= visible.coordinates:
        return shown
    left = VisibleSchema(f"part of {visible.id}", shown.visible.schema, before & visible.coordinates)
    try:
        with within_the_stack():
            operation = _operation(shown, document, visible, left)
            coerce_variables(visible.schema, operation, variables)
    except (ClientError, ClientErrors):
        return None
    if document.id is None and operation != shown.operation:
        return None
    return Shown(left, Projector(shown.projector.schema, operation, left))


def _operation(shown: Shown, document: Document, visible: VisibleSchema, left: VisibleSchema) -> Operation:
    name = shown.operation.name
    if document.id is not None:
        return normalize(shown.projector.schema, document.node, name, left)
    validate_document(visible.schema, document.node)
    return normalize(visible.schema, document.node, name, None)
