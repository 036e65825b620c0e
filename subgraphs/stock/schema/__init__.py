"""The GraphQL surface of stock."""

from __future__ import annotations

from strawberry.tools import merge_types

from subgraphs.common.schema import build_schema
from subgraphs.stock.schema.mutation import Mutation
from subgraphs.stock.schema.peers import PeerMutation, PeerQuery
from subgraphs.stock.schema.product import Product
from subgraphs.stock.schema.subscription import Subscription

SCHEMA = build_schema(
    query=merge_types("Query", (PeerQuery,)),
    mutation=merge_types("Mutation", (Mutation, PeerMutation)),
    subscription=Subscription,
    types=[Product],
)
