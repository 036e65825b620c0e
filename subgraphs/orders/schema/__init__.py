"""The GraphQL schema of orders: reading, filling carts, placing, cancelling, delivering, following."""

from __future__ import annotations

from strawberry.tools import merge_types

from subgraphs.common.schema import build_schema
from subgraphs.orders.schema.cancelling import CancellingMutation
from subgraphs.orders.schema.cart_mutations import CartMutation
from subgraphs.orders.schema.cart_queries import CartQuery
from subgraphs.orders.schema.changes import OrderSubscription
from subgraphs.orders.schema.delivering import DeliveryMutation
from subgraphs.orders.schema.order_list import OrderQuery
from subgraphs.orders.schema.placing import PlacingMutation

SCHEMA = build_schema(
    query=merge_types("Query", (OrderQuery, CartQuery)),
    mutation=merge_types("Mutation", (CartMutation, PlacingMutation, CancellingMutation, DeliveryMutation)),
    subscription=OrderSubscription,
)
