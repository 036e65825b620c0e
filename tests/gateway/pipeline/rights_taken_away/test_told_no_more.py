"""What is taken away from a running subscription is told no more, from the very next event on, and all else is."""

from __future__ import annotations

import asyncio
from typing import Any

import orjson
import pytest

from gateway.errors import ClientError
from gateway.pipeline.judging import Judged, Judging
from gateway.pipeline.running_subscription import RunningSubscription
from tests.kit.editing_policies import edit
from tests.kit.feeds import Feed
from tests.kit.listening import leave, listen, told
from tests.kit.readers import WAYS, reading
from tests.kit.served import Served, access_token
from tests.kit.taking_rights import (
    ALL,
    AUTHOR,
    CHANGED,
    PARTNER,
    STORED,
    TEXT,
    event,
    narrowed,
    queued_up,
    shown,
)


@pytest.mark.parametrize("way", WAYS)
async def test_a_stored_document_answers_null_from_the_very_next_event_on_waiting_ones_included(
    served: Served, way: str
) -> None:
    feed = Feed(served.shop.subgraphs["reviews"])
    quick = await listen(served, access_token(), document="reviewed")
    async with (
        reading(served.gateway, way, STORED, access_token()) as dealer,
        reading(served.gateway, way, STORED, access_token(**PARTNER)) as partner,
    ):
        runs = await feed.started(2)
        await queued_up(feed, dealer, quick)
        await edit(served, ALL.replace(AUTHOR, ""))
        feed.publish(reviewed=event(4))
        assert await told(quick) == narrowed(4)
        dealer.read_on()
        assert (await dealer.heard(5))[2:] == [narrowed(number) for number in (2, 3, 4)]
        assert await partner.heard(5) == [shown(number) for number in range(5)]
        assert feed.runs == runs, "nothing was begun anew, so nothing was missed"
        assert not any(run.ended.is_set() for run in runs)
        await leave(quick)


@pytest.mark.parametrize("way", WAYS)
async def test_a_text_ends_at_once_and_nothing_that_waits_is_told(served: Served, way: str) -> None:
    feed = Feed(served.shop.subgraphs["reviews"])
    quick = await listen(served, access_token(), query=TEXT["query"])
    async with (
        reading(served.gateway, way, TEXT, access_token()) as dealer,
        reading(served.gateway, way, TEXT, access_token(**PARTNER)) as partner,
    ):
        dealers, _ = await feed.started(2)
        await queued_up(feed, dealer, quick)
        await edit(served, ALL.replace(AUTHOR, ""))
        async with asyncio.timeout(5):
            await dealers.ended.wait()
        with pytest.raises(ClientError) as ended:
            await told(quick)
        assert ended.value.code == CHANGED
        feed.publish(reviewed=event(4))
        dealer.read_on()
        async with asyncio.timeout(5):
            await dealer.is_over.wait()
        assert len(dealer.told) == 3
        assert dealer.told[2]["errors"][0]["extensions"]["code"] == CHANGED
        assert "data" not in dealer.told[2]
        assert await partner.heard(5) == [shown(number) for number in range(5)]
        await leave(quick)


async def test_rights_that_are_taken_one_after_the_other_are_all_gone(served: Served) -> None:
    feed = Feed(served.shop.subgraphs["reviews"])
    dealer = await listen(served, access_token(), document="reviewed")
    await feed.started(1)
    feed.publish(reviewed=event(1))
    await told(dealer)
    feed.publish(reviewed=event(2))
    await edit(served, ALL.replace(AUTHOR, ""))
    await edit(served, ALL.replace("p, visitor, Review.body, read, allow\n", ""))
    answer = await told(dealer)
    assert answer == {
        "data": {"reviewed": {"body": None, "author": None}},
        "extensions": {"hidden": ["reviewed.body", "reviewed.author"]},
    }
    assert len(feed.runs) == 1
    await leave(dealer)


