"""The shape limits of free-form documents, counted through fragments without ever following a cycle.

What introspection asks is exempt from depth: its standard query is deep by nature and answered without any subgraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSyntaxError,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    parse,
)

from gateway.errors import ClientError
from gateway.settings.limits import LimitOptions

CHARACTERS_PER_TOKEN = 16
"""Bounds what one remembered document can weigh: comments and long texts are few tokens."""

_INTROSPECTION = frozenset({"__schema", "__type"})
_ABORTED = "Parsing aborted."
"""How the parser ends the message of every limit of its own."""


@dataclass(frozen=True, slots=True)
class Limits:
    tokens: int
    depth: int
    aliases: int
    root_fields: int
    directives: int

    @classmethod
    def of(cls, options: LimitOptions) -> Limits:
        return cls(
            options.token_limit,
            options.depth_limit,
            options.alias_limit,
            options.root_field_limit,
            options.directive_limit,
        )


@dataclass(frozen=True, slots=True)
class Shape:
    """What a selection set asks, counted as if all fragments were written out.

    `depth` is in nested fields, `roots` the fields at its own level.
    """

    depth: int
    aliases: int
    roots: int
    directives: int


def parse_within(text: str, limits: Limits) -> DocumentNode:
    """The parsed document; raises ClientError GRAPHQL_PARSE_FAILED or PARSING_LIMIT_EXCEEDED."""
    longest = limits.tokens * CHARACTERS_PER_TOKEN
    try:
        return parse(text, max_tokens=limits.tokens, max_source_length=longest, allow_empty_selection_sets=False)
    except GraphQLSyntaxError as error:
        if error.message.endswith(_ABORTED):
            raise ClientError(
                "PARSING_LIMIT_EXCEEDED",
                f"The document has more than {limits.tokens} tokens or {longest} characters, or is nested too deeply; "
                "ask for less, or in several requests.",
            ) from error
        locations = [(one.line, one.column) for one in error.locations or ()]
        raise ClientError("GRAPHQL_PARSE_FAILED", error.message, locations=locations) from error


@contextmanager
def within_the_stack() -> Iterator[None]:
    """Refuses a document on which an honest walk runs out of stack: ClientError PARSING_LIMIT_EXCEEDED."""
    try:
        yield
    except RecursionError as error:
        raise ClientError(
            "PARSING_LIMIT_EXCEEDED", "The document is nested too deeply; ask for less, or in several requests."
        ) from error


def check_shape(document: DocumentNode, limits: Limits) -> None:
    """Raises ClientError naming the limit that a document exceeds and its number."""
    fragments = {one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)}
    counting = _Counting(fragments)
    for operation in document.definitions:
        if not isinstance(operation, OperationDefinitionNode):
            continue
        shape = counting.shape(operation.selection_set)
        directives = shape.directives + len(operation.directives or ())
        directives += sum(len(one.directives or ()) for one in operation.variable_definitions or ())
        _refuse_above("MAX_DEPTH_LIMIT", "levels of fields", shape.depth, limits.depth)
        _refuse_above("MAX_ALIASES_LIMIT", "aliases", shape.aliases, limits.aliases)
        _refuse_above("MAX_ROOT_FIELDS_LIMIT", "root fields", shape.roots, limits.root_fields)
        _refuse_above("MAX_DIRECTIVES_LIMIT", "directives", directives, limits.directives)


def _refuse_above(code: str, what: str, found: int, limit: int) -> None:
    if found > limit:
        raise ClientError(code, f"The document has more than {limit} {what}; ask for less, or in several requests.")


NOTHING = Shape(0, 0, 0, 0)


class _Counting:
    """Each fragment is counted once and remembered; one met inside itself counts nothing (validation refuses it)."""

    def __init__(self, fragments: dict[str, FragmentDefinitionNode]) -> None:
        self._fragments = fragments
        self._known: dict[str, Shape] = {}
        self._open: set[str] = set()

    def shape(self, selections: SelectionSetNode) -> Shape:
        depth = aliases = roots = directives = 0
        for selection in selections.selections:
            found = self._field(selection) if isinstance(selection, FieldNode) else self._narrowed(selection)
            depth = max(depth, found.depth)
            aliases += found.aliases
            roots += found.roots
            directives += found.directives + len(selection.directives or ())
        return Shape(depth, aliases, roots, directives)

    def _field(self, node: FieldNode) -> Shape:
        own = node.alias is not None
        if node.selection_set is None:
            return Shape(1, own, 1, 0)
        below = self.shape(node.selection_set)
        depth = 1 if node.name.value in _INTROSPECTION else below.depth + 1
        return Shape(depth, below.aliases + own, 1, below.directives)

    def _narrowed(self, selection: SelectionNode) -> Shape:
        if isinstance(selection, InlineFragmentNode):
            return self.shape(selection.selection_set)
        return self._fragment(selection.name.value) if isinstance(selection, FragmentSpreadNode) else NOTHING

    def _fragment(self, name: str) -> Shape:
        if name in self._open or name not in self._fragments:
            return NOTHING
        if name not in self._known:
            self._open.add(name)
            fragment = self._fragments[name]
            inner = self.shape(fragment.selection_set)
            self._known[name] = replace(inner, directives=inner.directives + len(fragment.directives or ()))
            self._open.discard(name)
        return self._known[name]
