"""The addresses of the gateway: `/graphql`, `/health`, `/health/live`, `/health/ready`, `/metrics`, and
`/admin/policies/*` where there are policies."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

import orjson
from prometheus_client import CONTENT_TYPE_LATEST
from structlog.typing import FilteringBoundLogger

from gateway.serving.answers import Reply
from gateway.serving.asgi import AsgiApplication, Receive, Send
from gateway.serving.callers import headers_of, request_id_of
from gateway.serving.exchange import respond
from gateway.serving.websocket import Sockets
from gateway.snapshot import Snapshots
from gateway.telemetry.metrics import Metrics

GRAPHQL = "/graphql"
POLICIES = "/admin/policies/"


@dataclass(frozen=True, slots=True)
class Application:
    """Raw ASGI: the hot path is decided by one comparison."""

    graphql: AsgiApplication
    sockets: Sockets
    snapshots: Snapshots
    metrics: Metrics
    log: FilteringBoundLogger
    administration: AsgiApplication | None = None

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        try:
            if scope["path"] == GRAPHQL:
                await (self.sockets if scope["type"] == "websocket" else self.graphql)(scope, receive, send)
            elif scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
            elif self.administration is not None and scope["path"].startswith(POLICIES):
                await self.administration(scope, receive, send)
            else:
                await respond(send, self._side_route(scope["path"]), request_id_of(headers_of(scope)))
        except Exception:
            # Where nobody inside could answer any more; the server ends the exchange and tells nothing of the fault.
            self.log.exception("request failed", request_id=request_id_of(headers_of(scope)))
            raise

    def _side_route(self, path: str) -> Reply:
        if path == "/health/live":
            return _json(200, {"status": "live"})
        if path in ("/health", "/health/ready"):
            return self._ready()
        if path == "/metrics":
            return Reply(200, self.metrics.text(), CONTENT_TYPE_LATEST)
        return _json(404, {"message": f"There is nothing here; GraphQL is served at {GRAPHQL}."})

    def _ready(self) -> Reply:
        """Ready with a remark while a broken change waits to be mended: the last good state serves on.

        What is wrong stands in the log: it names coordinates and folders, and anybody may read this.
        """
        if self.sockets.is_leaving:
            return _json(503, {"status": "stopping"})
        report: dict[str, str] = {"status": "ready", "policies": self.snapshots.current.policies.revision}
        if self.snapshots.problems:
            concerned = " and ".join(self.snapshots.problems)
            report["problem"] = f"The last good state serves on; the log names place and reason for the {concerned}."
        return _json(200, report)


def _json(status: int, members: Mapping[str, Any]) -> Reply:
    return Reply(status, orjson.dumps(members), "application/json; charset=utf-8")
