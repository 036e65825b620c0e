"""Server-sent events in distinct connections mode (graphql-sse protocol): one operation per connection."""

from __future__ import annotations

from gateway.serving.media_types import EVENT_STREAM
from gateway.serving.streams import StreamForm

KEEP_ALIVE_SECONDS = 12.0


def _next(result: bytes) -> bytes:
    return b"event: next\ndata: " + result + b"\n\n"


def event_stream() -> StreamForm:
    """A `next` event per result and a final `complete`; comments keep the connection alive."""
    return StreamForm(
        content_type=f"{EVENT_STREAM}; charset=utf-8".encode(),
        beginning=b"",
        result=_next,
        refusal=lambda errors: _next(b'{"errors":' + errors + b"}"),
        end=b"event: complete\ndata: \n\n",
        sign_of_life=b":\n\n",
        seconds=KEEP_ALIVE_SECONDS,
    )
