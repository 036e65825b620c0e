"""Which of several declared types the supergraph takes: the widest going out, the narrowest coming in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from graphql import TypeNode, print_ast
from graphql.language import ListTypeNode, NamedTypeNode, NonNullTypeNode

from gateway.composition.subgraph import Kind, Subgraph

Subtypes = Mapping[str, frozenset[str]]


def subtypes_of(subgraphs: Iterable[Subgraph]) -> Subtypes:
    """Interface or union name -> its implementations and members over all subgraphs."""
    found: dict[str, set[str]] = {}
    for subgraph in subgraphs:
        for one in subgraph.types.values():
            for interface in one.interfaces:
                found.setdefault(interface, set()).add(one.name)
            if one.kind is Kind.UNION:
                found.setdefault(one.name, set()).update(one.members)
    return {name: frozenset(names) for name, names in found.items()}


def is_subtype(subtypes: Subtypes, wide: TypeNode, narrow: TypeNode) -> bool:
    """Whether every value of `narrow` is one of `wide` (GraphQL, IsValidImplementationFieldType)."""
    if isinstance(narrow, NonNullTypeNode):
        return is_subtype(subtypes, wide.type if isinstance(wide, NonNullTypeNode) else wide, narrow.type)
    if isinstance(wide, NonNullTypeNode):
        return False
    if isinstance(wide, ListTypeNode) or isinstance(narrow, ListTypeNode):
        return (
            isinstance(wide, ListTypeNode)
            and isinstance(narrow, ListTypeNode)
            and is_subtype(subtypes, wide.type, narrow.type)
        )
    if not isinstance(wide, NamedTypeNode) or not isinstance(narrow, NamedTypeNode):
        return False
    return wide.name.value == narrow.name.value or narrow.name.value in subtypes.get(wide.name.value, ())


def widest(subtypes: Subtypes, types: Iterable[TypeNode]) -> TypeNode | None:
    """The one that all others are subtypes of; None when there is no such one."""
    return _one_for_all(types, lambda one, other: is_subtype(subtypes, one, other))


def narrowest(subtypes: Subtypes, types: Iterable[TypeNode]) -> TypeNode | None:
    """The one that is a subtype of all others; None when there is no such one."""
    return _one_for_all(types, lambda one, other: is_subtype(subtypes, other, one))


def same(one: TypeNode, other: TypeNode) -> bool:
    return print_ast(one) == print_ast(other)


def _one_for_all(types: Iterable[TypeNode], fits: Callable[[TypeNode, TypeNode], bool]) -> TypeNode | None:
    candidates = list(types)
    return next((one for one in candidates if all(fits(one, other) for other in candidates)), None)
