"""The `@join__` rows of types, fields and values: which subgraph knows what, and under which conditions.

Source: specs.apollo.dev/join/v0.5.
"""

from __future__ import annotations

from collections.abc import Mapping

from graphql import TypeNode, print_ast

from gateway.composition.merged import Federation, MergedField, MergedInput, MergedType
from gateway.composition.merging.fields import overridden_by
from gateway.composition.subgraph import Field, Kind, Type
from gateway.composition.writing.graphs import graph_values

Row = str


class Joining:
    """Writes rows for one federation."""

    def __init__(self, federation: Federation) -> None:
        self.federation = federation
        self.values = graph_values(federation.subgraphs)

    def graphs_of(self, merged: MergedType) -> tuple[str, ...]:
        """The subgraphs that know a type; every subgraph has a query root, be it only for `_entities`."""
        return tuple(self.federation.subgraphs) if merged.name == "Query" else tuple(merged.sources)

    def type_rows(self, merged: MergedType) -> list[Row]:
        rows = [
            self._row("implements", graph, interface=_quoted(interface))
            for graph, one in merged.sources.items()
            for interface in one.interfaces
        ]
        for graph in self.graphs_of(merged):
            rows += self._keys(graph, merged.sources.get(graph))
        rows += [
            self._row("unionMember", graph, member=_quoted(member))
            for graph, one in merged.sources.items()
            if merged.kind is Kind.UNION
            for member in one.members
        ]
        return rows

    def field_rows(self, merged: MergedType, field: MergedField) -> list[Row]:
        """No rows: every subgraph of the type resolves the field, and all declare it alike."""
        if not field.sources:
            return ["@join__field"]
        if field.type is None:
            return []
        given_up = overridden_by(field.sources)
        shown = {
            graph: one
            for graph, one in field.sources.items()
            if graph not in field.overridden or self._is_used(graph, merged, one)
        }
        types = {graph: one.type for graph, one in field.sources.items()}
        differs = _differ(types)
        arguments = {graph: self._field_arguments(graph, merged, field, given_up) for graph in shown}
        if len(shown) == len(self.graphs_of(merged)) and not differs and not any(arguments.values()):
            return []
        return [
            self._row("field", graph, **({"type": _type(one.type)} if differs else {}), **arguments[graph])
            for graph, one in shown.items()
        ]

    def input_rows(self, merged: MergedType, field: MergedInput) -> list[Row]:
        types = {graph: one.type for graph, one in field.sources.items()}
        if not _differ(types):
            return []
        return [self._row("field", graph, type=_type(one)) for graph, one in types.items()]

    def value_rows(self, sources: Mapping[str, object]) -> list[Row]:
        return [self._row("enumValue", graph) for graph in sources]

    def _keys(self, graph: str, one: Type | None) -> list[Row]:
        if one is None:
            return [self._row("type", graph)]
        marks = {"isInterfaceObject": "true"} if one.is_interface_object else {}
        extension = {"extension": "true"} if one.is_extension and self._tells_extensions(graph) else {}
        return [
            self._row(
                "type",
                graph,
                key=_quoted(key.text("fields") or ""),
                **extension,
                **({} if key.flag("resolvable", True) else {"resolvable": "false"}),
                **marks,
            )
            for key in one.applications("key")
        ] or [self._row("type", graph, **marks)]

    def _tells_extensions(self, graph: str) -> bool:
        """In federation 1 extending was the only way to add to an entity, and means nothing more."""
        return self.federation.subgraphs[graph].version is not None

    def _field_arguments(
        self, graph: str, merged: MergedType, field: MergedField, given_up: Mapping[str, str]
    ) -> dict[str, str]:
        one = field.sources[graph]
        arguments: dict[str, str] = {}
        for name in ("requires", "provides"):
            application = one.application(name)
            if application is not None:
                arguments[name] = _quoted(application.text("fields") or "")
        override = one.application("override")
        source = override.text("from") if override is not None else None
        if source is not None and source in self.federation.subgraphs:
            arguments["override"] = _quoted(source)
        if one.is_external and graph not in field.overridden:
            arguments["external"] = "true"
        if graph in field.overridden:
            arguments["usedOverridden"] = "true"
        taker = graph if source in field.sources else given_up.get(graph)
        label = self._label(field.sources[taker]) if taker is not None else None
        if label is not None:
            arguments["overrideLabel"] = _quoted(label)
        return arguments

    def _label(self, field: Field) -> str | None:
        override = field.application("override")
        return override.text("label") if override is not None else None

    def _is_used(self, graph: str, merged: MergedType, field: Field) -> bool:
        return (merged.name, field.name) in self.federation.usage[graph].all

    def _row(self, element: str, graph: str, **arguments: str) -> Row:
        given = "".join(f", {name}: {value}" for name, value in arguments.items())
        return f"@join__{element}(graph: {self.values[graph]}{given})"


def _differ(types: Mapping[str, TypeNode]) -> bool:
    return len({print_ast(one) for one in types.values()}) > 1


def _type(node: TypeNode) -> str:
    return _quoted(print_ast(node))


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + " ".join(escaped.split()) + '"'
