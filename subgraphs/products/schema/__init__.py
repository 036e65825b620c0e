"""The GraphQL schema of products: the owner of Product, its categories and the product list."""

from __future__ import annotations

from strawberry.tools import merge_types

from subgraphs.common.schema import build_schema
from subgraphs.products.schema.peers import PeerQuery
from subgraphs.products.schema.query import Query

SCHEMA = build_schema(merge_types("Query", (Query, PeerQuery)))
