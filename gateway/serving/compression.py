"""Compresses answers for clients that accept gzip (RFC 9110, section 12.5.3), where that is worth its time.

Secrets cannot be read off the length of a compressed answer here (the attack named BREACH): it needs a page of another
site that makes a browser ask, with its cookie, for an answer that holds both the secret and a text of the page's own
choice. Such a request is a POST of JSON, which the browser only sends to who agrees to it by CORS, or a GET, which is
refused (`csrf.py`); and no answer holds a token or a password.
"""

from __future__ import annotations

import asyncio
import zlib
from dataclasses import replace
from functools import lru_cache

from gateway.serving.answers import Reply
from gateway.serving.media_types import HEADERS_REMEMBERED, quality_of

LEVEL = 1
"""Measured on lists of products: a third of the size at level 1, 6 takes four times as long to make a fifth less."""

HELD_BYTES = 256 * 1024
"""Up to this size compressing takes about 2 ms, and less than waiting for a thread; beyond it a thread does it."""

_VARY = ("vary", "accept-encoding")
_GZIP = ("content-encoding", "gzip")
_WITH_HEADER = 31
"""What zlib calls gzip: the largest window, 15, and 16 for gzip's header."""


async def compressed(outcome: Reply, accept_encoding: str | None) -> Reply:
    """The reply as this client likes it best."""
    if not accepts_gzip(accept_encoding):
        return replace(outcome, headers=(*outcome.headers, _VARY))
    large = len(outcome.body) > HELD_BYTES
    body = await asyncio.to_thread(_gzip, outcome.body) if large else _gzip(outcome.body)
    return replace(outcome, body=body, headers=(*outcome.headers, _GZIP, _VARY))


@lru_cache(HEADERS_REMEMBERED)
def accepts_gzip(accept_encoding: str | None) -> bool:
    """Whether gzip is accepted, and liked no less than the answer as it is."""
    liked: dict[str, float] = {}
    for part in (accept_encoding or "").split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        liked[name] = quality_of(parameters)
    gzip = liked.get("gzip", liked.get("x-gzip", liked.get("*", 0.0)))
    return gzip > 0 and gzip >= liked.get("identity", 0.0)


def _gzip(body: bytes) -> bytes:
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, _WITH_HEADER)
    return packer.compress(body) + packer.flush()
