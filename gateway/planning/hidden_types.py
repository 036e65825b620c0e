"""Asks for the real type where an object might be of a type that its viewer may not see.

An interface object does not know what it really is, and nobody else is asked as long as nothing depends on it. Where
some of its types are hidden something does: an object of such a type is told as null.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from gateway.model.guard import ALWAYS
from gateway.model.operation import Field, Operation, Selection
from gateway.supergraph import Supergraph

TYPENAME = "__typename"


def telling_types(supergraph: Supergraph, operation: Operation, visible: Set[str]) -> Operation:
    """The operation to plan for somebody who sees these coordinates; the same one where it tells all types anyway.

    What it asks for beyond the client's is for planning alone: the answer is shown as the client asked.
    """
    doubtful = _doubtful_types(supergraph, visible)
    if not doubtful:
        return operation
    selections = _below(operation.selections, doubtful)
    return operation if selections == operation.selections else replace(operation, selections=selections)


def _doubtful_types(supergraph: Supergraph, visible: Set[str]) -> frozenset[str]:
    """Abstract types of which a subgraph may give an interface object, and some object type is hidden."""
    hidden = frozenset[str]().union(*(supergraph.possible[name] for name in supergraph.interface_objects)) - visible
    if not hidden:
        return frozenset()
    return frozenset(
        name for name, possible in supergraph.possible.items() if supergraph.is_abstract(name) and possible & hidden
    )


def _below(selections: tuple[Selection, ...], doubtful: frozenset[str]) -> tuple[Selection, ...]:
    return tuple(_told(one, doubtful) for one in selections)


def _told(selection: Selection, doubtful: frozenset[str]) -> Selection:
    if not selection.selections:
        return selection
    below = _below(selection.selections, doubtful)
    if isinstance(selection, Field) and selection.type_name in doubtful and not _tells(below):
        asked = Field(TYPENAME, TYPENAME, selection.type_name, "String")
        below = (*(one for one in below if not (isinstance(one, Field) and one.key == TYPENAME)), asked)
    return selection if below == selection.selections else replace(selection, selections=below)


def _tells(selections: tuple[Selection, ...]) -> bool:
    return any(isinstance(one, Field) and one.name == TYPENAME and one.guard == ALWAYS for one in selections)
