"""The HTTP routes of sign-in under `/auth`: a cookie for browsers, tokens for machines, the public keys for everyone.

Refusals answer `{"error": code, "message": sentence}`; those of `/auth/token` also `error_description` (RFC 6749, 5.2).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from subgraphs.accounts.errors import Refused
from subgraphs.accounts.passwords import Passwords
from subgraphs.accounts.requests import read_client_credentials, read_json, session_token, text_member
from subgraphs.accounts.rules import Membership, Person
from subgraphs.accounts.service import SignIn
from subgraphs.accounts.throttle import Throttle
from subgraphs.accounts.tokens import COOKIE, LIFETIME_SECONDS, TokenKeys
from subgraphs.common.app import Services

Handler = Callable[[Request], Awaitable[Response]]
NO_STORE = {"cache-control": "no-store"}
VISITOR = {"subject": "visitor"}


def make_routes(keys: TokenKeys, services: Services) -> list[BaseRoute]:
    """POST sign-in, sign-out and token; GET me and jwks.json."""
    sign_in = SignIn(services, keys, Passwords(), Throttle())

    async def post_sign_in(request: Request) -> Response:
        body = await read_json(request)
        company = text_member(body, "company") if "company" in body else None
        session = await sign_in.with_password(text_member(body, "email"), text_member(body, "password"), company)
        response = JSONResponse(_who(session.person, session.membership, keys.verify(session.token)), headers=NO_STORE)
        response.set_cookie(COOKIE, session.token, LIFETIME_SECONDS, **_cookie_attributes(request))
        return response

    async def post_sign_out(request: Request) -> Response:
        await read_json(request)
        response = JSONResponse(VISITOR, headers=NO_STORE)
        response.delete_cookie(COOKIE, **_cookie_attributes(request))
        return response

    async def post_token(request: Request) -> Response:
        credentials = await read_client_credentials(request)
        token = await sign_in.with_secret(credentials.client_id, credentials.secret)
        answer = {"access_token": token, "token_type": "Bearer", "expires_in": LIFETIME_SECONDS}
        return JSONResponse(answer, headers=NO_STORE)

    async def get_me(request: Request) -> Response:
        token = session_token(request)
        if token is None:
            return JSONResponse(VISITOR, headers=NO_STORE)
        claims = keys.verify(token)
        if claims["machine"]:
            return JSONResponse(_standing(claims), headers=NO_STORE)
        person, membership = await sign_in.person_of(claims)
        return JSONResponse(_who(person, membership, claims), headers=NO_STORE)

    async def get_jwks(_request: Request) -> Response:
        return JSONResponse({"keys": keys.public()}, headers={"cache-control": "public, max-age=300"})

    return [
        Route("/auth/sign-in", _answering(post_sign_in), methods=["POST"]),
        Route("/auth/sign-out", _answering(post_sign_out), methods=["POST"]),
        Route("/auth/token", _answering(post_token), methods=["POST"]),
        Route("/auth/me", _answering(get_me), methods=["GET"]),
        Route("/auth/jwks.json", get_jwks, methods=["GET"]),
    ]


def _answering(handler: Handler) -> Handler:
    async def answer(request: Request) -> Response:
        try:
            return await handler(request)
        except Refused as refusal:
            return _refusal(request, refusal)

    return answer


def _refusal(request: Request, refusal: Refused) -> Response:
    body = {"error": refusal.code, "message": refusal.message}
    headers = dict(NO_STORE)
    if request.url.path == "/auth/token":
        body["error_description"] = refusal.message
        if refusal.code == "invalid_client":
            headers["www-authenticate"] = 'Basic realm="werktor"'
    if refusal.retry_after is not None:
        headers["retry-after"] = str(refusal.retry_after)
    response = JSONResponse(body, status_code=refusal.status, headers=headers)
    if refusal.code == "invalid_token" and COOKIE in request.cookies:
        response.delete_cookie(COOKIE, **_cookie_attributes(request))
    return response


def _cookie_attributes(request: Request) -> dict[str, Any]:
    return {"path": "/", "httponly": True, "samesite": "lax", "secure": request.url.scheme == "https"}


def _standing(claims: dict[str, Any]) -> dict[str, Any]:
    """What the token says, under the names of its claims."""
    names = ("company", "claims", "machine", "functions", "looks_at", "country", "currency", "exp")
    return {"subject": claims["sub"], **{name: claims[name] for name in names if name in claims}}


def _who(person: Person, membership: Membership, claims: dict[str, Any]) -> dict[str, Any]:
    company = membership.company
    companies = [{"id": other.company.id, "name": other.company.name} for other in person.memberships]
    return {
        **_standing(claims),
        "name": person.name,
        "email": person.email,
        "language": person.language,
        "company": {"id": company.id, "name": company.name, "kind": company.kind},
        "companies": companies,
    }
