"""Who may share a run of a subscription with whom.

Shared only between requests whose viewer and forwarded headers are identical: rights alone are never a key, as two
companies with equal rights have different prices. The request id is left out, because it is not the client's that
subgraphs are sent: each run has one of its own, which the log names beside those of its subscribers.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from gateway.model.plan import Plan
from gateway.model.viewer import Standing, Viewer
from gateway.pipeline.request import Journey
from gateway.snapshot import Audience

_variables = msgspec.json.Encoder(order="sorted").encode
"""As text, since 1, 1.0 and true are equal in Python and are not in a subgraph."""


class SharingKey(NamedTuple):
    """Everything by which two runs could differ; the run keeps the supergraph alive that is meant."""

    supergraph: int
    plan: Plan
    visible_id: str
    standing: Standing
    viewer: Viewer
    headers: tuple[tuple[str, str], ...]
    variables: bytes


def sharing_key(journey: Journey, audience: Audience, forwarded: tuple[tuple[str, str], ...]) -> SharingKey:
    """Plans are compared by what they are: of two requests that are planned at once, each has one of its own."""
    executable = journey.prepared.executable
    return SharingKey(
        id(executable.supergraph),
        executable.plan,
        journey.visible_id,
        audience.standing,
        journey.viewer,
        forwarded,
        _variables(journey.execution.variables),
    )
