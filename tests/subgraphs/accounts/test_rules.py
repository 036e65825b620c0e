"""What a token claims, who may look at whom and whose particulars one sees."""

from __future__ import annotations

from dataclasses import replace

import pytest

from subgraphs.accounts.errors import Refused
from subgraphs.accounts.rules import (
    CompanyFacts,
    Machine,
    Membership,
    PeopleSeen,
    Person,
    addresses_seen,
    machine_claims,
    may_look_at,
    people_seen,
    token_claims,
)
from subgraphs.common.viewer import Viewer

DEALER = CompanyFacts("eisen-vogt", "Eisen Vogt GmbH", "dealer", "DE", "EUR", tier="standard", territory="nord")
PLUS = CompanyFacts("alpen", "Alpen", "dealer", "AT", "EUR", tier="plus", territory="sued")
SWISS = CompanyFacts("zuri", "Züri", "dealer", "CH", "CHF", territory="nord")
MAKER = CompanyFacts("hartwerk", "Hartwerk", "manufacturer", "DE", "EUR")
PERSON = Person("user:somebody", "Some Body", "some@body.example", "de", False, ())


def member(company: CompanyFacts, *functions: str) -> Membership:
    return Membership(company, "company", functions=frozenset(functions))


def staff(*duties: str, territories: tuple[str, ...] = ()) -> Membership:
    return Membership(MAKER, "company", duties=frozenset(duties), territories=frozenset(territories))


def test_a_dealer_claims_his_kind_and_his_functions() -> None:
    claims = token_claims(PERSON, member(DEALER, "reader", "buyer"))
    assert claims == {
        "sub": "user:somebody",
        "company": "eisen-vogt",
        "claims": ["kind:dealer"],
        "machine": [],
        "functions": ["buyer", "reader"],
        "grants": [],
        "row_scope": "company",
        "tier": "standard",
        "country": "DE",
        "currency": "EUR",
    }


def test_a_dealer_of_tier_plus_claims_it() -> None:
    assert token_claims(PERSON, member(PLUS))["claims"] == ["kind:dealer", "tier:plus"]


def test_a_certificate_of_the_company_is_a_claim() -> None:
    certified = replace(DEALER, certificates=frozenset({"service"}))
    assert token_claims(PERSON, member(certified))["claims"] == ["certificate:service", "kind:dealer"]


def test_a_requester_sees_prices_only_where_his_company_says_so() -> None:
    open_handed = replace(DEALER, sees_prices=True)
    assert token_claims(PERSON, member(DEALER, "requester"))["functions"] == ["requester"]
    assert token_claims(PERSON, member(open_handed, "requester"))["functions"] == ["requester", "sees_prices"]
    assert token_claims(PERSON, member(open_handed, "warehouse"))["functions"] == ["warehouse"]


def test_a_private_buyer_holds_every_function_and_sees_his_own_rows() -> None:
    private = replace(DEALER, kind="private", tier=None)
    claims = token_claims(PERSON, member(private))
    assert (claims["claims"], claims["functions"], claims["row_scope"]) == (["kind:private"], ["all"], "self")


def test_staff_with_two_duties_claim_both() -> None:
    claims = token_claims(PERSON, staff("service", "logistics"))
    assert (claims["claims"], claims["functions"]) == (["staff:logistics", "staff:service"], ["all"])


def test_a_look_takes_country_currency_and_tier_of_the_customer() -> None:
    claims = token_claims(PERSON, staff("finance"), replace(SWISS, tier="plus", grants=frozenset({"till_prices"})))
    told = {name: claims[name] for name in ("company", "looks_at", "country", "currency", "tier", "claims", "grants")}
    assert told == {
        "company": "hartwerk",
        "looks_at": "zuri",
        "country": "CH",
        "currency": "CHF",
        "tier": "plus",
        "claims": ["staff:finance"],
        "grants": [],
    }


