"""Policies are published over the door of the house: on the newest base, by two people where one widens his rights."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx2
import orjson
import pytest

from gateway.visibility.files import PolicyFiles, read_folder
from tests.kit.house import Asker, Person, asking, settings_in
from werktor.preview_example import dealers_see_expected_receipts
from werktor.settings import ROOT

RECEIPTS = '{ product(sku: "HW-1004") { availability { expectedReceipts { quantity } } } }'
RULES = "administration.csv"
CASES = "cases/administration.yaml"
ROLLBACK = "/admin/policies/rollback"


@pytest.fixture
def policies(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "policies", tmp_path / "policies"))


@pytest.fixture
async def house(var: Path, policies: Path) -> AsyncIterator[Asker]:
    async with asking(settings_in(var, policies=policies)) as asker:
        yield asker


async def bearer(house: Asker, subject: str = "admin") -> dict[str, str]:
    """The token of the administrator, or of a colleague with the same rights and another name."""
    token = await house.token(Person("admin"))
    if subject != "admin":
        token = house.house.token_keys.sign({**house.house.token_keys.verify(token), "sub": subject})
    return {"authorization": f"Bearer {token}"}


async def get(house: Asker, name: str) -> Any:
    return (await house.http.get(f"/admin/policies/{name}", headers=await bearer(house))).json()


async def post(house: Asker, name: str, subject: str = "admin", **body: Any) -> httpx2.Response:
    headers = {"content-type": "application/json", **await bearer(house, subject)}
    return await house.http.post(f"/admin/policies/{name}", content=orjson.dumps(body), headers=headers)


def with_receipts_for_dealers(house: Asker, files: PolicyFiles) -> dict[str, str]:
    schema = house.house.gateway.snapshots.current.graph.supergraph.public_schema
    return dict(dealers_see_expected_receipts(files, schema).texts)


async def dealer_sees_receipts(house: Asker) -> bool:
    return "errors" not in await house.ask(RECEIPTS, "dealer")


async def test_what_is_published_holds_from_the_next_request_until_it_is_rolled_back(
    house: Asker, policies: Path
) -> None:
    edited = with_receipts_for_dealers(house, read_folder(policies))
    assert not await dealer_sees_receipts(house)
    told = await post(house, "publish", files=edited, base=1, reason="dealers plan with receipts")
    assert told.status_code == 200, told.text
    assert told.json()["revision"]["number"] == 2
    assert [one["follows"] for one in told.json()["followers"]] == [True]
    assert await dealer_sees_receipts(house)
    assert read_folder(policies).texts == edited
    back = await post(house, "rollback", number=1, reason="not agreed with sales")
    assert (back.status_code, back.json()["revision"]["restores"]) == (200, 1)
    assert not await dealer_sees_receipts(house)
    assert [one["number"] for one in (await get(house, "history"))["revisions"]] == [3, 2, 1]
    assert "+p, dealer, @expected_receipts, read, allow" in (await get(house, "history/2"))["difference"]


async def test_an_edit_on_an_older_base_is_refused_and_what_is_newer_named(house: Asker, policies: Path) -> None:
    before = read_folder(policies)
    edited = with_receipts_for_dealers(house, before)
    assert (await post(house, "publish", files=edited, base=1, reason="first")).status_code == 200
    late = await post(house, "publish", "colleague", files=dict(before.texts), base=1, reason="second")
    (error,) = late.json()["errors"]
    assert (late.status_code, error["extensions"]["code"]) == (409, "POLICY_CONFLICT")
    assert "first" in error["message"]
    assert await dealer_sees_receipts(house)


async def test_what_does_not_pass_the_check_is_not_published(house: Asker, policies: Path) -> None:
    broken = {**read_folder(policies).texts, "stock.csv": "p, dealer, Product.nothing, read, allow\n"}
    told = await post(house, "publish", files=broken, base=1, reason="try")
    (error,) = told.json()["errors"]
    assert (told.status_code, error["extensions"]["code"]) == (422, "POLICY_REFUSED")
    assert any(one["file"] == "stock.csv" for one in error["extensions"]["findings"])
    assert "stock.csv" in read_folder(ROOT / "policies").texts
    assert read_folder(policies) == read_folder(ROOT / "policies")


def without_rollback(files: PolicyFiles) -> dict[str, str]:
    """Policies whose administrator may do everything but roll back."""
    operations = ("publish", "approve", "reject")
    rules = "".join(f"p, admin, /admin/policies/{name}, call, allow\n" for name in operations)
    return {
        **files.texts,
        RULES: files.texts[RULES].replace("p, admin, /admin/policies/*, call, allow\n", rules),
        CASES: files.texts[CASES].replace(f", {ROLLBACK}]", "]", 1),
    }


async def test_whoever_widens_his_own_rights_waits_for_a_second_person(house: Asker, policies: Path) -> None:
    whole = dict(read_folder(policies).texts)
    less = await post(house, "publish", files=without_rollback(PolicyFiles(whole)), base=1, reason="never back")
    assert less.status_code == 200, less.text
    assert (await post(house, "rollback", number=1, reason="back")).status_code == 403
    told = await post(house, "publish", files=whole, base=2, reason="back after all")
    assert (told.status_code, told.json()["proposal"]["widens"]) == (202, [ROLLBACK])
    number = told.json()["proposal"]["number"]
    (waiting,) = (await get(house, "history"))["proposals"]
    assert waiting["number"] == number
    assert "+p, admin, /admin/policies/*, call, allow" in waiting["difference"], "nobody approves what he has not seen"
    own = await post(house, "approve", proposal=number)
    assert (own.status_code, own.json()["errors"][0]["extensions"]["code"]) == (403, "FORBIDDEN")
    done = await post(house, "approve", "colleague", proposal=number)
    assert (done.status_code, done.json()["revision"]["approvedBy"]) == (200, "colleague")
    assert (await post(house, "rollback", number=2, reason="now he may")).status_code == 200
