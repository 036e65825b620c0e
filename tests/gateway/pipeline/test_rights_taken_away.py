"""A running subscription is decided again when rights change: what is taken away is told no more, and all else is."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from joserfc import jws

from gateway.errors import ClientError
from gateway.pipeline.judging import Judged, Judging
from gateway.pipeline.running_subscription import RunningSubscription
from tests.kit.feeds import FedRun, Feed
from tests.kit.listening import leave, listen, told
from tests.kit.policy_folder import ROLES
from tests.kit.readers import WAYS, Reader, reading
from tests.kit.served import DOCUMENTS, RULES, Served, access_token, serving

AUTHOR = "p, dealer, Review.author, read, allow\n"
GOODS = RULES.replace("p, dealer, *, read, allow\n", "") + "".join(
    f"p, {role}, {pattern}, read, allow\n"
    for role in ("dealer", "partner")
    for pattern in ("Query.*", "Product.*", "User.*", "Review.id", "Review.product")
)
ALL = GOODS + AUTHOR + "p, partner, Review.author, read, allow\n"
THREE = f"{ROLES}g, kind:partner, partner\ng, partner, visitor\n"
STORED = {"documentId": "reviewed"}
TEXT = {"query": DOCUMENTS["reviewed"]}
CHANGED = "SUBSCRIPTION_SCHEMA_RELOAD"
PARTNER = {"sub": "user:partner", "company": "partner-gmbh", "claims": ["kind:partner"]}


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    async with serving(tmp_path) as served:
        await edit(served, ALL, roles=THREE)
        yield served


async def edit(served: Served, rules: str, **files: str) -> None:
    """New policies, and two looks that agree on them."""
    folder = served.settings.policies
    assert folder is not None
    for name, text in {"rules": rules, **files}.items():
        (folder / f"{name}.csv").write_text(text)
    for _ in range(2):
        await served.gateway.watches["policies"].look_again()
    assert served.gateway.snapshots.problems == {}


def event(number: int) -> dict[str, Any]:
    return {"body": f"body {number}", "author": {"__typename": "User", "id": "u1", "nick": f"nick {number}"}}


def shown(number: int) -> dict[str, Any]:
    return {"data": {"reviewed": {"body": f"body {number}", "author": {"nick": f"nick {number}"}}}}


def narrowed(number: int) -> dict[str, Any]:
    return {
        "data": {"reviewed": {"body": f"body {number}", "author": None}},
        "extensions": {"hidden": ["reviewed.author"]},
    }


def groups_told(run: FedRun) -> list[str]:
    claims = orjson.loads(jws.extract_compact(run.headers["x-werktor-viewer"].encode()).payload)
    found: list[str] = sorted(claims["groups"])
    return found


async def queued_up(feed: Feed, reader: Reader, quick: Any) -> None:
    """The reader has taken event 1 and reads no more; events 2 and 3 wait for him, as the quick one has heard them."""
    feed.publish(reviewed=event(0))
    await told(quick)
    await reader.heard(1)
    reader.stop_reading()
    for number in (1, 2, 3):
        feed.publish(reviewed=event(number))
        await told(quick)
    assert (await reader.heard(2))[1] == shown(1)


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


async def test_who_subscribes_anew_shares_no_narrowed_run_even_when_the_right_is_given_back(served: Served) -> None:
    feed = Feed(served.shop.subgraphs["reviews"])
    before = await listen(served, access_token(), document="reviewed")
    await feed.started(1)
    await edit(served, ALL.replace(AUTHOR, ""))
    meanwhile = await listen(served, access_token(), document="reviewed")
    await feed.started(2)
    await edit(served, ALL)
    after = await listen(served, access_token(), document="reviewed")
    await feed.started(3)
    feed.publish(reviewed=event(1))
    assert [await told(one) for one in (before, meanwhile, after)] == [narrowed(1), narrowed(1), shown(1)]
    await leave(before, meanwhile, after)


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


async def test_who_has_what_another_run_has_lost_unasked_shares_no_run_with_it(served: Served) -> None:
    """What it is cut by is less than he may see, though no field of it is hidden now."""
    feed = Feed(served.shop.subgraphs["reviews"])
    query = 'subscription { reviewed(sku: "p1") { body } }'
    before = await listen(served, access_token(), query=query)
    await feed.started(1)
    await edit(served, ALL.replace(AUTHOR, ""))
    await edit(served, ALL)
    after = await listen(served, access_token(), query=query)
    await feed.started(2)
    await leave(before, after)


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


GROUPED = {"roles": THREE, "fields": "g2, Product.list, @list_prices\ng2, Review.author, @authors\n"}


async def test_one_that_begins_with_the_present_state_is_begun_anew_when_subgraphs_are_told_otherwise(
    tmp_path: Path,
) -> None:
    async with serving(tmp_path, stateful_subscriptions=("reviewed",)) as served:
        await edit(served, ALL, **GROUPED)
        feed = Feed(served.shop.subgraphs["reviews"])
        dealer, visitor = await listen(served, access_token(), document="reviewed"), await listen(served)
        [dealers, visitors] = await feed.started(2)
        feed.publish(reviewed=event(1))
        await told(dealer)
        feed.publish(reviewed=event(2))
        assert [(await told(visitor))["data"]["reviewed"]["body"] for _ in range(2)] == ["body 1", "body 2"]
        await edit(served, ALL.replace(AUTHOR, ""), **GROUPED)
        [_, _, anew] = await feed.started(3)
        assert (groups_told(dealers), groups_told(anew)) == (["authors", "list_prices"], ["list_prices"])
        async with asyncio.timeout(5):
            await dealers.ended.wait()
        dealers.events.put_nowait(orjson.dumps({"data": {"reviewed": event(3)}}))
        anew.events.put_nowait(orjson.dumps({"data": {"reviewed": event(4)}}))
        assert await told(dealer) == narrowed(4), "the present state tells what event 2 told, and no more of it"
        assert not visitors.ended.is_set()
        await leave(dealer)
        assert anew.ended.is_set()
        await leave(visitor)
        assert served.gateway.pipeline.subscriptions == (0, 0)


async def test_after_several_changes_it_runs_once_on_the_last_standing(tmp_path: Path) -> None:
    async with serving(tmp_path, stateful_subscriptions=("reviewed",)) as served:
        await edit(served, ALL, **GROUPED)
        feed = Feed(served.shop.subgraphs["reviews"])
        dealer = await listen(served, access_token(), document="reviewed")
        await feed.started(1)
        for number, rules in enumerate((ALL.replace(AUTHOR, ""), ALL, ALL.replace(AUTHOR, "")), 2):
            await edit(served, rules, **GROUPED)
            *before, last = await feed.started(number)
            async with asyncio.timeout(5):
                for run in before:
                    await run.ended.wait()
        assert groups_told(last) == ["list_prices"]
        feed.publish(reviewed=event(1))
        assert await told(dealer) == narrowed(1)
        await leave(dealer)
        assert feed.open == []


async def test_any_other_ends_when_subgraphs_are_told_otherwise_and_says_so(served: Served) -> None:
    await edit(served, ALL, **GROUPED)
    feed = Feed(served.shop.subgraphs["reviews"])
    dealer = await listen(served, access_token(), document="reviewed")
    [run] = await feed.started(1)
    feed.publish(reviewed=event(1))
    await edit(served, ALL.replace(AUTHOR, ""), **GROUPED)
    with pytest.raises(ClientError) as ended:
        await told(dealer)
    assert ended.value.code == CHANGED
    async with asyncio.timeout(5):
        await run.ended.wait()
    assert served.gateway.pipeline.subscriptions == (0, 0)


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
