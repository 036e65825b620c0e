"""Which media type answers a request (RFC 9110, section 12.5.1; GraphQL over HTTP, section 6)."""

from __future__ import annotations

GRAPHQL_RESPONSE = "application/graphql-response+json"
JSON = "application/json"
EVENT_STREAM = "text/event-stream"
OFFERED = (GRAPHQL_RESPONSE, JSON, EVENT_STREAM)


def chosen_type(accept: str | None) -> str | None:
    """The offered type the client likes best; JSON when it says nothing; None when none is acceptable."""
    if accept is None or not accept.strip():
        return JSON
    best: tuple[float, int] | None = None
    chosen: str | None = None
    for position, part in enumerate(accept.split(",")):
        media_range, *parameters = (piece.strip().lower() for piece in part.split(";"))
        offered = _match(media_range)
        quality = _quality(parameters)
        if offered is not None and quality > 0 and (best is None or (-quality, position) < best):
            best, chosen = (-quality, position), offered
    return chosen


def content_type_of(header: str | None) -> str:
    """The media type of a Content-Type header without its parameters, lower-case."""
    return (header or "").partition(";")[0].strip().lower()


def charset_of(header: str | None) -> str:
    for parameter in (header or "").split(";")[1:]:
        name, _, value = parameter.strip().partition("=")
        if name.lower() == "charset":
            return value.strip('"').lower()
    return "utf-8"


def _match(media_range: str) -> str | None:
    if media_range in ("*/*", "application/*"):
        return JSON
    return media_range if media_range in OFFERED else None


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0
