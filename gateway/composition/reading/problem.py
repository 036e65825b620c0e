"""What is wrong with one subgraph document, before it can be read any further."""

from __future__ import annotations

from graphql import Node


class Problem(Exception):
    """Ends the reading of one subgraph; `nodes` are the places in its SDL."""

    def __init__(self, code: str, message: str, *nodes: Node | None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.nodes = nodes
