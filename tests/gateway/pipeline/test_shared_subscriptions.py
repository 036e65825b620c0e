"""A run of a subscription is shared by requests that are the same for every subgraph, and by no others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gateway.errors import ClientError
from gateway.execution import compile_plan
from tests.kit.editing_policies import edit
from tests.kit.feeds import Feed
from tests.kit.listening import REVIEWED, journey, leave, listen, told
from tests.kit.served import RULES, Served, access_token, serving

STRONG = {"body": "strong"}


def _feed(served: Served) -> Feed:
    return Feed(served.shop.subgraphs["reviews"])


async def test_the_same_viewer_with_two_tokens_shares_one_run_and_the_bytes_of_its_events(served: Served) -> None:
    feed = _feed(served)
    first = await listen(served, access_token(), request_id="request-one")
    second = await listen(served, access_token(jti="another"))
    [run] = await feed.started(1)
    feed.publish(reviewed=STRONG)
    events = [await anext(one) for one in (first, second)]
    assert events[0] is events[1]
    assert len(feed.runs) == 1
    await leave(first)
    assert not run.ended.is_set()
    await leave(second)
    assert run.ended.is_set()


@pytest.mark.parametrize(
    "difference",
    [
        {"company": "another-company"},
        {"sub": "user:colleague"},
        {"functions": ["all"]},
        {"claims": ["kind:dealer", "tier:plus"]},
        {"grants": ["till_prices"]},
        {"branch": "north"},
        {"department": "purchasing"},
        {"looks_at": "eisen-vogt"},
        {"acts_for": "eisen-vogt"},
        {"tier": "plus"},
        {"row_scope": "branch"},
        {"country": "AT"},
        {"currency": "CHF"},
    ],
    ids=lambda one: next(iter(one)),
)
async def test_one_claim_that_differs_is_another_run(served: Served, difference: dict[str, Any]) -> None:
    feed = _feed(served)
    both = [await listen(served, access_token()), await listen(served, access_token(**difference))]
    one, other = await feed.started(2)
    assert one.headers["x-werktor-viewer"] != other.headers["x-werktor-viewer"]
    await leave(*both)


async def test_another_language_is_another_run(served: Served) -> None:
    feed = _feed(served)
    both = [await listen(served, access_token(), headers={"accept-language": tag}) for tag in ("de", "en")]
    await feed.started(2)
    await leave(*both)


async def test_visitors_of_one_market_share_and_those_of_two_do_not(served: Served) -> None:
    feed = _feed(served)
    markets = ("AT", "DE", "AT")
    visitors = [await listen(served, headers={"x-werktor-market": market}) for market in markets]
    await feed.started(2)
    assert served.gateway.pipeline.subscriptions == (2, 3)
    await leave(*visitors)
    assert served.gateway.pipeline.subscriptions == (0, 0)


async def test_a_forwarded_header_that_differs_is_another_run_and_any_other_header_is_not(tmp_path: Path) -> None:
    async with serving(tmp_path, forwarded_headers=("X-Tenant",)) as served:
        feed = _feed(served)
        given: list[dict[str, str]] = [
            {"x-tenant": "a", "user-agent": "one"},
            {"x-tenant": "a", "user-agent": "two"},
            {"x-tenant": "b"},
            {},
        ]
        subscribers = [await listen(served, access_token(), headers=headers) for headers in given]
        runs = await feed.started(3)
        assert served.gateway.pipeline.subscriptions == (3, 4)
        assert [run.headers.get("x-tenant") for run in runs] == ["a", "b", None]
        await leave(*subscribers)


async def test_the_request_id_of_a_run_is_nobodys_but_its_own(served: Served) -> None:
    feed = _feed(served)
    both = [await listen(served, access_token(), request_id=one) for one in ("request-one", "request-two")]
    [run] = await feed.started(1)
    feed.fail(ConnectionResetError("gone"))
    answers = [await told(one) for one in both]
    assert answers[0] == answers[1]
    assert answers[0]["errors"][0]["extensions"]["requestId"] == run.headers["x-request-id"]
    assert run.headers["x-request-id"] not in ("request-one", "request-two")
    started = next(line for line in served.logged() if line["event"] == "subscription started")
    assert (started["request_id"], started["run"]) == ("request-one", run.headers["x-request-id"])
    await leave(*both)


async def test_the_same_operation_in_other_words_is_the_same_run_and_another_operation_is_not(served: Served) -> None:
    feed = _feed(served)
    queries = (
        REVIEWED,
        "subscription Reviewed($sku: ID!) { ...all } fragment all on Subscription { reviewed(sku: $sku) { body } }",
        REVIEWED.replace("{ body }", "{ id body }"),
    )
    subscribers = [await listen(served, access_token(), query=query) for query in queries]
    await feed.started(2)
    assert served.gateway.pipeline.subscriptions == (2, 3)
    await leave(*subscribers)


async def test_variables_that_differ_are_another_run_and_their_order_is_none(served: Served) -> None:
    feed = _feed(served)
    query = (
        "subscription($sku: ID!, $first: Int = 1) { reviewed(sku: $sku) { product { reviews(first: $first) { id } } } }"
    )
    given: tuple[dict[str, Any], ...] = (
        {"sku": "p1", "first": 1},
        {"first": 1, "sku": "p1"},
        {"sku": "p1"},
        {"sku": "p1", "first": 2},
        {"sku": "p2"},
    )
    subscribers = [await listen(served, access_token(), query=query, **variables) for variables in given]
    await feed.started(3)
    assert served.gateway.pipeline.subscriptions == (3, 5)
    await leave(*subscribers)


async def test_an_event_is_completed_once_for_all(served: Served) -> None:
    feed = _feed(served)
    query = "subscription($sku: ID!) { reviewed(sku: $sku) { author { email } } }"
    subscribers = [await listen(served, access_token(), query=query) for _ in range(5)]
    await feed.started(1)
    feed.publish(reviewed={"author": {"__typename": "User", "id": "u2"}})
    answers = [await told(one) for one in subscribers]
    assert answers == [{"data": {"reviewed": {"author": {"email": "bob@example.test"}}}}] * 5
    assert len(served.shop.subgraphs["users"].requests) == 1
    await leave(*subscribers)


async def test_a_field_that_begins_with_the_present_state_gives_it_to_each(tmp_path: Path) -> None:
    async with serving(tmp_path, stateful_subscriptions=("reviewed",)) as served:
        feed = _feed(served)
        early = [await listen(served, access_token()) for _ in range(2)]
        await feed.started(1)
        feed.publish(reviewed=STRONG)
        assert [await told(one) for one in early] == [{"data": {"reviewed": STRONG}}] * 2
        late = await listen(served, access_token())
        runs = await feed.started(2)
        assert len(runs) == 2
        await leave(*early, late)


async def test_a_change_of_what_they_see_ends_the_whole_group_and_no_other(served: Served) -> None:
    feed = _feed(served)
    visitors = [await listen(served) for _ in range(2)]
    dealer = await listen(served, access_token())
    await feed.started(2)
    await edit(served, RULES.replace("p, visitor, Review.body, read, allow\n", ""))
    feed.publish(reviewed=STRONG)
    for one in visitors:
        with pytest.raises(ClientError) as ended:
            await told(one)
        assert ended.value.code == "SUBSCRIPTION_SCHEMA_RELOAD"
    assert await told(dealer) == {"data": {"reviewed": STRONG}}
    await leave(*visitors, dealer)


async def test_a_viewer_whom_a_new_revision_describes_anew_shares_no_run_of_the_old_one(served: Served) -> None:
    """Subgraphs are told the revision with the viewer: a run begun under another may answer differently."""
    feed = _feed(served)
    before = await listen(served, access_token())
    await edit(served, RULES + "\n# nothing new\n")
    after = await listen(served, access_token())
    await feed.started(2)
    await leave(before, after)


async def test_a_fault_is_told_to_all_without_its_cause_and_logged_once(served: Served) -> None:
    feed = _feed(served)
    both = [await listen(served, access_token()) for _ in range(2)]
    await feed.started(1)
    feed.fail(RuntimeError("secret cause"))
    for one in both:
        with pytest.raises(ClientError) as failed:
            await told(one)
        assert (failed.value.code, failed.value.message) == ("INTERNAL_SERVER_ERROR", "Internal server error")
    assert sum("secret cause" in line.get("exception", "") for line in served.logged()) == 1
    await leave(*both)


async def test_requests_that_are_planned_at_the_same_time_share_all_the_same(served: Served) -> None:
    feed = _feed(served)
    token = access_token()
    snapshot = served.gateway.snapshots.current
    journeys = [await journey(served, token) for _ in range(2)]
    first, second = (one.prepared.executable.plan for one in journeys)
    assert first is second
    again = replace(first, fetches=tuple(first.fetches))
    prepared = replace(journeys[1].prepared, executable=compile_plan(again, snapshot.graph.supergraph, None))
    journeys[1] = replace(journeys[1], prepared=prepared)
    both = [served.gateway.pipeline.subscribe(one) for one in journeys]
    await feed.started(1)
    assert served.gateway.pipeline.subscriptions == (1, 2)
    await leave(*both)


async def test_a_change_of_what_subgraphs_are_told_of_a_viewer_ends_his_group_at_once(served: Served) -> None:
    """He sees the same fields, but subgraphs decide by the groups of fields that he sees whole."""
    feed = _feed(served)
    visitor, dealer = await listen(served), await listen(served, access_token())
    runs = await feed.started(2)
    assert served.settings.policies is not None
    with (served.settings.policies / "fields.csv").open("a") as fields:
        fields.write("\ng2, User.email, @addresses\n")
    for _ in range(2):
        await served.gateway.watches["policies"].look_again()
    with pytest.raises(ClientError) as ended:
        await told(dealer)
    assert ended.value.code == "SUBSCRIPTION_SCHEMA_RELOAD"
    feed.publish(reviewed=STRONG)
    assert await told(visitor) == {"data": {"reviewed": STRONG}}
    assert [run.ended.is_set() for run in runs] == [False, True]
    await leave(visitor, dealer)
