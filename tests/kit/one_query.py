"""A query over the fixture federation and its answer, for tests of everything around them."""

from __future__ import annotations

QUERY = "{ products(first: 1) { sku name } }"
DATA = {"products": [{"sku": "p1", "name": "Drill 1"}]}
