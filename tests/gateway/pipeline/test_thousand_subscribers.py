"""A thousand subscribers in fifty groups of equal viewers: a run each, nobody hears another's, nobody is waited for."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import orjson
import pytest
from joserfc import jws

from gateway.errors import ClientError
from gateway.execution.subscriptions import Subscriber
from tests.kit.feeds import FedRun, Feed
from tests.kit.listening import leave, listen
from tests.kit.served import Served, access_token, serving

COMPANIES = 25
PEOPLE = ("user:buyer", "user:colleague")
GROUPS = COMPANIES * len(PEOPLE)
EACH = 20
EVENTS = 12
QUEUE = 5
QUERY = "subscription($sku: ID!) { reviewed(sku: $sku) { body author { email } } }"


@dataclass(frozen=True)
class Listening:
    who: tuple[str, str]
    subscriber: Subscriber


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    async with serving(tmp_path, subscriber_queue=QUEUE) as served:
        yield served


async def _all_listening(served: Served) -> list[Listening]:
    """Everybody has a token of his own; all companies have equal rights. They come in turns, not group by group."""
    found = []
    for number in range(EACH):
        for company in range(COMPANIES):
            for person in PEOPLE:
                who = (f"company-{company}", person)
                token = access_token(company=who[0], sub=who[1], jti=str(number))
                found.append(Listening(who, await listen(served, token, query=QUERY)))
    return found


def _viewer_of(run: FedRun) -> tuple[str, str]:
    signed = jws.extract_compact(run.headers["x-werktor-viewer"].encode())
    claims = orjson.loads(signed.payload)
    return claims["company"], claims["sub"]


def _tell(feed: Feed, number: int) -> None:
    """Each run is told what only its own viewer may hear."""
    for run in feed.runs:
        company, person = _viewer_of(run)
        body = f"{company} {person} {number}"
        author = {"__typename": "User", "id": "u1"}
        run.events.put_nowait(orjson.dumps({"data": {"reviewed": {"body": body, "author": author}}}))


async def _heard(one: Listening) -> list[str]:
    return [orjson.loads(event)["data"]["reviewed"]["body"] for event in [event async for event in one.subscriber]]


async def test_there_are_as_many_runs_as_groups_and_each_hears_his_own_alone(served: Served) -> None:
    feed = Feed(served.shop.subgraphs["reviews"])
    everybody = await _all_listening(served)
    runs = await feed.started(GROUPS)
    assert (len(everybody), len(runs), len({_viewer_of(run) for run in runs})) == (1000, GROUPS, GROUPS)
    assert served.gateway.pipeline.subscriptions == (GROUPS, 1000)

    slow, *others = everybody
    listening = [asyncio.create_task(_heard(one)) for one in others]
    for number in range(EVENTS):
        _tell(feed, number)
    feed.complete()
    async with asyncio.timeout(30):
        heard = await asyncio.gather(*listening)
    for one, told in zip(others, heard, strict=True):
        assert told == [f"{one.who[0]} {one.who[1]} {number}" for number in range(EVENTS)]
    with pytest.raises(ClientError) as cut:
        await anext(slow.subscriber)
    assert cut.value.code == "SUBSCRIPTION_TOO_SLOW"

    completions = len(served.shop.subgraphs["users"].requests)
    assert completions == GROUPS * EVENTS, "an event is completed once per group"
    await leave(*(one.subscriber for one in everybody))
    assert served.gateway.pipeline.subscriptions == (0, 0)
    assert feed.open == []


async def test_when_all_but_one_of_each_group_leave_the_runs_go_on_and_end_with_the_last(served: Served) -> None:
    feed = Feed(served.shop.subgraphs["reviews"])
    everybody = await _all_listening(served)
    await feed.started(GROUPS)
    last = {one.who: one for one in everybody}
    await leave(*(one.subscriber for one in everybody if one is not last[one.who]))
    assert (len(feed.open), served.gateway.pipeline.subscriptions) == (GROUPS, (GROUPS, GROUPS))
    _tell(feed, 0)
    for who, one in last.items():
        assert orjson.loads(await anext(one.subscriber))["data"]["reviewed"]["body"] == f"{who[0]} {who[1]} 0"
    await leave(*(one.subscriber for one in last.values()))
    assert feed.open == []
