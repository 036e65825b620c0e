"""Whether a document may introspect, and how much: counted through fragments before anything is validated or planned.

A type leads to its fields and those to types again, so each list inside another multiplies what is answered: that is
limited here, as is how many lists are asked for: under other names each may be asked for again and again. The
standard queries ask for six, at most two inside each other.
"""

from __future__ import annotations

from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
)

from gateway.errors import ClientError
from gateway.operations.introspection import INTROSPECTION_FIELDS
from gateway.settings.documents import DocumentOptions

MOST_LEVELS = 30
"""Of fields below `__schema` or `__type`; the standard queries need 14, nine of them for wrapped types."""
MOST_LISTS = 12
"""In one document, each counted where it is spread: twice what the standard queries ask for."""

_LISTS = frozenset({"types", "fields", "inputFields", "interfaces", "possibleTypes", "enumValues"})


@dataclass(frozen=True, slots=True)
class IntrospectionRules:
    """`nested_lists` is the limit for documents that are sent as text."""

    allowed: bool
    nested_lists: int

    @classmethod
    def of(cls, options: DocumentOptions) -> IntrospectionRules:
        return cls(options.introspection, options.introspection_depth_limit)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked below some selections, fragments written out; `roots` are `__schema` and `__type` themselves."""

    roots: int = 0
    levels: int = 0
    nested: int = 0
    lists: int = 0

    def beside(self, other: _Asked) -> _Asked:
        return _Asked(
            self.roots + other.roots,
            max(self.levels, other.levels),
            max(self.nested, other.nested),
            self.lists + other.lists,
        )


_NOTHING = _Asked()


def check_allowed(document: DocumentNode, rules: IntrospectionRules) -> None:
    """Raises ClientError INTROSPECTION_DISABLED."""
    if not rules.allowed and _asked(document).roots:
        raise ClientError("INTROSPECTION_DISABLED", "The schema cannot be introspected here; ask for its file.")


def check_extent(document: DocumentNode, rules: IntrospectionRules) -> None:
    """Raises ClientError MAX_INTROSPECTION_LIMIT naming what is too much."""
    asked = _asked(document)
    _refuse_more("lists inside each other", asked.nested, rules.nested_lists)
    _refuse_more("lists", asked.lists, MOST_LISTS)
    _refuse_more("levels of fields", asked.levels, MOST_LEVELS)


def _refuse_more(what: str, found: int, limit: int) -> None:
    if found > limit:
        raise ClientError(
            "MAX_INTROSPECTION_LIMIT", f"The document introspects more than {limit} {what}; ask for less of the schema."
        )


def _asked(document: DocumentNode) -> _Asked:
    """The most that any of its operations asks."""
    counting = _Counting(
        {one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)}
    )
    found = _NOTHING
    for operation in document.definitions:
        if isinstance(operation, OperationDefinitionNode):
            found = found.beside(counting.selections(operation.selection_set, inside=False))
    return found


class _Counting:
    """Outside of introspection only root fields count. Each fragment is counted once and remembered; one met inside
    itself counts nothing, as validation refuses it."""

    def __init__(self, fragments: dict[str, FragmentDefinitionNode]) -> None:
        self._fragments = fragments
        self._known: dict[tuple[str, bool], _Asked] = {}
        self._open: set[str] = set()

    def selections(self, node: SelectionSetNode, *, inside: bool) -> _Asked:
        found = _NOTHING
        for one in node.selections:
            found = found.beside(self._selection(one, inside))
        return found

    def _selection(self, node: SelectionNode, inside: bool) -> _Asked:
        if isinstance(node, FieldNode):
            return self._field(node) if inside else self._root(node)
        if isinstance(node, InlineFragmentNode):
            return self.selections(node.selection_set, inside=inside)
        return self._fragment(node.name.value, inside) if isinstance(node, FragmentSpreadNode) else _NOTHING

    def _root(self, node: FieldNode) -> _Asked:
        if node.name.value not in INTROSPECTION_FIELDS:
            return _NOTHING
        below = self._below(node)
        return _Asked(1, below.levels, below.nested, below.lists)

    def _field(self, node: FieldNode) -> _Asked:
        own, below = node.name.value in _LISTS, self._below(node)
        return _Asked(0, below.levels + 1, below.nested + own, below.lists + own)

    def _below(self, node: FieldNode) -> _Asked:
        return _NOTHING if node.selection_set is None else self.selections(node.selection_set, inside=True)

    def _fragment(self, name: str, inside: bool) -> _Asked:
        if name in self._open or name not in self._fragments:
            return _NOTHING
        if (name, inside) not in self._known:
            self._open.add(name)
            self._known[name, inside] = self.selections(self._fragments[name].selection_set, inside=inside)
            self._open.discard(name)
        return self._known[name, inside]
