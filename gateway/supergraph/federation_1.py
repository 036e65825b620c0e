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

ROOTS = frozenset({"Query", "Mutation", "Subscription"})


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
        self._fields = {
            name: {field.name.value: rows.read(field.directives).get("field", []) for field in _fields(node)}
            for name, node in nodes.items()
        }
        self._implied: dict[tuple[str, str], dict[str, Row]] = {}
        for name in nodes:
            self._imply_external(name)
        self._homes: dict[str, dict[str, None]] = {name: {} for name in nodes}
        for graph in graphs:
            for name in self._reached(graph):
                self._homes[name][graph] = None

    def type_rows(self, name: str) -> list[Row]:
        """The rows with keys, and one without a key for each further subgraph that can reach the type."""
        keyed = {row["graph"] for row in self._keys[name]}
        return self._keys[name] + [{"graph": graph} for graph in self._homes[name] if graph not in keyed]

    def field_rows(self, type_name: str, name: str) -> list[Row]:
        return [row for graph in self._homes[type_name] if (row := self._row(type_name, name, graph)) is not None]

    def _row(self, type_name: str, name: str, graph: str) -> Row | None:
        """How a subgraph knows a field, None if it does not."""
        rows = self._fields[type_name].get(name, [])
        if not rows and self._owner.get(type_name, graph) == graph:
            return {"graph": graph}
        mine = next((row for row in rows if row.get("graph") == graph), None)
        return mine or self._implied.get((type_name, graph), {}).get(name)

    def _imply_external(self, name: str) -> None:
        for row in self._keys[name]:
            if "key" in row:
                self._imply(row["graph"], self._field_sets.parse(name, row["key"], f"@key of {name}"), external=False)
        for field in _fields(self._nodes[name]):
            place = f"{name}.{field.name.value}"
            for row in self._fields[name][field.name.value]:
                if "requires" in row:
                    needed = self._field_sets.parse(name, row["requires"], f"@requires of {place}")
                    self._imply(row["graph"], needed, external=True)
                if "provides" in row:
                    below = named_type(type_text(field.type))
                    provided = self._field_sets.parse(below, row["provides"], f"@provides of {place}")
                    self._imply(row["graph"], provided, external=True)

    def _imply(self, graph: str, selections: tuple[Selection, ...], *, external: bool) -> None:
        for one in selections:
            if isinstance(one, Field):
                known = self._implied.setdefault((one.parent, graph), {})
                if not external or one.name not in known:
                    known[one.name] = {"graph": graph, "external": external}
            self._imply(graph, one.selections, external=external)

    def _reached(self, graph: str) -> set[str]:
        """The types that a subgraph can meet: its entities, what its root fields return, and all below."""
        waiting = [name for name, rows in self._keys.items() if any(row["graph"] == graph for row in rows)]
        waiting += [name for name in ROOTS if name in self._nodes]
        waiting += [name for name, other in self._implied if other == graph]
        reached: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name in reached or name not in self._nodes:
                continue
            reached.add(name)
            waiting += (
                one for one in self._field_sets.possible[name] if not self._keys[one] or self._is_entity_in(one, graph)
            )
            for field in _fields(self._nodes[name]):
                if self._row(name, field.name.value, graph) is not None:
                    waiting.append(named_type(type_text(field.type)))
        return reached

    def _is_entity_in(self, name: str, graph: str) -> bool:
        return any(row["graph"] == graph for row in self._keys[name])


def _fields(node: CompositeNode) -> tuple[FieldDefinitionNode, ...]:
    return () if isinstance(node, UnionTypeDefinitionNode) else tuple(node.fields or ())
