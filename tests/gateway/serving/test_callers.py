"""Who asks over HTTP: a token by header or cookie, and the market and language that visitors name."""

from __future__ import annotations

from tests.kit.one_query import QUERY
from tests.kit.refusals import codes
from tests.kit.served import NOW, Served, access_token


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
