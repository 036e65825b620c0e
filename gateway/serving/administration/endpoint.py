"""`/admin/policies/*`: the operations on the policies, for those whom the policies allow each of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from structlog.typing import FilteringBoundLogger

from gateway.errors import ClientError
from gateway.model.viewer import Viewer
from gateway.pipeline import Pipeline
from gateway.serving.answers import Reply, errors_of, fault
from gateway.serving.asgi import Receive, Scope, Send
from gateway.serving.bodies import read_body
from gateway.serving.callers import headers_of, http_caller, request_id_of
from gateway.serving.csrf import check_content_type, check_get
from gateway.serving.exchange import respond
from gateway.settings import Settings

LONGEST_BODY = 4 * 1024 * 1024
"""Bytes: all files of a policy folder travel at once."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Who uses an operation, with what, and what of its path stood behind its name (`history/7`)."""

    viewer: Viewer
    body: bytes
    rest: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """What an operation answers, as data for JSON."""

    members: Mapping[str, Any]
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Operation:
    method: str
    run: Callable[[Asking], Awaitable[Told]]


@dataclass(frozen=True, slots=True)
class PolicyAdministration:
    """`operations` by their path; `permitted` gives the paths that a viewer may use now; `denied` is told who was not
    let in where: the request id, the viewer and the path."""

    settings: Settings
    pipeline: Pipeline
    operations: Mapping[str, Operation]
    permitted: Callable[[Viewer], frozenset[str]]
    denied: Callable[[str, Viewer, str], None]
    log: FilteringBoundLogger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = headers_of(scope)
        request_id = request_id_of(headers)
        try:
            told = await self._told(scope, headers, request_id, receive)
        except ClientError as refusal:
            told = Told({"errors": errors_of(refusal)}, refusal.status, tuple(refusal.headers.items()))
        except Exception:
            self.log.exception("request failed", request_id=request_id)
            told = Told({"errors": errors_of(fault(request_id))}, 500)
        body = msgspec.json.encode(told.members)
        outcome = Reply(told.status, body, "application/json; charset=utf-8", told.headers)
        await respond(send, outcome, request_id)

    async def _told(self, scope: Scope, headers: Mapping[str, str], request_id: str, receive: Receive) -> Told:
        path, operation, rest = self._operation(scope["path"])
        if scope["method"] != operation.method:
            allowed = {"allow": operation.method}
            raise ClientError("METHOD_NOT_ALLOWED", f"{path} takes {operation.method}.", status=405, headers=allowed)
        if operation.method == "POST":
            check_content_type(headers, self.settings.csrf_headers)
        else:
            check_get(headers, self.settings, reads_tokens=True)
        address = self.pipeline.addresses.of(scope, headers)
        caller = http_caller(headers, request_id, address, cookie_name=self.settings.session_cookie)
        viewer = await self.pipeline.admitted(caller)
        if path not in self.permitted(viewer):
            self.denied(request_id, viewer, path)
            raise ClientError("FORBIDDEN", f"The policies do not let you use {path}.", status=403)
        body = await read_body(headers, receive, LONGEST_BODY) if operation.method == "POST" else b""
        return await operation.run(Asking(viewer, body, rest))

    def _operation(self, path: str) -> tuple[str, Operation, str | None]:
        operation = self.operations.get(path)
        if operation is not None:
            return path, operation, None
        above, _, rest = path.rpartition("/")
        operation = self.operations.get(above)
        if operation is None or operation.method != "GET" or not rest:
            known = ", ".join(sorted(self.operations))
            raise ClientError("NOT_FOUND", f"There is no {path}; there are {known}.", status=404)
        return above, operation, rest
