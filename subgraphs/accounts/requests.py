"""Reads what sign-in requests carry: bounded bodies, JSON only from pages of ours, credentials as RFC 6749 says."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, unquote_plus

import orjson
from starlette.requests import Request

from subgraphs.accounts.errors import Refused, invalid_client
from subgraphs.accounts.tokens import COOKIE

BODY_LIMIT = 16 * 1024
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class ClientCredentials:
    client_id: str
    secret: str


async def read_json(request: Request) -> dict[str, Any]:
    """The JSON object of the body; raises Refused.

    A form of another site can be posted with our cookie but never with this content type (CSRF).
    """
    try:
        value = orjson.loads(await _body(request, JSON) or b"{}")
    except orjson.JSONDecodeError as error:
        raise _invalid("The body is not JSON.") from error
    if not isinstance(value, dict):
        raise _invalid("The body is not a JSON object.")
    return value


def text_member(body: dict[str, Any], name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not value:
        raise _invalid(f"Member '{name}' is missing or not a text.")
    return value


async def read_client_credentials(request: Request) -> ClientCredentials:
    """Client id and secret of a token request (RFC 6749, sections 2.3.1 and 4.4.2); raises Refused."""
    form: dict[str, str] = {}
    for name, value in parse_qsl((await _body(request, FORM)).decode("utf-8", "replace"), keep_blank_values=True):
        if name in form:
            raise _invalid(f"Parameter '{name}' is given twice.")
        form[name] = value
    if form.get("grant_type") != "client_credentials":
        raise Refused("unsupported_grant_type", "Only the grant type 'client_credentials' is served.", status=400)
    if form.get("scope"):
        raise Refused("invalid_scope", "There are no scopes; what a machine may see is in the policies.", status=400)
    scheme, _, basic = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic":
        if "client_secret" in form:
            raise _invalid("Give the client secret either in the header or in the body.")
        return _basic(basic)
    if not form.get("client_id") or not form.get("client_secret"):
        raise invalid_client()
    return ClientCredentials(form["client_id"], form["client_secret"])


def session_token(request: Request) -> str | None:
    """The access token of the request: the bearer token, otherwise the session cookie."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else request.cookies.get(COOKIE)


def _basic(encoded: str) -> ClientCredentials:
    try:
        client_id, separator, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError) as error:
        raise invalid_client() from error
    if not separator:
        raise invalid_client()
    return ClientCredentials(unquote_plus(client_id), unquote_plus(secret))


async def _body(request: Request, media_type: str) -> bytes:
    given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if given != media_type:
        raise Refused("unsupported_media_type", f"Send the body as {media_type}.", status=415)
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_LIMIT:
            raise Refused("body_too_large", f"The body is longer than {BODY_LIMIT} bytes.", status=413)
    return body


def _invalid(message: str) -> Refused:
    return Refused("invalid_request", message, status=400)
