"""Errors that a subgraph shows on purpose; everything else is a fault and is masked by the gateway."""

from __future__ import annotations

from graphql import GraphQLError


class BadInput(GraphQLError):
    """A request that cannot be answered as it stands; the message names the argument and the way out."""

    def __init__(self, message: str) -> None:
        super().__init__(message, extensions={"code": "BAD_USER_INPUT"})
