"""The rows of a field -> what each subgraph knows of it. Source: specs.apollo.dev/join/v0.5, `@join__field`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graphql import FieldDefinitionNode, GraphQLError, parse_type

from gateway.errors import ConfigurationError
from gateway.model.operation import Field, Selection
from gateway.supergraph.contexts import Contexts
from gateway.supergraph.field_sets import FieldSets
from gateway.supergraph.rows import Row
from gateway.supergraph.tables import SubgraphField, SubgraphInfo
from gateway.supergraph.type_texts import named_type, type_text


@dataclass(frozen=True, slots=True)
class Copy:
    """A field in one graph. With a label it answers only while that is active, or only while it is not."""

    graph: str
    field: SubgraphField
    label: str | None = None
    when_active: bool = False


class FieldReader:
    """Reads the fields of one document."""

    def __init__(self, graphs: Mapping[str, SubgraphInfo], field_sets: FieldSets, contexts: Contexts) -> None:
        self._graphs = graphs
        self._field_sets = field_sets
        self._contexts = contexts
        self._extended_by: set[tuple[str, str, str]] = set()

    def note_extension(self, type_name: str, key: str, graph: str) -> None:
        """In an extension `@external` on a field of its key says nothing: that is how federation 1 wrote keys."""
        selections = self._field_sets.parse(type_name, key, f"@key of {type_name} in {graph}")
        self._extended_by.update((one.parent, one.name, graph) for one in _fields_in(selections))

    def copies(
        self, type_name: str, node: FieldDefinitionNode, rows: Sequence[Row], homes: Collection[str]
    ) -> Iterator[Copy]:
        """What the graphs know of the field; `homes` are the graphs of the type.

        Without rows the field is in all of them. A row without a graph says that it only comes from an interface
        object, whose own type has it.
        """
        if not rows:
            text = type_text(node.type)
            shared = SubgraphField(node.name.value, text, named_type(text))
            for graph in homes:
                yield Copy(graph, shared)
            return
        place = f"{type_name}.{node.name.value}"
        labels = self._labels(rows)
        for row in rows:
            if "graph" not in row:
                continue
            graph = row["graph"]
            if graph not in homes:
                known = "is not a subgraph of its type" if graph in self._graphs else "is no subgraph"
                raise ConfigurationError(f"supergraph: {place} is said to be in {graph}, which {known}")
            label, when_active = labels.get(graph, (None, False))
            yield Copy(graph, self._field(type_name, node, row, f"{place} in {graph}", label), label, when_active)

    def _labels(self, rows: Sequence[Row]) -> dict[str, tuple[str, bool]]:
        """The graphs between which the field moves by a label, and whether the label brings it there."""
        labels: dict[str, tuple[str, bool]] = {}
        graphs = {self._graphs[row["graph"]].name: row["graph"] for row in rows if row.get("graph") in self._graphs}
        for row in rows:
            source = graphs.get(row.get("override", ""))
            if "overrideLabel" in row and source is not None:
                labels[row["graph"]] = (row["overrideLabel"], True)
                labels[source] = (row["overrideLabel"], False)
        return labels

    def _field(
        self, type_name: str, node: FieldDefinitionNode, row: Row, place: str, label: str | None
    ) -> SubgraphField:
        text = _checked_type(row["type"], place) if "type" in row else type_text(node.type)
        below = named_type(text)
        return SubgraphField(
            name=node.name.value,
            type_text=text,
            type_name=below,
            # What is overridden by a label is answered as long as the label is not active.
            external=(
                (row.get("external", False) and (type_name, node.name.value, row["graph"]) not in self._extended_by)
                or (row.get("usedOverridden", False) and label is None)
            ),
            requires=self._field_set(row, "requires", type_name, place),
            provides=self._field_set(row, "provides", below, place),
            contexts=self._contexts.arguments(row, place),
        )

    def _field_set(self, row: Row, argument: str, on: str, place: str) -> tuple[Selection, ...]:
        return self._field_sets.parse(on, row[argument], f"@{argument} of {place}") if row.get(argument) else ()


def _fields_in(selections: tuple[Selection, ...]) -> Iterator[Field]:
    for one in selections:
        if isinstance(one, Field):
            yield one
        yield from _fields_in(one.selections)


def _checked_type(text: str, place: str) -> str:
    try:
        return type_text(parse_type(text, no_location=True))
    except GraphQLError as error:
        raise ConfigurationError(f"supergraph: {place}: {text!r} is no type") from error
