"""The GraphQL schema of prices: what an article costs this viewer, and for orders what a whole order does."""

from __future__ import annotations

from subgraphs.common.schema import build_schema
from subgraphs.prices.schema.peers import Query
from subgraphs.prices.schema.product import Product

SCHEMA = build_schema(Query, types=[Product])
