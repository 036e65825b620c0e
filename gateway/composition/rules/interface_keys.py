"""INTERFACE_KEY_NOT_ON_IMPLEMENTATION, INTERFACE_KEY_MISSING_IMPLEMENTATION_TYPE.

A subgraph that lets an interface be entered by a key resolves every implementation by it, and knows all of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from graphql import GraphQLError, SelectionSetNode, print_ast

from gateway.composition.field_sets import parse_field_set
from gateway.composition.merged import Federation
from gateway.composition.result import CompositionError
from gateway.composition.subgraph import Application, Kind, Type
from gateway.composition.wording import applied, error_in


def interface_keys(federation: Federation) -> Iterator[CompositionError]:
    for subgraph in federation.subgraphs.values():
        for interface in subgraph.types.values():
            keys = list(interface.applications("key")) if interface.kind is Kind.INTERFACE else []
            implementations = [one for one in subgraph.types.values() if interface.name in one.interfaces]
            for key in keys:
                for one in implementations:
                    if not _has_key(one, key):
                        message = f'{applied(key)} of interface "{interface.name}" is missing on "{one.name}"'
                        yield error_in(subgraph, "INTERFACE_KEY_NOT_ON_IMPLEMENTATION", message, key.node, one.node)
            resolvable = next((key for key in keys if key.flag("resolvable", True)), None)
            missing = _unknown_implementations(federation, interface, implementations)
            if resolvable is not None and missing:
                message = (
                    f'interface "{interface.name}" can be entered by {applied(resolvable)}, so this subgraph must also '
                    f"define {', '.join(missing)}, which other subgraphs make implement it"
                )
                yield error_in(subgraph, "INTERFACE_KEY_MISSING_IMPLEMENTATION_TYPE", message, resolvable.node)


def _has_key(one: Type, key: Application) -> bool:
    wanted = _normal(key)
    return any(_normal(other) == wanted for other in one.applications("key"))


def _normal(key: Application) -> str:
    text = key.text("fields") or ""
    try:
        return _sorted(parse_field_set(text))
    except GraphQLError:
        return text


def _sorted(selection_set: SelectionSetNode) -> str:
    """The selection as text that does not depend on the order of its fields."""
    parts = []
    for selection in selection_set.selections:
        inner = getattr(selection, "selection_set", None)
        head = print_ast(selection).split("{")[0].strip()
        parts.append(f"{head} {{ {_sorted(inner)} }}" if inner else head)
    return " ".join(sorted(parts))


def _unknown_implementations(federation: Federation, interface: Type, known: list[Type]) -> list[str]:
    names = {one.name for one in known}
    return [
        f'"{merged.name}"'
        for merged in federation.types.values()
        if interface.name in merged.interfaces and merged.kind is Kind.OBJECT and merged.name not in names
    ]
