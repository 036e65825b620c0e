"""The GraphQL schema of orders."""

from __future__ import annotations

from strawberry.tools import merge_types

from subgraphs.common.schema import build_schema
from subgraphs.orders.schema.order_list import OrderQuery

SCHEMA = build_schema(query=merge_types("Query", (OrderQuery,)))
