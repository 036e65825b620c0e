"""What join v0.1 leaves unsaid, as federation 1 meant it.

Only entities and root fields have rows. A value type is known to every subgraph that can reach it, an interface or a
union with all it can be there. A field of an entity without a row lives with the owner. What a subgraph needs for keys
and says in `@requires` and `@provides` is external in its schema and has no row: keys it can answer, the others not.
Source: specs.apollo.dev/join/v0.1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graphql import FieldDefinitionNode, UnionTypeDefinitionNode

from gateway.model.operation import Field, Selection
from gateway.supergraph.contexts import CompositeNode
from gateway.supergraph.field_sets import FieldSets
from gateway.supergraph.rows import JoinRows, Row
from gateway.supergraph.type_texts import named_type, type_text


class Federation1:
    """The rows of one document, completed: `type_rows` and `field_rows` say all that a later version would."""

    def __init__(
        self,
        nodes: Mapping[str, CompositeNode],
        heads: Mapping[str, Mapping[str, list[Row]]],
        rows: JoinRows,
        graphs: Iterable[str],
        field_sets: FieldSets,
    ) -> None:
        self._nodes = nodes
        self._field_sets = field_sets
        self._keys = {name: head.get("type", []) for name, head in heads.items()}
        self._owner = {name: head["owner"][0]["graph"] for name, head in heads.items() if "owner" in head}
        self._rows: dict[tuple[str, str], dict[str, Row]] = {}
        for name, node in nodes.items():
            for field in _fields(node):
                self._rows[name, field.name.value] = self._said(name, rows.read(field.directives).get("field", []))
        self._is_everywhere = {place for place, said in self._rows.items() if not said}
        for name in nodes:
            self._imply_external(name)
        self._below: dict[str, dict[str | None, list[str]]] = {name: self._targets(name) for name in nodes}
        self._homes: dict[str, dict[str, None]] = {name: {} for name in nodes}
        starts = self._starts()
        for graph in graphs:
            self._reach(graph, starts.get(graph, []))

    def type_rows(self, name: str) -> list[Row]:
        """The rows with keys, and one without a key for each further subgraph that can reach the type."""
        keyed = {row["graph"] for row in self._keys[name]}
        return self._keys[name] + [{"graph": graph} for graph in self._homes[name] if graph not in keyed]

    def field_rows(self, type_name: str, name: str) -> list[Row]:
        """None when all subgraphs of the type know the field."""
        return [] if (type_name, name) in self._is_everywhere else list(self._rows[type_name, name].values())

    def _said(self, type_name: str, rows: list[Row]) -> dict[str, Row]:
        """The rows of a field by graph; without any it lives with the owner of its type."""
        owner = self._owner.get(type_name)
        if not rows and owner is not None:
            rows = [{"graph": owner}]
        return {row["graph"]: row for row in rows if "graph" in row}

    def _imply_external(self, name: str) -> None:
        for row in self._keys[name]:
            if "key" in row:
                self._imply(row["graph"], self._field_sets.parse(name, row["key"], f"@key of {name}"), external=False)
        for field in _fields(self._nodes[name]):
            place = f"{name}.{field.name.value}"
            for row in list(self._rows[name, field.name.value].values()):
                if "requires" in row:
                    needed = self._field_sets.parse(name, row["requires"], f"@requires of {place}")
                    self._imply(row["graph"], needed, external=True)
                if "provides" in row:
                    below = named_type(type_text(field.type))
                    provided = self._field_sets.parse(below, row["provides"], f"@provides of {place}")
                    self._imply(row["graph"], provided, external=True)

    def _imply(self, graph: str, selections: tuple[Selection, ...], *, external: bool) -> None:
        for one in selections:
            if isinstance(one, Field) and (one.parent, one.name) not in self._is_everywhere:
                known = self._rows[one.parent, one.name]
                if graph not in known or (not external and known[graph].get("external")):
                    known[graph] = {"graph": graph, "external": external}
            self._imply(graph, one.selections, external=external)

    def _targets(self, name: str) -> dict[str | None, list[str]]:
        """The types that fields of a type return, by the graph that knows the field; None: all that know the type."""
        targets: dict[str | None, list[str]] = {}
        for field in _fields(self._nodes[name]):
            below = named_type(type_text(field.type))
            if below in self._nodes:
                everywhere = (name, field.name.value) in self._is_everywhere
                for graph in (None,) if everywhere else self._rows[name, field.name.value]:
                    targets.setdefault(graph, []).append(below)
        return targets

    def _starts(self) -> dict[str, list[str]]:
        """Where each subgraph is entered: at its entities, and at all types of which it has a field."""
        starts: dict[str, list[str]] = {}
        for name, rows in self._keys.items():
            for row in rows:
                starts.setdefault(row["graph"], []).append(name)
        for (name, _), said in self._rows.items():
            for graph in said:
                starts.setdefault(graph, []).append(name)
        return starts

    def _reach(self, graph: str, waiting: list[str]) -> None:
        """Notes the types that a subgraph can meet from these. Entities always say themselves where they are known."""
        reached: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name in reached:
                continue
            reached.add(name)
            self._homes[name][graph] = None
            targets = self._below[name]
            below = (*self._field_sets.possible[name], *targets.get(graph, ()), *targets.get(None, ()))
            waiting += (one for one in below if not self._keys[one] and one not in reached)


def _fields(node: CompositeNode) -> tuple[FieldDefinitionNode, ...]:
    return () if isinstance(node, UnionTypeDefinitionNode) else tuple(node.fields or ())
