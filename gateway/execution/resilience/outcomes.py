"""What the end of a request says of its subgraph."""

from __future__ import annotations

import msgspec

from gateway.model.transport import SubgraphAnswer, UnansweredError

PASSING_STATUSES = frozenset({502, 503, 504})
"""Told by what stands before a subgraph: another of its processes may answer."""


def is_healthy(answer: SubgraphAnswer) -> bool:
    """Whether the subgraph answered for itself; errors of GraphQL are answers, whatever their status."""
    return answer.status < 500 or _is_graphql(answer.body)


def may_be_asked_again(answer: SubgraphAnswer | None, problem: BaseException | None) -> bool:
    """Whether nothing of an answer came that is worth having, and another attempt may bring one. Only for reads."""
    if answer is None:
        return isinstance(problem, UnansweredError | ConnectionRefusedError)
    return answer.status in PASSING_STATUSES and not _is_graphql(answer.body)


def _is_graphql(body: bytes) -> bool:
    if not body.lstrip().startswith(b"{"):
        return False
    try:
        found = msgspec.json.decode(body, type=dict[str, msgspec.Raw])
    except msgspec.MsgspecError:
        return False
    return "data" in found or "errors" in found
