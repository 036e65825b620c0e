"""The shape limits of free-form documents, counted through fragments without ever following a cycle.

What introspection asks is exempt from depth: its standard query is deep by nature and answered without any subgraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSyntaxError,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    parse,
)

from gateway.errors import ClientError

_INTROSPECTION = frozenset({"__schema", "__type"})


@dataclass(frozen=True, slots=True)
class Limits:
    tokens: int
    depth: int
    aliases: int
    root_fields: int


@dataclass(frozen=True, slots=True)
class Shape:
    """What a document asks, counted as if all fragments were written out; `depth` is in nested fields."""

    depth: int
    aliases: int
    fields: int


def parse_within(text: str, limits: Limits) -> DocumentNode:
    """The parsed document; raises ClientError GRAPHQL_PARSE_FAILED or PARSING_LIMIT_EXCEEDED."""
    try:
        return parse(text, max_tokens=limits.tokens, allow_empty_selection_sets=False)
    except GraphQLSyntaxError as error:
        if "more than" in error.message and "token" in error.message:
            message = f"The document has more than {limits.tokens} tokens; ask for less, or in several requests."
            raise ClientError("PARSING_LIMIT_EXCEEDED", message) from error
        locations = [(one.line, one.column) for one in error.locations or ()]
        raise ClientError("GRAPHQL_PARSE_FAILED", error.message, locations=locations) from error
    except (GraphQLError, RecursionError) as error:
        raise ClientError("PARSING_LIMIT_EXCEEDED", "The document is nested too deeply to be read.") from error


def check_shape(document: DocumentNode, limits: Limits) -> None:
    """Raises ClientError naming the limit that a document exceeds and its number."""
    fragments = {one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)}
    counting = _Counting(fragments)
    for operation in document.definitions:
        if not isinstance(operation, OperationDefinitionNode):
            continue
        shape = counting.shape(operation.selection_set)
        roots = sum(1 for _ in counting.fields_of(operation.selection_set))
        _refuse_above("MAX_DEPTH_LIMIT", "levels of fields", shape.depth, limits.depth)
        _refuse_above("MAX_ALIASES_LIMIT", "aliases", shape.aliases, limits.aliases)
        _refuse_above("MAX_ROOT_FIELDS_LIMIT", "root fields", roots, limits.root_fields)


def _refuse_above(code: str, what: str, found: int, limit: int) -> None:
    if found > limit:
        raise ClientError(code, f"The document has more than {limit} {what}; ask for less, or in several requests.")


NOTHING = Shape(0, 0, 0)


class _Counting:
    """Each fragment is counted once and remembered; one met inside itself counts nothing (validation refuses it)."""

    def __init__(self, fragments: dict[str, FragmentDefinitionNode]) -> None:
        self._fragments = fragments
        self._known: dict[str, Shape] = {}
        self._open: set[str] = set()

    def shape(self, selections: SelectionSetNode | None) -> Shape:
        depth = aliases = fields = 0
        for selection in selections.selections if selections else ():
            if isinstance(selection, FieldNode):
                if selection.name.value in _INTROSPECTION:
                    continue
                below = self.shape(selection.selection_set)
                depth = max(depth, below.depth + 1)
                aliases += below.aliases + (selection.alias is not None)
                fields += below.fields + 1
            else:
                below = self._narrowed(selection)
                depth, aliases, fields = max(depth, below.depth), aliases + below.aliases, fields + below.fields
        return Shape(depth, aliases, fields)

    def fields_of(self, selections: SelectionSetNode, seen: frozenset[str] = frozenset()) -> Iterator[FieldNode]:
        for selection in selections.selections:
            if isinstance(selection, FieldNode):
                yield selection
            elif isinstance(selection, InlineFragmentNode):
                yield from self.fields_of(selection.selection_set, seen)
            elif isinstance(selection, FragmentSpreadNode):
                name = selection.name.value
                if name in self._fragments and name not in seen:
                    yield from self.fields_of(self._fragments[name].selection_set, seen | {name})

    def _narrowed(self, selection: SelectionNode) -> Shape:
        if isinstance(selection, InlineFragmentNode):
            return self.shape(selection.selection_set)
        return self._fragment(selection.name.value) if isinstance(selection, FragmentSpreadNode) else NOTHING

    def _fragment(self, name: str) -> Shape:
        if name in self._open or name not in self._fragments:
            return NOTHING
        if name not in self._known:
            self._open.add(name)
            self._known[name] = self.shape(self._fragments[name].selection_set)
            self._open.discard(name)
        return self._known[name]
