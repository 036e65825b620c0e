"""Answers in parts as clients read them: what can be told is told first, and the rest is put where it belongs."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.interop.driving import Client, driving
from tests.interop.test_clients import bare
from tests.kit.real_server import served_at
from tests.kit.shop_federation import catalogue

APOLLO = Client("apollo.mjs")
APOLLO_2022 = Client("apollo.mjs", over="2022")
URQL = Client("urql.mjs")
DEFERRED = 'query { products(first: 1) { sku ... @defer(label: "rest") { reviews { body } } } }'
FIRST = {"products": [{"sku": "p1"}]}
WHOLE = {"products": [{"sku": "p1", "reviews": [{"body": "strong"}, {"body": "loud"}]}]}


@pytest.mark.parametrize("client", [APOLLO, APOLLO_2022, URQL], ids=str)
async def test_the_first_part_is_read_while_the_rest_is_still_fetched(tmp_path: Path, client: Client) -> None:
    shop = catalogue()
    go_on = asyncio.Event()
    shop.subgraphs["reviews"].before = lambda _document: go_on.wait()
    async with (
        served_at(tmp_path, shop) as address,
        driving(client, "defer", address, DEFERRED) as driver,
    ):
        assert bare(await driver.told()) == {"data": FIRST, "whole": False}
        go_on.set()
        assert bare(await driver.told()) == {"data": WHOLE, "whole": True}


@pytest.mark.parametrize("client", [APOLLO, APOLLO_2022, URQL], ids=str)
async def test_a_part_that_fails_is_told_with_its_error_and_the_first_part_stays(
    tmp_path: Path, client: Client
) -> None:
    shop = catalogue()
    go_on = asyncio.Event()

    async def fail(_document: str) -> None:
        await go_on.wait()
        raise ConnectionError("away")

    shop.subgraphs["reviews"].before = fail
    async with (
        served_at(tmp_path, shop) as address,
        driving(client, "defer", address, DEFERRED) as driver,
    ):
        assert bare(await driver.told()) == {"data": FIRST, "whole": False}
        go_on.set()
        told = bare(await driver.told())
        assert told["codes"] == ["SUBREQUEST_HTTP_ERROR"]
        assert told["data"] == {"products": [{"sku": "p1", "reviews": None}]}
