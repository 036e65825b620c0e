"""Which object types an interface or a union can hold in each subgraph."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from graphql import InterfaceTypeDefinitionNode, ObjectTypeDefinitionNode, UnionTypeDefinitionNode

from gateway.supergraph.contexts import CompositeNode
from gateway.supergraph.rows import Row

Heads = Mapping[str, Mapping[str, list[Row]]]
"""The rows of each type by element."""


class Members:
    """Answers for one document; `homes` are the graphs of each type.

    Before v0.2 there are no rows for this: an object implements an interface wherever both are known. Before v0.3 there
    are none for unions.
    """

    def __init__(
        self,
        nodes: Mapping[str, CompositeNode],
        heads: Heads,
        homes: Mapping[str, Collection[str]],
        possible: Mapping[str, frozenset[str]],
        *,
        says_implements: bool,
    ) -> None:
        self._homes = homes
        self._possible = possible
        self._members: dict[tuple[str, str], set[str]] = {}
        self._unions_with_rows: set[str] = set()
        for name, node in nodes.items():
            if isinstance(node, ObjectTypeDefinitionNode):
                self._read_object(node, heads[name].get("implements", []), says_implements=says_implements)
            elif isinstance(node, UnionTypeDefinitionNode) and "unionMember" in heads[name]:
                self._unions_with_rows.add(name)
                for row in heads[name]["unionMember"]:
                    self._members.setdefault((name, row["graph"]), set()).add(row["member"])

    def of(self, node: CompositeNode, graph: str) -> frozenset[str]:
        """The object types at a place of this type in a graph."""
        name = node.name.value
        if isinstance(node, InterfaceTypeDefinitionNode) or name in self._unions_with_rows:
            return frozenset(self._members.get((name, graph), ()))
        return frozenset(one for one in self._possible[name] if graph in self._homes[one])

    def _read_object(self, node: ObjectTypeDefinitionNode, rows: list[Row], *, says_implements: bool) -> None:
        name = node.name.value
        if says_implements:
            pairs = [(row["interface"], row["graph"]) for row in rows]
        else:
            pairs = [(one.name.value, graph) for one in node.interfaces or () for graph in self._homes[name]]
        for pair in pairs:
            self._members.setdefault(pair, set()).add(name)
