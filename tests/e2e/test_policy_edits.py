"""A policy file is edited while requests run: new rights at once, no mixture, and a broken edit changes nothing."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from gateway.execution.subscriptions import Subscriber
from gateway.pipeline import Caller, GraphQLRequest
from tests.e2e.test_stock_changes import correct
from tests.kit.house import DOCUMENT_IDS, Asker, Person, asking, settings_in
from tests.kit.listening import told
from werktor.settings import ROOT

VARIABLES = {"sku": "HW-1001", "quantity": 1}


@pytest.fixture
def policies(tmp_path: Path) -> Path:
    folder = tmp_path / "policies"
    shutil.copytree(ROOT / "policies", folder)
    return folder


@pytest.fixture
async def house(var: Path, policies: Path) -> AsyncIterator[Asker]:
    async with asking(settings_in(var, policies=policies)) as asker:
        yield asker


async def noticed(house: Asker) -> None:
    """Two looks at the folder, as the watcher takes them in time."""
    reloading = house.house.gateway.watches["policies"]
    await reloading.look_again()
    await reloading.look_again()


def without_list_price_for_dealers(folder: Path) -> None:
    """Suspends the list prices for everybody, and with them the cases that promise them."""
    shutil.rmtree(folder / "cases")
    rules = folder / "prices.csv"
    rules.write_text(rules.read_text() + "\np, everyone, Price.list, read, deny\n")


async def test_the_new_rights_hold_from_the_next_request_and_no_answer_mixes_two_revisions(
    house: Asker, policies: Path
) -> None:
    snapshots = house.house.gateway.snapshots
    before = snapshots.current.policies.revision
    answers: list[dict[str, Any]] = []
    stop = asyncio.Event()

    async def keep_asking() -> None:
        while not stop.is_set():
            answers.append(await house.stored("ProductPage", Person("dealer"), VARIABLES))

    await house.token(Person("dealer"))
    asking_on = [asyncio.create_task(keep_asking()) for _ in range(4)]
    without_list_price_for_dealers(policies)
    await noticed(house)
    assert snapshots.current.policies.revision != before
    after = await house.stored("ProductPage", Person("dealer"), VARIABLES)
    stop.set()
    await asyncio.gather(*asking_on)

    assert after["data"]["product"]["price"]["list"] is None
    kinds = {
        (answer["data"]["product"]["price"]["list"] is None, "product.price.list" in answer["extensions"]["hidden"])
        for answer in answers
    }
    assert kinds <= {(False, False), (True, True)}
    assert all("errors" not in answer for answer in answers)
    refused = await house.ask('{ product(sku: "HW-1001") { price { list { amount } } } }', "dealer")
    assert refused["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"


async def test_a_broken_edit_changes_nothing_and_is_named_with_file_and_line(house: Asker, policies: Path) -> None:
    snapshots = house.house.gateway.snapshots
    live = snapshots.current
    rules = policies / "prices.csv"
    good = rules.read_text()
    rules.write_text(good + "\np, dealer, Price.cost, read, allow # for a while\n")
    line = len(rules.read_text().splitlines())
    await noticed(house)
    assert "policies" in snapshots.problems
    assert snapshots.current is live
    ready = await house.http.get("/health/ready")
    assert ready.status_code == 200
    assert f"prices.csv:{line}" in snapshots.problems["policies"]
    assert "the log" in ready.json()["problem"]
    assert "prices.csv" not in ready.text, "anybody may ask"
    assert "Price.cost" not in ready.text
    answer = await house.stored("ProductPage", Person("dealer"), VARIABLES)
    assert answer["data"]["product"]["price"]["cost"] is None
    assert answer["data"]["product"]["price"]["list"] is not None
    rules.write_text(good)
    await noticed(house)
    assert snapshots.problems == {}


async def test_an_edit_that_breaks_a_case_of_the_domain_is_refused(house: Asker, policies: Path) -> None:
    snapshots = house.house.gateway.snapshots
    live = snapshots.current
    rules = policies / "prices.csv"
    rules.write_text(rules.read_text() + "\np, firm, Price.discountGroup, read, allow\n")
    await noticed(house)
    assert "policies" in snapshots.problems
    assert snapshots.current is live
    assert "Price.discountGroup" in snapshots.problems["policies"]


@asynccontextmanager
async def following_stock(house: Asker, who: str) -> AsyncIterator[Subscriber]:
    request = GraphQLRequest(None, DOCUMENT_IDS["StockChanges"], None, {"skus": ["HW-1001"]})
    pipeline = house.house.gateway.pipeline
    journey = await pipeline.prepare(request, Caller({}, await house.token(Person(who)), "request"))
    subscriber = pipeline.subscribe(journey)
    try:
        yield subscriber
    finally:
        await subscriber.aclose()


async def heard(subscriber: Subscriber) -> tuple[int | None, list[str]]:
    """The quantity of the next event, and what is hidden in it."""
    answer = await told(subscriber)
    assert "errors" not in answer
    change = answer["data"]["stockChanged"]
    assert change["product"]["sku"] == "HW-1001"
    return change["availability"]["quantity"], answer.get("extensions", {}).get("hidden", [])


async def test_a_dealer_who_may_no_longer_see_numbers_hears_none_while_sales_miss_nothing(
    house: Asker, policies: Path
) -> None:
    async with (
        following_stock(house, "dealer") as quick,
        following_stock(house, "dealer") as slow,
        following_stock(house, "sales") as sales,
    ):
        present, hidden = await heard(quick)
        assert present is not None
        assert hidden == []
        all_pools, _ = await heard(sales)
        assert all_pools is not None
        await correct(house, -3, "heard by the quick one")
        assert await heard(quick) == (present - 3, [])
        shutil.rmtree(policies / "cases")
        rules = (policies / "stock.csv").read_text()
        (policies / "stock.csv").write_text(rules.replace("p, dealer, @exact_stock, read, allow\n", ""))
        await noticed(house)
        assert house.house.gateway.snapshots.problems == {}
        for dealer in (quick, slow):
            assert await heard(dealer) == (None, ["stockChanged.availability.quantity"]), "the present state anew"
        # For whoever sees no numbers a change is one of the light alone.
        await correct(house, -2, "seen by sales alone")
        assert [await heard(sales) for _ in range(2)] == [(all_pools - 3, []), (all_pools - 5, [])]
