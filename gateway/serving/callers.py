"""Scope -> caller: which token and which request id.

A token in the `Authorization` header proves itself. A cookie is sent by the browser whoever asks for it, so `csrf.py`
looks whose page relies on one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import getrandbits
from typing import Any

from starlette.requests import cookie_parser

from gateway.execution.header_rules import is_header_text
from gateway.identity.refusals import refused
from gateway.model.viewer import VIEWER_HEADER
from gateway.pipeline import Caller

_REQUEST_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")


def headers_of(scope: Mapping[str, Any]) -> dict[str, str]:
    """Lower-case names; the lines of a repeated header are one list (RFC 9110, section 5.3).

    So nothing of what a proxy adds on a line of its own is lost, and a header that may stand once does not hold twice.
    """
    headers: dict[str, str] = {}
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        headers[name] = value if name not in headers else _joined(name, headers[name], value)
    return headers


def _joined(name: str, before: str, value: str) -> str:
    """Cookies have a separator of their own (RFC 9113, section 8.2.3)."""
    return f"{before}; {value}" if name == "cookie" else f"{before}, {value}"


def request_id_of(headers: Mapping[str, str], make: Callable[[], str] = lambda: f"{getrandbits(96):024x}") -> str:
    """The client's `X-Request-Id` when it is well-formed, otherwise a new one."""
    given = headers.get("x-request-id", "")
    return given if _REQUEST_ID.fullmatch(given) else make()


def http_caller(headers: Mapping[str, str], request_id: str, address: str, *, cookie_name: str) -> Caller:
    """Raises ClientError INVALID_JWT for an unreadable header."""
    token = bearer_token(headers.get("authorization")) or cookie_of(headers, cookie_name)
    return Caller(_without_viewer(headers), token, request_id, address)


def anonymous_caller(
    headers: Mapping[str, str], request_id: str, address: str, payload: Mapping[str, Any] | None = None
) -> Caller:
    """Where nobody's rights are judged: credentials are left to the subgraphs, unread.

    A socket has them in the payload of connection_init; raises ClientError INVALID_JWT for what no header can hold.
    """
    given = _authorization_of(payload or {})
    if given is not None:
        headers = {**headers, "authorization": given}
    return Caller(_without_viewer(headers), None, request_id, address)


def socket_caller(
    headers: Mapping[str, str],
    request_id: str,
    address: str,
    payload: Mapping[str, Any],
    *,
    cookie_name: str,
) -> Caller:
    """The caller of a socket: `Authorization` of connection_init, else of the headers, else the cookie."""
    given = _authorization_of(payload)
    token = bearer_token(given or headers.get("authorization")) or cookie_of(headers, cookie_name)
    return Caller(_without_viewer(headers), token, request_id, address)


def _authorization_of(payload: Mapping[str, Any]) -> str | None:
    given = next((value for name, value in payload.items() if name.lower() == "authorization"), None)
    if given is not None and not isinstance(given, str):
        raise refused("'Authorization' in the payload of connection_init is not a text.")
    if given is not None and not is_header_text(given):
        raise refused("'Authorization' in the payload of connection_init is no text that a header can hold.")
    return given


def bearer_token(header: str | None) -> str | None:
    """The token of `Authorization: Bearer ...` (RFC 6750); another scheme is refused rather than ignored."""
    if header is None:
        return None
    scheme, _, token = header.strip().partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise refused("The Authorization header must be 'Bearer' and a token.")
    return token.strip()


def cookie_of(headers: Mapping[str, str], name: str) -> str | None:
    """The value of a cookie, read as leniently as browsers write: what stands beside ours may be anything."""
    return cookie_parser(headers.get("cookie", "")).get(name) or None


def _without_viewer(headers: Mapping[str, str]) -> Mapping[str, str]:
    """Nobody outside vouches for a viewer."""
    if VIEWER_HEADER not in headers:
        return headers
    return {name: value for name, value in headers.items() if name != VIEWER_HEADER}
