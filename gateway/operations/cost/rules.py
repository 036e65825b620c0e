"""What is taken where a schema says nothing: how long a list is, and which arguments say it by custom."""

from __future__ import annotations

from dataclasses import dataclass

from graphql import (
    GraphQLField,
    GraphQLInt,
    GraphQLInterfaceType,
    GraphQLObjectType,
    get_named_type,
    get_nullable_type,
    is_list_type,
)

from gateway.settings.limits import LimitOptions
from gateway.supergraph.costs import ListSize


@dataclass(frozen=True, slots=True)
class CostRules:
    """`list_size` is that of lists of which nothing is said; `slicing` names arguments like those of Relay."""

    list_size: float = 10
    slicing: tuple[str, ...] = ("first", "last", "limit")

    @classmethod
    def of(cls, options: LimitOptions) -> CostRules:
        return cls(options.default_list_size, options.default_slicing_arguments)

    def by_custom(self, definition: GraphQLField) -> ListSize | None:
        """What `@listSize` would say of a field with such arguments: of itself, or of the lists in its page."""
        names = tuple(
            name
            for name in self.slicing
            if name in definition.args and get_nullable_type(definition.args[name].type) is GraphQLInt
        )
        if not names:
            return None
        if is_list_type(get_nullable_type(definition.type)):
            return ListSize(slicing=names, requires_one=False)
        page = get_named_type(definition.type)
        if not isinstance(page, GraphQLObjectType | GraphQLInterfaceType):
            return None
        lists = frozenset(name for name, one in page.fields.items() if is_list_type(get_nullable_type(one.type)))
        return ListSize(slicing=names, sized_fields=lists, requires_one=False) if lists else None
