"""Reads the applications of the join directives as rows, whatever they are called in the document.

An argument that is not given, or given as null, has no entry; readers take the default of the specification: `false`
for `extension`, `isInterfaceObject`, `external` and `usedOverridden`, `true` for `resolvable`, nothing for all others.
These are the same from v0.1 to v0.5. `@join__directive` only carries what subgraphs said besides, and is passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graphql import ConstDirectiveNode

from gateway.supergraph.links import Feature, arguments_of

ELEMENTS = ("graph", "owner", "type", "field", "implements", "unionMember")

Row = Mapping[str, Any]


class JoinRows:
    """Reads rows with the names that one document gives to the join specification."""

    def __init__(self, join: Feature) -> None:
        self._elements = {join.directive(element): element for element in ELEMENTS}

    def read(self, directives: Iterable[ConstDirectiveNode] | None) -> dict[str, list[Row]]:
        """The rows of one definition by element, in order; an element that is not applied has no entry."""
        found: dict[str, list[Row]] = {}
        for directive in directives or ():
            element = self._elements.get(directive.name.value)
            if element is not None:
                found.setdefault(element, []).append(arguments_of(directive))
        return found
