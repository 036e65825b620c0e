"""Edits of the policy folder go live whole or not at all, while requests finish on what they captured."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gateway.reloading import Seen, Watch
from gateway.visibility.files import PolicyFiles
from tests.kit.held import Held
from tests.kit.served import RULES, Served, access_token

LIST_PRICES = "{ products(first: 1) { list } }"
BROKEN = "p, visitor, Product.sku, read, allow # a comment here would become part of the effect\n"


def _rules(served: Served) -> Path:
    assert served.settings.policies is not None
    return served.settings.policies / "rules.csv"


def _watch(served: Served) -> Watch[PolicyFiles]:
    return served.gateway.watches["policies"]


async def _noticed(served: Served) -> None:
    """Two looks that agree."""
    await _watch(served).look_again()
    await _watch(served).look_again()


async def _ready(served: Served) -> dict[str, Any]:
    report: dict[str, Any] = (await served.http.get("/health/ready")).json()
    return report


async def test_new_rights_hold_from_the_next_request(served: Served) -> None:
    assert "errors" in await served.ask(LIST_PRICES)
    before = (await _ready(served))["policies"]
    _rules(served).write_text(RULES + "p, visitor, Product.list, read, allow\n")
    await _noticed(served)
    assert (await served.ask(LIST_PRICES))["data"] == {"products": [{"list": 100}]}
    assert (await _ready(served))["policies"] != before


async def test_a_change_is_not_taken_before_two_looks_agree(served: Served) -> None:
    _rules(served).write_text(RULES + "p, visitor, Product.list, read, allow\n")
    await _watch(served).look_again()
    assert "errors" in await served.ask(LIST_PRICES)
    _rules(served).write_text(RULES)
    await _noticed(served)
    assert "errors" in await served.ask(LIST_PRICES)


async def test_a_broken_edit_changes_nothing_and_is_told_with_file_and_line(served: Served) -> None:
    before = (await _ready(served))["policies"]
    _rules(served).write_text(RULES + BROKEN)
    await _noticed(served)
    line = len((RULES + BROKEN).splitlines())
    report = await _ready(served)
    assert (report["status"], report["policies"]) == ("ready", before)
    assert "the log" in report["problem"]
    assert "rules.csv" not in report["problem"], "anybody may read the report"
    assert any(f"rules.csv:{line}" in entry.get("problem", "") for entry in served.logged())
    assert "gateway_policies_broken 1.0" in (await served.http.get("/metrics")).text
    assert (await served.ask("{ products(first: 1) { sku } }"))["data"] == {"products": [{"sku": "p1"}]}


async def test_mending_a_broken_edit_ends_the_report(served: Served) -> None:
    _rules(served).write_text(RULES + BROKEN)
    await _noticed(served)
    _rules(served).write_text(RULES)
    await _noticed(served)
    assert "problem" not in await _ready(served)
    assert "gateway_policies_broken 0.0" in (await served.http.get("/metrics")).text


async def test_a_folder_that_cannot_be_read_keeps_the_old_policies(served: Served) -> None:
    rules = _rules(served)
    rules.write_bytes(b"\xff\xfe\xfa")
    await _noticed(served)
    assert "problem" in await _ready(served)
    assert (await served.ask("{ products(first: 1) { sku } }"))["data"]


async def test_what_was_seen_goes_live_even_when_it_is_edited_while_it_is_built(served: Served) -> None:
    rules, watch = _rules(served), _watch(served)
    take = watch.take

    async def edited_meanwhile(seen: Seen[PolicyFiles]) -> bool:
        rules.write_text(RULES)
        return await take(seen)

    watch.take = edited_meanwhile
    rules.write_text(RULES + "p, visitor, Product.list, read, allow\n")
    await _noticed(served)
    assert (await served.ask(LIST_PRICES))["data"] == {"products": [{"list": 100}]}
    watch.take = take
    await _noticed(served)
    assert "errors" in await served.ask(LIST_PRICES)


async def test_a_request_finishes_on_the_rights_it_began_with(served: Served) -> None:
    products = Held(served.shop.subgraphs["products"])
    before = served.gateway.snapshots.current.policies.revision
    running = asyncio.create_task(served.ask("{ products(first: 1) { sku price rating: __typename } }"))
    await products.asked.wait()
    _rules(served).write_text(RULES.replace("p, visitor, Product.price, read, allow\n", ""))
    await _noticed(served)
    assert served.gateway.snapshots.current.policies.revision != before
    assert not running.done()
    products.released.set()
    assert (await running)["data"] == {"products": [{"sku": "p1", "price": 100, "rating": "Product"}]}
    assert "errors" in await served.ask("{ products(first: 1) { price } }")


async def test_the_subgraphs_are_told_the_revision_that_decided(served: Served) -> None:
    token = access_token()
    await served.ask(LIST_PRICES, token)
    _rules(served).write_text(RULES + "p, visitor, Product.list, read, allow\n")
    await _noticed(served)
    await served.ask(LIST_PRICES, token)
    first, second = (one["x-werktor-viewer"] for one in served.shop.subgraphs["products"].headers)
    assert first != second


async def test_the_watcher_looks_by_itself(served: Served) -> None:
    looks: asyncio.Queue[None] = asyncio.Queue()
    watching = asyncio.create_task(replace(_watch(served), wait=looks.get).run())
    _rules(served).write_text(RULES + "p, visitor, Product.list, read, allow\n")
    looks.put_nowait(None)
    looks.put_nowait(None)
    async with asyncio.timeout(5):
        while "errors" in await served.ask(LIST_PRICES):
            await _watch(served).source.look()
    watching.cancel()
    with pytest.raises(asyncio.CancelledError):
        await watching
