"""When subgraphs must be told otherwise of a viewer, his run begins anew on its present state, or ends and says so."""

from __future__ import annotations

import asyncio
from pathlib import Path

import orjson
import pytest

from gateway.errors import ClientError
from tests.kit.editing_policies import edit
from tests.kit.feeds import Feed
from tests.kit.listening import leave, listen, told
from tests.kit.served import Served, access_token, serving
from tests.kit.taking_rights import (
    ALL,
    AUTHOR,
    CHANGED,
    GROUPED,
    event,
    groups_told,
    narrowed,
)


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
