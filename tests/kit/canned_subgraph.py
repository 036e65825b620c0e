"""A subgraph as a process of its own, fast enough to be no measure of anything: `... canned_subgraph NAME PORT`."""

from __future__ import annotations

import json
import sys
from typing import Any

from aiohttp import web

SDLS = {
    "products": 'type Query { products: [Product!]! } type Product @key(fields: "sku") { sku: ID! name: String! }',
    "prices": 'type Product @key(fields: "sku") { sku: ID! price: Int }',
    "news": "type Query { news: [News!]! } type News { title: String! }",
}
PRODUCTS = [{"__typename": "Product", "sku": f"p{number}", "name": f"Drill {number}"} for number in range(20)]


def answer(name: str, variables: dict[str, Any]) -> dict[str, Any]:
    """All that a subgraph has, whatever it was asked."""
    if name == "products":
        return {"products": PRODUCTS}
    if name == "prices":
        return {"_entities": [{"__typename": "Product", "price": 7} for _ in variables["representations"]]}
    return {"news": [{"title": "Autumn"}, {"title": "Winter"}]}


def serve(name: str, port: int) -> None:
    async def answered(request: web.Request) -> web.Response:
        asked = json.loads(await request.read())
        return web.json_response({"data": answer(name, asked.get("variables") or {})})

    async def alive(_request: web.Request) -> web.Response:
        return web.Response()

    application = web.Application()
    application.router.add_post("/graphql", answered)
    application.router.add_get("/", alive)
    web.run_app(application, host="127.0.0.1", port=port, print=None, access_log=None)


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]))
