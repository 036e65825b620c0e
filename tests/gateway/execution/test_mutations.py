"""Mutations: in order, each once, and never broken off."""

from __future__ import annotations

import asyncio

from gateway.execution import compile as compile_plan
from gateway.planning import plan
from tests.kit.shop_federation import catalogue


async def test_root_fields_run_in_order_across_subgraphs() -> None:
    shop = catalogue()
    order: list[str] = []
    for name, subgraph in shop.subgraphs.items():

        async def note(document: str, name: str = name) -> None:
            order.append(f"{name} {'mutation' if document.startswith('mutation') else 'query'}")

        subgraph.before = note
    answer = await shop.run(
        """mutation {
          a: rename(sku: "p1", name: "A") { name }
          b: rename(sku: "p1", name: "B") { name list }
          c: setPrice(sku: "p1", cents: 5) { list name }
          d: rename(sku: "p1", name: "D") { name }
        }"""
    )
    assert answer.data == {
        "a": {"name": "A"},
        "b": {"name": "B", "list": 100},
        "c": {"list": 5, "name": "B"},
        "d": {"name": "D"},
    }
    assert order == [
        "products mutation",
        "prices query",
        "prices mutation",
        "products query",
        "products mutation",
    ]


async def test_a_gone_client_does_not_break_off_a_mutation() -> None:
    shop = catalogue()
    arrived, go_on, renamed = asyncio.Event(), asyncio.Event(), asyncio.Event()
    rename = shop.world.roots["Mutation.rename"]

    async def hold(_: str) -> None:
        arrived.set()
        await go_on.wait()

    def note(**arguments: str) -> object:
        renamed.set()
        return rename(**arguments)

    shop.world.roots["Mutation.rename"] = note  # type: ignore[index]
    shop.subgraphs["products"].before = hold
    operation = shop.normalized('mutation { rename(sku: "p1", name: "New") { name list } }')
    executable = compile_plan(plan(shop.supergraph, operation), shop.supergraph, None)
    running = asyncio.ensure_future(executable.execute(shop.request({})))
    await arrived.wait()
    running.cancel()
    await asyncio.wait([running])
    assert running.cancelled()
    go_on.set()
    async with asyncio.timeout(5):
        await renamed.wait()
    assert shop.world.entities["Product"][0]["name"] == "New"
    assert shop.asked() == {"products": 1}


async def test_a_gone_client_cancels_reads() -> None:
    shop = catalogue()
    arrived, cancelled = asyncio.Event(), asyncio.Event()

    async def hold(_: str) -> None:
        arrived.set()
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()

    shop.subgraphs["products"].before = hold
    operation = shop.normalized("{ products { name } me { nick } }")
    executable = compile_plan(plan(shop.supergraph, operation), shop.supergraph, None)
    running = asyncio.ensure_future(executable.execute(shop.request({})))
    await arrived.wait()
    running.cancel()
    await asyncio.wait([running])
    assert cancelled.is_set()


async def test_a_fetch_starts_when_its_own_inputs_are_there() -> None:
    shop = catalogue()
    users_may_answer = asyncio.Event()
    reviews_asked = asyncio.Event()

    async def wait_for_reviews(_: str) -> None:
        await reviews_asked.wait()
        users_may_answer.set()

    async def note(_: str) -> None:
        reviews_asked.set()

    shop.subgraphs["users"].before = wait_for_reviews
    shop.subgraphs["reviews"].before = note
    async with asyncio.timeout(5):
        await shop.expect_as_monolith("{ me { email } products { reviews { body } } }")
    assert users_may_answer.is_set()
