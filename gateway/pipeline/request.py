"""What a client sent, who it is, and the same once every check has passed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gateway.execution.answer_headers import HeardHeaders
from gateway.model.request import ExecutionRequest
from gateway.model.viewer import Viewer
from gateway.rates.addresses import UNKNOWN
from gateway.snapshot import Prepared

if TYPE_CHECKING:
    from gateway.telemetry.traces import Trace


@dataclass(frozen=True, slots=True)
class GraphQLRequest:
    """The parameters of a request (GraphQL over HTTP, section 4): a text, its hash or the id of a stored document."""

    query: str | None
    document_id: str | None
    operation_name: str | None
    variables: Mapping[str, Any] = field(default_factory=dict)
    query_hash: str | None = None


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sent it, as far as the transport knows.

    Lower-case headers, the access token if any, the request id, and the client's address as rates are counted by it.
    """

    headers: Mapping[str, str]
    token: str | None
    request_id: str
    address: str = UNKNOWN


@dataclass(frozen=True, slots=True)
class Journey:
    """A request that passed every check and only needs to run.

    `visible_id`: what its `viewer` saw when it was made; `estimate`: what it may cost.
    `trace` is None where requests are not traced; whoever notes the answer ends it.
    """

    caller: Caller
    viewer: Viewer
    visible_id: str
    prepared: Prepared
    execution: ExecutionRequest
    estimate: float
    heard: HeardHeaders | None = None
    """The headers of subgraphs' answers, where rules let some reach the client."""
    trace: Trace | None = None

    @property
    def kind(self) -> str:
        return self.prepared.operation.kind

    @property
    def document_name(self) -> str | None:
        return self.prepared.document.name
