"""GraphQL over HTTP as clients meet it, with the status codes of the audit of 2025."""

from __future__ import annotations

from tests.kit.served import GRAPHQL_RESPONSE, REQUEST_ID, Served, access_token

QUERY = "{ products(first: 1) { sku name } }"
DATA = {"products": [{"sku": "p1", "name": "Drill 1"}]}


async def test_a_visitor_gets_the_answer_to_a_query(served: Served) -> None:
    response = await served.post({"query": QUERY})
    assert response.status_code == 200
    assert response.headers["content-type"] == f"{GRAPHQL_RESPONSE}; charset=utf-8"
    assert response.headers["x-request-id"] == REQUEST_ID
    assert response.json() == {"data": DATA}


async def test_a_dealer_sees_what_a_visitor_does_not(served: Served) -> None:
    query = "{ products(first: 1) { list reviews { author { nick } } } }"
    refused = await served.ask(query)
    assert "data" not in refused
    assert [error["extensions"]["code"] for error in refused["errors"]] == ["GRAPHQL_VALIDATION_FAILED"] * 2
    assert served.asked() == {}
    answer = await served.ask(query, access_token())
    assert answer["data"]["products"] == [
        {"list": 100, "reviews": [{"author": {"nick": "ada"}}, {"author": {"nick": "bob"}}]}
    ]
