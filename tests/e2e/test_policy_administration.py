"""The operations on the policies over the door of the house, for the people of the demo world."""

from __future__ import annotations

from typing import Any

import httpx2
import orjson

from gateway.visibility.files import PolicyFiles
from tests.kit.house import EVERYBODY, Asker, Person
from werktor.preview_example import dealers_see_expected_receipts

OPERATIONS = ("files", "matrix")
EXPLAINERS = {"admin", "sales", "directsales", "service", "logistics", "content", "finance"}


async def get(house: Asker, name: str, who: str) -> httpx2.Response:
    return await house.http.get(f"/admin/policies/{name}", headers=await signed(house, who))


async def post(house: Asker, name: str, asker: str, **body: Any) -> httpx2.Response:
    headers = {"content-type": "application/json", **await signed(house, asker)}
    return await house.http.post(f"/admin/policies/{name}", content=orjson.dumps(body), headers=headers)


async def signed(house: Asker, who: str) -> dict[str, str]:
    return {} if who == "visitor" else {"authorization": f"Bearer {await house.token(Person(who))}"}


async def test_the_administrator_alone_looks_at_the_policies(house: Asker) -> None:
    for who in EVERYBODY:
        answers = {(await get(house, name, who)).status_code for name in OPERATIONS}
        assert answers == {200 if who == "admin" else 403}, who


async def test_staff_may_ask_why_somebody_sees_a_field(house: Asker) -> None:
    told = set()
    for who in EVERYBODY:
        answer = await post(house, "explain", who, coordinate="Price.cost", who="dealer@demo.example")
        if answer.status_code == 200:
            told.add(who)
            assert not answer.json()["visible"]
            assert any("finance" in one for one in answer.json()["missing"])
    assert told == EXPLAINERS


async def test_nobody_signs_in_under_an_unknown_address(house: Asker) -> None:
    answer = await post(house, "explain", "admin", coordinate="Price.cost", who="stranger@demo.example")
    assert answer.status_code == 400
    assert "stranger@demo.example" in answer.json()["errors"][0]["message"]


async def test_a_preview_tells_who_would_gain_what_in_which_documents(house: Asker) -> None:
    files = PolicyFiles((await get(house, "files", "admin")).json()["files"])
    schema = house.house.gateway.snapshots.current.graph.supergraph.public_schema
    edited = dict(dealers_see_expected_receipts(files, schema).texts)
    told = (await post(house, "preview", "admin", files=edited)).json()
    assert told["findings"] == []
    assert told["changes"]
    assert any("Availability.expectedReceipts" in change["gains"] for change in told["changes"])
    assert all("@expected_receipts" in change["gains"] for change in told["changes"])
    assert [change for change in told["changes"] if change["loses"]] == []
    assert "ProductPage" in {document["name"] for document in told["documents"]}
    assert told["subscriptions"] == []
    promise = "cases/stock.yaml"
    refused = (await post(house, "preview", "admin", files={**edited, promise: files.texts[promise]})).json()
    assert any(finding["file"] == promise for finding in refused["findings"])
    assert refused["changes"] == []
