"""The GraphQL surface of stock."""

from __future__ import annotations

from subgraphs.common.schema import build_schema
from subgraphs.stock.schema.mutation import Mutation
from subgraphs.stock.schema.product import Product
from subgraphs.stock.schema.subscription import Subscription

SCHEMA = build_schema(mutation=Mutation, subscription=Subscription, types=[Product])
