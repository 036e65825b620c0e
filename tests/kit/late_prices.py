"""A query whose prices are deferred, its first part, and how clients ask for parts in both formats."""

from __future__ import annotations

PARTS = "multipart/mixed, application/json"
OF_2022 = "multipart/mixed;deferSpec=20220824,application/graphql-response+json,application/json;q=0.9"
COSTS = '{ products(first: 1) { sku ... @defer(label: "costs") { price } } }'
FIRST = {"data": {"products": [{"sku": "p1"}]}}