@pytest.mark.parametrize("asked", [{"document": "reviewed"}, {"query": TEXT["query"]}], ids=["stored", "text"])
async def test_it_ends_when_its_root_field_is_hidden(served: Served, asked: dict[str, Any]) -> None:
    feed = Feed(served.shop.subgraphs["reviews"])
    dealer = await listen(served, access_token(), **asked)
    [run] = await feed.started(1)
    feed.publish(reviewed=event(1))
    rules = ALL.replace("p, visitor, Subscription.reviewed, subscribe, allow\n", "")
    await edit(served, rules.replace("p, dealer, *, subscribe, allow\n", ""))
    with pytest.raises(ClientError) as ended:
        await told(dealer)
    assert ended.value.code == CHANGED
    async with asyncio.timeout(5):
        await run.ended.wait()


async def test_what_it_does_not_ask_for_may_be_taken_away_or_given_and_it_is_untouched(served: Served) -> None:
    feed = Feed(served.shop.subgraphs["reviews"])
    both = [
        await listen(served, access_token(), query='subscription { reviewed(sku: "p1") { body } }'),
        await listen(served, access_token(**PARTNER), document="reviewed"),
    ]
    runs = await feed.started(2)
    await edit(served, ALL.replace(AUTHOR, ""))
    await edit(served, ALL + "p, visitor, Review.id, read, allow\n")
    feed.publish(reviewed=event(1))
    assert [await told(one) for one in both] == [{"data": {"reviewed": {"body": "body 1"}}}, shown(1)]
    assert feed.runs == runs
    await leave(*both)


@pytest.mark.parametrize("asked", [{"document": "reviewed"}, {"query": TEXT["query"]}], ids=["stored", "text"])
async def test_what_still_waits_of_a_run_that_is_over_is_decided_again_too(
    served: Served, asked: dict[str, Any]
) -> None:
    feed = Feed(served.shop.subgraphs["reviews"])
    slow, quick, told_all = [await listen(served, access_token(), **asked) for _ in range(3)]
    await feed.started(1)
    feed.publish(reviewed=event(1))
    feed.complete()
    assert [await told(one) for one in (quick, told_all)] == [shown(1)] * 2
    with pytest.raises(StopAsyncIteration):
        await told(quick)
    await edit(served, ALL.replace(AUTHOR, ""))
    if "document" in asked:
        assert await told(slow) == narrowed(1)
        with pytest.raises(StopAsyncIteration):
            await told(slow)
    else:
        with pytest.raises(ClientError) as ended:
            await told(slow)
        assert ended.value.code == CHANGED
    with pytest.raises(StopAsyncIteration):
        await told(told_all)
    await leave(slow, quick, told_all)


async def test_errors_of_a_field_that_is_hidden_now_go_with_it(served: Served) -> None:
    feed = Feed(served.shop.subgraphs["reviews"])
    dealer = await listen(served, access_token(), document="reviewed")
    [run] = await feed.started(1)
    errors = [
        {"message": "about the body", "path": ["reviewed", "body"]},
        {"message": "about the author", "path": ["reviewed", "author", "nick"]},
    ]
    for _ in range(2):
        run.events.put_nowait(orjson.dumps({"data": {"reviewed": {"body": None, "author": None}}, "errors": errors}))
    assert [one["path"] for one in (await told(dealer))["errors"]] == [one["path"] for one in errors]
    await edit(served, ALL.replace(AUTHOR, ""))
    assert [one["path"] for one in (await told(dealer))["errors"]] == [["reviewed", "body"]]
    await leave(dealer)


async def test_one_that_cannot_be_judged_ends_and_all_others_are_judged(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = Feed(served.shop.subgraphs["reviews"])
    dealer, partner = (
        await listen(served, access_token(), document="reviewed"),
        await listen(served, access_token(**PARTNER), document="reviewed"),
    )
    await feed.started(2)
    judge = Judging.of

    def fails_for_partners(judging: Judging, run: RunningSubscription) -> Judged:
        if run.viewer.subject == PARTNER["sub"]:
            raise RuntimeError("a fault of ours")
        return judge(judging, run)

    monkeypatch.setattr(Judging, "of", fails_for_partners)
    await edit(served, ALL.replace(AUTHOR, ""))
    feed.publish(reviewed=event(1))
    assert await told(dealer) == narrowed(1)
    with pytest.raises(ClientError) as ended:
        await told(partner)
    assert ended.value.code == CHANGED
    assert any("a fault of ours" in line.get("exception", "") for line in served.logged())
    await leave(dealer, partner)
