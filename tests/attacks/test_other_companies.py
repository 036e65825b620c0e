"""What belongs to another company is like what does not exist, whichever way one asks for it."""

from __future__ import annotations

import base64
from typing import Any

import orjson

from tests.kit.house import Asker, Person

ORDER = """query($number: ID!) { order(number: $number) {
  number company { id name } placedBy { id name email } lines { position product { sku } } } }"""
LIST = "query($after: String) { orders(first: 100, after: $after) { totalCount nodes { number company { id } } } }"
EVERYBODY_WITH_ORDERS = (
    *("private", "firm", "dealer", "requester", "approver", "accountant", "warehouse", "companyadmin", "dealer2"),
    *("plus", "partner", "dealererp", "sales", "logistics"),
    Person("sales", "eisen-vogt"),
    Person("logistics", "nordwerk-handel"),
)


async def test_an_order_opens_by_its_number_to_those_alone_who_have_it_in_their_list(house: Asker) -> None:
    lists = {who: (await house.data(LIST, who))["orders"] for who in EVERYBODY_WITH_ORDERS}
    own = {who: {order["number"] for order in found["nodes"]} for who, found in lists.items()}
    everything = set().union(*own.values())
    assert own["dealer"]
    assert own["dealer2"]
    assert not own["dealer"] & own["dealer2"]
    for who, numbers in own.items():
        assert lists[who]["totalCount"] == len(numbers)
        query = "{ %s }" % " ".join(f'of{number}: order(number: "{number}") {{ number }}' for number in everything)  # noqa: UP031 - braces are the query's
        answered = await house.data(query, who)
        assert {order["number"] for order in answered.values() if order is not None} == numbers, who


async def test_anothers_order_and_an_unknown_one_are_answered_byte_for_byte_alike(house: Asker) -> None:
    anothers, unknown = [
        (await house.post({"query": ORDER, "variables": {"number": number}}, "dealer2")).content
        for number in ("100431", "999999")
    ]
    assert anothers == unknown == b'{"data":{"order":null}}'


async def test_a_cursor_made_of_anothers_order_leads_to_ones_own_orders(house: Asker) -> None:
    made = base64.urlsafe_b64encode(orjson.dumps(["2126-01-01T00:00:00+00:00", "100431"])).decode()
    page = (await house.data(LIST, "dealer2", {"after": made}))["orders"]
    assert {order["company"]["id"] for order in page["nodes"]} == {"nordwerk-handel"}
    assert page == (await house.data(LIST, "dealer2"))["orders"]


async def test_a_cursor_made_of_a_moment_outside_the_calendar_is_bad_input_and_no_fault(house: Asker) -> None:
    made = base64.urlsafe_b64encode(orjson.dumps(["9999-12-31T23:59:59-23:00", "100431"])).decode()
    refused = await house.ask(LIST, "dealer2", {"after": made})
    assert refused["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


async def test_a_colleague_who_placed_an_order_is_known_to_a_buyer_by_name_alone(house: Asker) -> None:
    placed_by = (await house.data(ORDER, "dealer", {"number": "100436"}))["order"]["placedBy"]
    assert placed_by == {"id": "user:requester", "name": "Emre Aydın", "email": None}


async def test_who_works_in_two_companies_is_met_in_the_one_concerned_alone(house: Asker) -> None:
    query = "{ company { users { id department company { id } functions } } }"
    met: dict[str, Any] = {}
    for admin in ("companyadmin", "dealer2"):
        users = (await house.data(query, admin))["company"]["users"]
        (met[admin],) = [user for user in users if user["id"] == "user:books"]
    assert [met[admin]["company"]["id"] for admin in met] == ["eisen-vogt", "nordwerk-handel"]


async def test_signing_in_to_a_company_does_not_tell_whether_it_exists(house: Asker) -> None:
    for company in ("eisen-vogt", "no-such-company"):
        body = {"email": "dealer2@demo.example", "password": "demo", "company": company}
        refused = await house.http.post("/auth/sign-in", json=body)
        assert refused.status_code == 403
        assert refused.json() == {
            "error": "not_a_member",
            "message": f"This person does not work in the company '{company}'.",
        }
        assert "set-cookie" not in refused.headers
