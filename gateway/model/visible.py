"""The part of the public schema that one kind of viewer may see."""

from __future__ import annotations

from dataclasses import dataclass, field

from graphql import GraphQLSchema


@dataclass(frozen=True, slots=True, weakref_slot=True)
class VisibleSchema:
    """A pruned, closed public schema.

    `id` is a digest of what is visible, equal for equal sets. `coordinates` holds every visible element as a GraphQL
    schema coordinate: `Price`, `Price.net`, `Query.products(orderBy:)`, `ProductFilter.search`, `ProductSort.NAME`.
    """

    id: str
    schema: GraphQLSchema = field(repr=False)
    coordinates: frozenset[str] = field(repr=False)
