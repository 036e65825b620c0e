"""The Strawberry schema of a subgraph, with entities resolved in batches.

A type that is an entity has a classmethod `resolve_references(info, representations) -> list`, called once per type and
request with the representations (without `__typename`) in order; `None` or an exception may stand for a single one.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import Any

from graphql import GraphQLError
from strawberry import Info, federation
from strawberry.extensions import ParserCache, ValidationCache
from strawberry.federation.schema import FederationAny
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext
from strawberry.utils.logging import StrawberryLogger

from subgraphs.common.callers import CallerCheck

CACHED_DOCUMENTS = 512


class SubgraphSchema(federation.Schema):
    """`_entities` answers each type with one batch; an unknown type spoils only its own items."""

    async def entities_resolver(self, info: Info, representations: list[FederationAny]) -> list[FederationAny]:  # type: ignore[override]
        results: list[Any] = [None] * len(representations)
        by_type: dict[str, list[int]] = defaultdict(list)
        given: list[dict[str, Any]] = representations  # type: ignore[assignment]
        for index, representation in enumerate(given):
            by_type[str(representation.get("__typename"))].append(index)

        async def resolve(type_name: str, indices: list[int]) -> None:
            entity = self.schema_converter.type_map.get(type_name)
            resolver = getattr(getattr(entity and entity.definition, "origin", None), "resolve_references", None)
            if resolver is None:
                values: list[Any] = [GraphQLError(f"{type_name} is not an entity of this subgraph.")] * len(indices)
            else:
                keys = [{name: value for name, value in given[i].items() if name != "__typename"} for i in indices]
                values = await resolver(info, keys)
            for index, value in zip(indices, values, strict=True):
                results[index] = value

        await asyncio.gather(*(resolve(type_name, indices) for type_name, indices in by_type.items()))
        return results

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Logs faults only: an error raised on purpose is an answer, not an event for the operator."""
        for error in errors:
            if error.original_error is not None and not isinstance(error.original_error, GraphQLError):
                StrawberryLogger.error(error, execution_context)


def build_schema(
    query: type | None = None, mutation: type | None = None, subscription: type | None = None, **rest: Any
) -> SubgraphSchema:
    """A subgraph schema with cached parsing and validation: the gateway sends few distinct documents."""
    return SubgraphSchema(
        query=query,
        mutation=mutation,
        subscription=subscription,
        federation_version="2.11",
        config=StrawberryConfig(auto_camel_case=True),
        extensions=[
            lambda: ParserCache(CACHED_DOCUMENTS),
            lambda: ValidationCache(CACHED_DOCUMENTS),
            CallerCheck,
        ],
        **rest,
    )
