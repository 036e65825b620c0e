"""Which media type answers a request (RFC 9110, section 12.5.1; GraphQL over HTTP, section 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

GRAPHQL_RESPONSE = "application/graphql-response+json"
JSON = "application/json"
EVENT_STREAM = "text/event-stream"
SUBSCRIPTION_PARTS = "multipart/mixed;subscriptionspec=1.0"
"""What Apollo's clients accept for subscriptions, as `_range` writes it."""
HTML = "text/html"
OFFERED = (JSON, GRAPHQL_RESPONSE, EVENT_STREAM)
"""The first is what a client gets that accepts them all alike."""
STREAMS = (EVENT_STREAM, SUBSCRIPTION_PARTS)
"""What can carry a subscription."""
HEADERS_REMEMBERED = 256
"""Clients send few different headers of these kinds, and the longest that a server takes is a few kilobytes."""


@dataclass(frozen=True, slots=True)
class MediaRange:
    """One part of an Accept header: `text/html`, `text/*` or `*/*`, and how much it is wanted, 0 to 1."""

    name: str
    quality: float

    def matches(self, media_type: str) -> bool:
        return self.name in ("*/*", media_type) or self.name == f"{media_type.partition('/')[0]}/*"

    @property
    def precision(self) -> int:
        return 2 - self.name.count("*")


@lru_cache(HEADERS_REMEMBERED)
def chosen_type(accept: str | None) -> str | None:
    """The offered type the client likes best; JSON when it says nothing; None when none is acceptable.

    Of types it likes alike, the one it names first.
    """
    if accept is None or not accept.strip():
        return JSON
    ranges = _ranges(accept)
    liked = [
        (-one.quality, ranges.index(one), number, offered)
        for number, offered in enumerate(OFFERED)
        if (one := _of(ranges, offered)) is not None and one.quality > 0
    ]
    return min(liked)[-1] if liked else None


@lru_cache(HEADERS_REMEMBERED)
def chosen_stream(accept: str | None) -> str | None:
    """The kind of stream the client likes best of those it names: `*/*` means nothing that stays open."""
    liked = [
        (-one.quality, number, one.name)
        for number, one in enumerate(_ranges(accept or ""))
        if one.name in STREAMS and one.quality > 0
    ]
    return min(liked)[-1] if liked else None


@lru_cache(HEADERS_REMEMBERED)
def wants_page(accept: str | None) -> bool:
    """Whether a browser asks for a page: HTML is named, and nothing that answers GraphQL is."""
    names = {one.name for one in _ranges(accept or "") if one.quality > 0}
    return HTML in names and names.isdisjoint(OFFERED)


@lru_cache(HEADERS_REMEMBERED)
def content_type_of(header: str | None) -> str:
    """The media type of a Content-Type header without its parameters, lower-case."""
    return (header or "").partition(";")[0].strip().lower()


@lru_cache(HEADERS_REMEMBERED)
def charset_of(header: str | None) -> str:
    for parameter in (header or "").split(";")[1:]:
        name, _, value = parameter.strip().partition("=")
        if name.lower() == "charset":
            return value.strip('"').lower()
    return "utf-8"


def _ranges(accept: str) -> Sequence[MediaRange]:
    parts = ([piece.strip().lower() for piece in part.split(";")] for part in accept.split(","))
    return [_range(name, parameters) for name, *parameters in parts]


def _range(name: str, parameters: Sequence[str]) -> MediaRange:
    """The protocol of multipart answers is part of their name, such as `subscriptionspec=1.0`."""
    if name == "multipart/mixed":
        protocols = [one.replace('"', "").replace(" ", "") for one in parameters if "spec" in one.partition("=")[0]]
        name = ";".join((name, *protocols))
    return MediaRange(name, quality_of(parameters))


def _of(ranges: Sequence[MediaRange], media_type: str) -> MediaRange | None:
    """The range that decides about a media type: the most precise one that matches."""
    return max((one for one in ranges if one.matches(media_type)), key=lambda one: one.precision, default=None)


def quality_of(parameters: Sequence[str]) -> float:
    """The weight `q` among the parameters of a part, at most 1; what is no number counts as not wanted."""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(float(value), 1.0)
            except ValueError:
                return 0.0
    return 1.0
