"""Where field sets stand: every use of `@key`, `@requires` and `@provides`, with the type its selection is made on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphql import FieldNode, GraphQLError, InlineFragmentNode, SelectionSetNode

from gateway.composition.field_sets import parse_field_set
from gateway.composition.merged import Federation
from gateway.composition.subgraph import Application, Field, Subgraph, Type, named


@dataclass(frozen=True, slots=True)
class Place:
    """`field` is None for a key. `on` is the type selected from: the field's own for `@provides`, else its parent."""

    subgraph: Subgraph
    type: Type
    field: Field | None
    application: Application
    on: str

    @property
    def coordinate(self) -> str:
        return self.type.name if self.field is None else f"{self.type.name}.{self.field.name}"

    @property
    def prefix(self) -> str:
        """What the codes of this directive begin with."""
        return self.application.name.upper()

    def selection_set(self) -> SelectionSetNode | None:
        """None when it cannot be parsed, which is the business of one rule alone."""
        try:
            return parse_field_set(self.application.text("fields") or "")
        except GraphQLError:
            return None


def places(federation: Federation) -> Iterator[Place]:
    for subgraph in federation.subgraphs.values():
        for one in subgraph.types.values():
            for key in one.applications("key"):
                yield Place(subgraph, one, None, key, one.name)
            for field in one.fields.values():
                for requires in field.applications("requires"):
                    yield Place(subgraph, one, field, requires, one.name)
                for provides in field.applications("provides"):
                    yield Place(subgraph, one, field, provides, named(field.type))


def selections(selection_set: SelectionSetNode | None) -> Iterator[FieldNode | InlineFragmentNode]:
    """All fields and fragments of a selection, at every depth, outer before inner."""
    for selection in selection_set.selections if selection_set else ():
        if isinstance(selection, FieldNode | InlineFragmentNode):
            yield selection
            yield from selections(selection.selection_set)