@pytest.mark.parametrize("duty", ["finance", "service", "logistics"])
def test_finance_service_and_logistics_look_everywhere(duty: str) -> None:
    assert may_look_at(staff(duty), DEALER)


@pytest.mark.parametrize("duty", ["dealer_sales", "direct_sales"])
def test_sales_look_only_into_their_territory(duty: str) -> None:
    assert may_look_at(staff(duty, territories=("nord",)), DEALER)
    assert not may_look_at(staff(duty, territories=("nord",)), PLUS)
    assert not may_look_at(staff(duty), CompanyFacts("lost", "Lost", "firm", "DE", "EUR"))


@pytest.mark.parametrize("duty", ["content", "admin"])
def test_content_and_admin_look_at_nobody(duty: str) -> None:
    with pytest.raises(Refused) as refusal:
        token_claims(PERSON, staff(duty, territories=("nord",)), DEALER)
    assert refusal.value.code == "look_not_allowed"


def test_a_dealer_looks_at_nobody() -> None:
    assert not may_look_at(replace(member(DEALER, "buyer"), duties=frozenset({"finance"})), PLUS)


def test_nobody_looks_at_the_manufacturer() -> None:
    assert not may_look_at(staff("finance"), MAKER)


def test_a_machine_is_of_its_companys_audience_and_kind() -> None:
    till = Machine("client:till", "till", replace(DEALER, grants=frozenset({"till_prices"})), "bielefeld", False)
    claims = machine_claims(till)
    assert (claims["claims"], claims["machine"]) == (["kind:dealer"], ["machine:till"])
    assert (claims["functions"], claims["grants"], claims["branch"]) == (["all"], ["till_prices"], "bielefeld")


def viewer(*functions: str, **more: object) -> Viewer:
    return Viewer(**{"subject": "user:me", "company": "c", "functions": frozenset(functions), **more})  # type: ignore[arg-type]


def test_a_company_admin_sees_everyone() -> None:
    assert people_seen(viewer("company_admin")).everyone


def test_an_approver_sees_his_department_and_himself() -> None:
    seen = people_seen(viewer("approver", department="d"))
    assert seen.covers("user:other", "d")
    assert seen.covers("user:me", None)
    assert not seen.covers("user:other", "e")


def test_an_approver_without_department_sees_himself_alone() -> None:
    seen = people_seen(viewer("approver"))
    assert seen.covers("user:me", None)
    assert not seen.covers("user:other", None)


def test_everybody_else_sees_himself() -> None:
    assert people_seen(viewer("buyer", department="d")) == PeopleSeen(person="user:me")


def test_machines_and_visitors_see_nobody() -> None:
    nobody = PeopleSeen()
    assert people_seen(viewer("all", machine=frozenset({"machine:till"}))) == nobody
    assert people_seen(viewer("all", claims=frozenset({"kind:visitor"}))) == nobody


def test_staff_see_the_people_of_the_customer_they_look_at() -> None:
    staff_claims = frozenset({"staff:service"})
    assert people_seen(viewer("all", claims=staff_claims, looks_at="c")).everyone
    assert not people_seen(viewer("all", claims=staff_claims)).everyone


def test_addresses_are_told_to_the_people_of_the_company_and_to_no_staff() -> None:
    assert addresses_seen(Viewer("user:dealer", "eisen-vogt", claims=frozenset({"kind:dealer"})), "eisen-vogt")
    assert not addresses_seen(Viewer("user:dealer", "eisen-vogt", claims=frozenset({"kind:dealer"})), "alpen")
    looking = Viewer("user:service", "hartwerk", claims=frozenset({"staff:service"}), looks_at="eisen-vogt")
    assert not addresses_seen(looking, "eisen-vogt")
    assert not addresses_seen(looking, "hartwerk")
    assert not addresses_seen(Viewer("visitor", claims=frozenset({"kind:visitor"})), "eisen-vogt")
