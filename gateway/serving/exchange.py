"""One request over HTTP with the ways to read and answer it, and what kind of answer its client accepts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gateway.errors import ClientError
from gateway.pipeline import Journey
from gateway.serving.answers import Reply
from gateway.serving.asgi import Receive, Scope, Send
from gateway.serving.media_types import EVENT_STREAM, JSON, chosen_stream

_STANDING = [(b"cache-control", b"private, no-store"), (b"x-content-type-options", b"nosniff")]


@dataclass(frozen=True, slots=True)
class Exchange:
    """`media_type` is None when no type of a single answer is accepted."""

    scope: Scope
    receive: Receive
    send: Send
    headers: Mapping[str, str]
    request_id: str
    media_type: str | None

    @property
    def single_type(self) -> str:
        """The media type of an answer that is not a stream."""
        return JSON if self.media_type in (None, EVENT_STREAM) else str(self.media_type)

    @property
    def stream_type(self) -> str | None:
        """The media type of an answer that is a stream; None when none is accepted."""
        named = chosen_stream(self.headers.get("accept"))
        return EVENT_STREAM if named is None and self.media_type == EVENT_STREAM else named

    def check_kind(self, journey: Journey) -> None:
        """Raises ClientError (405, 406) where the method or what is accepted does not fit the kind of operation."""
        if journey.kind == "mutation" and self.scope["method"] == "GET":
            raise ClientError("MUTATION_NOT_ALLOWED_OVER_HTTP_GET", "Send mutations by POST.", status=405)
        if journey.kind == "subscription" and self.stream_type is None:
            raise ClientError(
                "SUBSCRIPTION_NOT_SUPPORTED",
                "Subscribe over a WebSocket, or accept text/event-stream or multipart/mixed;subscriptionSpec=1.0.",
                status=406,
            )
        if journey.kind != "subscription" and self.media_type is None:
            raise not_acceptable()


def not_acceptable() -> ClientError:
    return ClientError("INVALID_ACCEPT_HEADER", "None of the accepted media types is served here.", status=406)


async def respond(send: Send, outcome: Reply, request_id: str) -> None:
    headers = [
        (b"content-type", outcome.content_type.encode("latin-1")),
        (b"content-length", b"%d" % len(outcome.body)),
        (b"x-request-id", request_id.encode("latin-1")),
        *_STANDING,
    ]
    if outcome.headers:
        headers += [(name.encode("latin-1"), value.encode("latin-1")) for name, value in outcome.headers]
    await send({"type": "http.response.start", "status": outcome.status, "headers": headers})
    await send({"type": "http.response.body", "body": outcome.body})
