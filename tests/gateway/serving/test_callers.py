"""Who asks over HTTP: a token by header or cookie, and the market and language that visitors name."""

from __future__ import annotations

from pathlib import Path

import httpx2

from tests.kit.one_query import QUERY
from tests.kit.refusals import codes
from tests.kit.served import NOW, Served, access_token, serving


async def test_a_dealer_sees_what_a_visitor_does_not(served: Served) -> None:
    query = "{ products(first: 1) { list reviews { author { nick } } } }"
    refused = await served.ask(query)
    assert "data" not in refused
    assert codes(refused) == ["GRAPHQL_VALIDATION_FAILED"] * 2
    assert served.asked() == {}
    answer = await served.ask(query, access_token())
    assert answer["data"]["products"] == [
        {"list": 100, "reviews": [{"author": {"nick": "ada"}}, {"author": {"nick": "bob"}}]}
    ]


async def test_a_token_counts_from_the_header_before_the_cookie_and_never_becomes_a_visitor(served: Served) -> None:
    good, bad = access_token(), access_token(exp=NOW - 100)
    query = {"query": "{ products(first: 1) { list } }"}
    by_cookie = await served.post(query, cookie=f"theme=dark; werktor_session={good}")
    assert by_cookie.json()["data"] == {"products": [{"list": 100}]}
    for headers in (
        {"authorization": f"Bearer {bad}", "cookie": f"werktor_session={good}"},
        {"cookie": f"werktor_session={bad}"},
        {"authorization": "Bearer"},
        {"authorization": "Basic ZGVhbGVyOmRlbW8="},
    ):
        response = await served.post({"query": QUERY}, **headers)
        assert (response.status_code, codes(response.json())) == (401, ["INVALID_JWT"])


async def test_a_cookie_beside_an_unreadable_one_is_still_read(served: Served) -> None:
    cookie = f'a b=c; "x; werktor_session={access_token()}; =; y'
    answer = await served.post({"query": "{ products(first: 1) { list } }"}, cookie=cookie)
    assert answer.json()["data"] == {"products": [{"list": 100}]}


async def test_visitors_name_their_market_and_language(served: Served) -> None:
    response = await served.post({"query": QUERY}, x_werktor_market="US")
    assert (response.status_code, codes(response.json())) == (400, ["BAD_REQUEST"])
    assert (await served.post({"query": QUERY}, x_werktor_market="CH", accept_language="en")).status_code == 200


async def _asked(served: Served, *lines: tuple[str, str]) -> httpx2.Response:
    return await served.http.post("/graphql", json={"query": QUERY}, headers=list(lines))


async def test_who_asks_through_two_proxies_that_add_a_line_each_is_counted_by_his_own_address(tmp_path: Path) -> None:
    async with serving(tmp_path, trusted_proxies=("127.0.0.1", "10.0.0.0/8"), rate_per_address=1) as served:
        by_proxy = ("x-forwarded-for", "10.0.0.7")
        first, second = ("x-forwarded-for", "198.51.100.1"), ("x-forwarded-for", "198.51.100.2")
        statuses = [(await _asked(served, one, by_proxy)).status_code for one in (first, second, first)]
    assert statuses == [200, 200, 429]


async def test_of_two_tokens_none_holds(served: Served) -> None:
    good, other = ("authorization", f"Bearer {access_token()}"), ("authorization", "Bearer of-somebody-else")
    for lines in ((good, other), (other, good), (good, good)):
        assert (await _asked(served, *lines)).status_code == 401


async def test_what_is_accepted_may_stand_on_several_lines(served: Served) -> None:
    answer = await _asked(served, ("accept", "application/graphql-response+json"), ("accept", "text/html"))
    assert answer.headers["content-type"].startswith("application/graphql-response+json")


async def test_a_token_is_read_where_a_database_keeps_the_policies(tmp_path: Path) -> None:
    store = f"sqlite+aiosqlite:///{tmp_path / 'policies.db'}"
    async with serving(tmp_path, issuers=(), policy_store_url=store) as served:
        pass
    async with serving(tmp_path, issuers=(), policies=None, policy_store_url=store) as served:
        refused = await _asked(served, ("authorization", f"Bearer {access_token()}"))
    assert (refused.status_code, codes(refused.json())) == (401, ["INVALID_JWT"])
