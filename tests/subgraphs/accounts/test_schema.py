"""What people see of companies and of each other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError

from subgraphs.accounts.tables import ADDRESSES, METADATA
from subgraphs.common.readable import read_yaml
from tests.kit.subgraphs import TODAY, SubgraphClient
from tests.kit.tables import differences

ME = "{ me { id name email functions department language company { id kind country currencyCode } } }"
PEOPLE = "{ company { users { id email department functions } } }"
NAMES = "... on User { id name email functions department company { id } }"


def viewer(name: str, company: str | None, *functions: str, **more: Any) -> dict[str, Any]:
    return {"sub": name, "company": company, "claims": ["kind:dealer"], "functions": [*functions], **more}


DEALER = viewer("user:dealer", "eisen-vogt", "buyer", department="eisen-vogt-einkauf")
COMPANY_ADMIN = viewer("user:companyadmin", "eisen-vogt", "company_admin")
APPROVER = viewer("user:approver", "eisen-vogt", "approver", department="eisen-vogt-werkstatt")
TILL = viewer("client:till", "eisen-vogt", "all", machine=["machine:till"])
SALES = viewer("user:sales", "hartwerk", "all", claims=["staff:dealer_sales"])
VISITOR = {"sub": "visitor", "claims": ["kind:visitor"], "functions": ["all"]}


def user(user_id: str) -> dict[str, str]:
    return {"__typename": "User", "id": user_id}


async def people(accounts: SubgraphClient, who: dict[str, Any], **changes: Any) -> list[str]:
    data = await accounts.data(PEOPLE, who, **changes)
    return [person["id"] for person in data["company"]["users"]]


async def test_one_sees_oneself_and_the_own_company(accounts: SubgraphClient) -> None:
    assert (await accounts.data(ME, DEALER))["me"] == {
        "id": "user:dealer",
        "name": "Jutta Vogt",
        "email": "dealer@demo.example",
        "functions": ["buyer"],
        "department": "Einkauf",
        "language": "de",
        "company": {"id": "eisen-vogt", "kind": "DEALER", "country": "DE", "currencyCode": "EUR"},
    }


async def test_visitors_and_machines_are_nobody(accounts: SubgraphClient) -> None:
    query = "{ me { id } company { id } }"
    assert await accounts.data(query, VISITOR) == {"me": None, "company": None}
    assert await accounts.data(query, TILL) == {"me": None, "company": {"id": "eisen-vogt"}}


async def test_staff_see_the_customer_they_look_at_and_remain_themselves(accounts: SubgraphClient) -> None:
    query = "{ me { id company { id } } company { id } }"
    mine = {"id": "user:sales", "company": {"id": "hartwerk"}}
    assert await accounts.data(query, SALES) == {"me": mine, "company": {"id": "hartwerk"}}
    assert await accounts.data(query, SALES, looks_at="eisen-vogt") == {"me": mine, "company": {"id": "eisen-vogt"}}


async def test_somebody_in_two_companies_is_met_in_the_one_worked_in(accounts: SubgraphClient) -> None:
    query = "{ me { functions company { id } } }"
    at_nordwerk = viewer("user:books", "nordwerk-handel", "accountant")
    at_vogt = viewer("user:books", "eisen-vogt", "reader")
    nordwerk = {"functions": ["accountant"], "company": {"id": "nordwerk-handel"}}
    assert (await accounts.data(query, at_nordwerk))["me"] == nordwerk
    assert (await accounts.data(query, at_vogt))["me"] == {"functions": ["reader"], "company": {"id": "eisen-vogt"}}


async def test_branches_and_departments_come_by_name(accounts: SubgraphClient) -> None:
    data = await accounts.data("{ company { branches { city } departments { name } } }", DEALER)
    assert data["company"]["branches"] == [{"city": "Bielefeld"}]
    names = [department["name"] for department in data["company"]["departments"]]
    assert names == ["Buchhaltung", "Einkauf", "Lager", "Werkstatt"]


async def test_ones_own_company_tells_where_goods_reach_it_the_default_address_first(accounts: SubgraphClient) -> None:
    selection = "id name street postcode city country isDefault"
    data = await accounts.data(f"{{ company {{ addresses {{ {selection} }} }} }}", DEALER)
    first, second = data["company"]["addresses"]
    assert first == {
        "id": "vogt-stammhaus",
        "name": "Eisen Vogt GmbH",
        "street": "Herforder Straße 214",
        "postcode": "33609",
        "city": "Bielefeld",
        "country": "DE",
        "isDefault": True,
    }
    assert (second["id"], second["isDefault"]) == ("vogt-werkstatt", False)


@pytest.mark.parametrize("looks_at", [None, "eisen-vogt"])
async def test_staff_are_told_no_addresses_of_a_customer_nor_of_their_own_company(
    accounts: SubgraphClient, looks_at: str | None
) -> None:
    for department in ("dealer_sales", "service", "logistics", "finance"):
        who = SALES | {"claims": [f"staff:{department}"]}
        data = await accounts.data("{ company { id addresses { id } } }", who, looks_at=looks_at)
        assert data["company"] == {"id": looks_at or "hartwerk", "addresses": None}
        keys = [{"__typename": "Company", "id": "eisen-vogt"}]
        (entity,) = await accounts.entities("... on Company { addresses { id } }", keys, who, looks_at=looks_at)
        assert entity in (None, {"addresses": None})


async def test_the_default_address_comes_first_whatever_the_others_are_called(accounts: SubgraphClient) -> None:
    address = {"company_id": "eisen-vogt", "name": "Abhollager", "street": "Hafen 1", "postcode": "33609"}
    address |= {"city": "Bielefeld", "country": "DE", "is_default": False, "sort_key": "abhollager", "id": "vogt-abhol"}
    async with accounts.services.database.write() as connection:
        await connection.execute(insert(ADDRESSES).values(address))
    data = await accounts.data("{ company { addresses { id } } }", DEALER)
    found = [told["id"] for told in data["company"]["addresses"]]
    assert found == ["vogt-stammhaus", "vogt-abhol", "vogt-werkstatt"]


async def test_a_company_has_one_default_address(accounts: SubgraphClient) -> None:
    with pytest.raises(IntegrityError):
        async with accounts.services.database.write() as connection:
            other = update(ADDRESSES).where(ADDRESSES.c.id == "vogt-werkstatt")
            await connection.execute(other.values(is_default=True))


def test_every_order_of_the_demo_world_goes_to_an_address_of_its_buyer() -> None:
    companies = read_yaml(Path("werktor/demo/accounts/companies.yaml"), today=TODAY)["companies"]
    parts = ("name", "street", "postcode", "city", "country")
    known = {
        (company["id"], *(address[part] for part in parts))
        for company in companies
        for address in company.get("addresses", ())
    }
    orders = read_yaml(Path("werktor/demo/orders/orders.yaml"), today=TODAY)["orders"]
    shipped = {(order["company"], *(order["ship_to"][part] for part in parts)) for order in orders}
    assert shipped
    assert shipped <= known


async def test_the_company_admin_sees_all_its_people_by_name(accounts: SubgraphClient) -> None:
    names = "accountant requester companyadmin books dealer warehouse approver"
    seen = await people(accounts, COMPANY_ADMIN)
    assert sorted(seen) == sorted(f"user:{name}" for name in names.split())
    full = await accounts.data("{ company { users { name } } }", COMPANY_ADMIN)
    assert [person["name"] for person in full["company"]["users"]][:2] == ["Dieter Öhlmann", "Emre Aydın"]


async def test_an_approver_sees_the_department_and_a_buyer_himself(accounts: SubgraphClient) -> None:
    assert await people(accounts, APPROVER) == ["user:requester", "user:approver"]
    assert await people(accounts, DEALER) == ["user:dealer"]


async def test_a_machine_and_staff_without_a_look_see_no_people_of_a_customer(accounts: SubgraphClient) -> None:
    assert await people(accounts, TILL) == []
    assert await people(accounts, SALES) == ["user:sales"]
    assert len(await people(accounts, SALES, looks_at="eisen-vogt")) == 7


async def test_colleagues_know_the_name_but_not_the_particulars(accounts: SubgraphClient) -> None:
    answer = await accounts.entities(NAMES, [user("user:dealer"), user("user:requester")], DEALER)
    vogt = {"id": "eisen-vogt"}
    assert answer == [
        {
            "id": "user:dealer",
            "name": "Jutta Vogt",
            "email": "dealer@demo.example",
            "functions": ["buyer"],
            "department": "Einkauf",
            "company": vogt,
        },
        {
            "id": "user:requester",
            "name": "Emre Aydın",
            "email": None,
            "functions": None,
            "department": None,
            "company": vogt,
        },
    ]


@pytest.mark.parametrize("who", [DEALER, VISITOR, SALES, TILL])
async def test_people_and_companies_of_others_are_like_unknown_ones(
    accounts: SubgraphClient, who: dict[str, Any]
) -> None:
    keys = [user("user:dealer2"), user("user:nobody")]
    keys += [{"__typename": "Company", "id": name} for name in ("nordwerk-handel", "nowhere")]
    answer = await accounts.entities("... on User { name } ... on Company { name }", keys, who)
    assert answer == [None, None, None, None]


@pytest.mark.parametrize("first", [-1, 101])
async def test_more_than_a_hundred_people_are_not_asked_for(accounts: SubgraphClient, first: int) -> None:
    answer = await accounts.answer(f"{{ company {{ users(first: {first}) {{ id }} }} }}", COMPANY_ADMIN)
    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert "between 0 and 100" in answer["errors"][0]["message"]


async def test_statements_do_not_grow_with_the_people_asked_for(accounts: SubgraphClient) -> None:
    counts = []
    for names in (["dealer"], ["dealer", "companyadmin", "approver", "requester", "accountant", "warehouse"]):
        accounts.statements.clear()
        keys = [user(f"user:{name}") for name in names]
        assert None not in await accounts.entities(NAMES, keys, COMPANY_ADMIN)
        counts.append(len(accounts.statements))
    assert counts == [3, 3]


async def test_the_migrations_make_the_tables(accounts: SubgraphClient) -> None:
    assert await differences(accounts.services.database, METADATA) == []
