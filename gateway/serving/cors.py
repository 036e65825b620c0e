"""Lets pages of named origins ask (CORS, Fetch standard, section 3.3); where none is named nothing is in the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from gateway.errors import ConfigurationError
from gateway.serving.asgi import AsgiApplication, Message, Receive, Scope, Send
from gateway.settings import Settings

ANY = "*"
METHODS = b"GET, POST"
Header = tuple[bytes, bytes]
VARY: Header = (b"vary", b"origin")
"""On every answer, also to who names no origin: it would be another one to somebody who does."""


def with_cors(app: AsgiApplication, settings: Settings) -> AsgiApplication:
    """The application with what `cors_origins` allow; raises ConfigurationError for what is no origin."""
    if not settings.cors_origins:
        return app
    for origin in settings.cors_origins:
        _check(origin, with_cookies=settings.cors_credentials)
    shown = ", ".join(settings.cors_exposed_headers)
    return Cors(
        app,
        frozenset(settings.cors_origins),
        settings.cors_credentials,
        ", ".join(settings.cors_headers).encode("latin-1"),
        ((b"access-control-expose-headers", shown.encode("latin-1")),) if shown else (),
        b"%d" % settings.cors_max_age,
    )


@dataclass(frozen=True, slots=True)
class Cors:
    """Answers preflights and marks the answers that pages of the allowed origins may read."""

    app: AsgiApplication
    origins: frozenset[str]
    has_credentials: bool
    allowed_headers: bytes
    """Empty: whatever is asked for."""
    exposed: tuple[Header, ...]
    max_age: bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = dict(scope["headers"])
        allowed = self._allowed(headers.get(b"origin"))
        if scope["method"] == "OPTIONS" and b"access-control-request-method" in headers:
            await _preflight(send, self._preflight(headers, allowed) if allowed else None)
        else:
            await self.app(scope, receive, _adding(send, [*allowed, *self.exposed, VARY] if allowed else [VARY]))

    def _allowed(self, origin: bytes | None) -> Sequence[Header]:
        """The headers that let a page of this origin read an answer; none when it may not."""
        if origin is None:
            return ()
        if ANY in self.origins:
            return [(b"access-control-allow-origin", b"*")]
        if origin.decode("latin-1") not in self.origins:
            return ()
        allowed = (b"access-control-allow-origin", origin)
        return [allowed, (b"access-control-allow-credentials", b"true")] if self.has_credentials else [allowed]

    def _preflight(self, asked: dict[bytes, bytes], allowed: Sequence[Header]) -> list[Header]:
        headers = self.allowed_headers or asked.get(b"access-control-request-headers", b"")
        given = [(b"access-control-allow-headers", headers)] if headers else []
        methods, max_age = (b"access-control-allow-methods", METHODS), (b"access-control-max-age", self.max_age)
        vary = (b"vary", b"origin, access-control-request-headers")
        return [*allowed, methods, *given, max_age, vary]


async def _preflight(send: Send, allowed: list[Header] | None) -> None:
    """204, or 403 for an origin that may not ask."""
    headers = [VARY] if allowed is None else allowed
    await send({"type": "http.response.start", "status": 403 if allowed is None else 204, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def _adding(send: Send, added: list[Header]) -> Send:
    async def adding(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], *added]
        await send(message)

    return adding


def _check(origin: str, *, with_cookies: bool) -> None:
    if origin == ANY:
        if with_cookies:
            raise ConfigurationError("cors_origins is '*', which may not go with cors_credentials; name the origins.")
        return
    parts = urlsplit(origin)
    if not parts.hostname or origin != f"{parts.scheme}://{parts.netloc}" or parts.username is not None:
        raise ConfigurationError(f"cors_origins names '{origin}'; write it as scheme://host or scheme://host:port.")
