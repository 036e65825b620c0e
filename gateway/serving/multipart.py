"""Subscriptions as multipart answers (Apollo's protocol, `subscriptionSpec=1.0`): one operation per connection."""

from __future__ import annotations

from gateway.serving.parts import begin, end, write_part
from gateway.serving.streams import StreamForm

BOUNDARY = "graphql"


def multipart_subscription(heartbeat: float) -> StreamForm:
    """A part `{"payload": ...}` per result; what ends the stream early stands beside the payload null.

    `heartbeat`: seconds between the empty parts that keep the connection alive.
    """
    return StreamForm(
        content_type=f'multipart/mixed;boundary="{BOUNDARY}";subscriptionSpec="1.0"'.encode(),
        beginning=begin(BOUNDARY),
        result=lambda result: write_part(BOUNDARY, b'{"payload":' + result + b"}"),
        refusal=lambda errors: write_part(BOUNDARY, b'{"payload":null,"errors":' + errors + b"}"),
        end=end(BOUNDARY),
        sign_of_life=write_part(BOUNDARY, b"{}"),
        seconds=heartbeat,
    )
