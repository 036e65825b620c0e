"""Claims and headers become a viewer."""

from __future__ import annotations

from typing import Any

import pytest

from gateway.errors import ClientError
from gateway.identity.viewers import preferred_language, viewer_of, visitor
from gateway.model.viewer import Viewer

MARKETS = {"DE": "EUR", "AT": "EUR", "CH": "CHF"}
CLAIMS = {
    "sub": "user:sales",
    "company": "hartwerk",
    "department": "dealer_sales",
    "claims": ["staff:dealer_sales"],
    "functions": ["all"],
    "looks_at": "eisen-vogt",
    "country": "CH",
    "currency": "CHF",
}


def test_staff_looking_at_a_dealer_are_read_with_the_customer_they_chose() -> None:
    assert viewer_of(CLAIMS, "en") == Viewer(
        subject="user:sales",
        company="hartwerk",
        department="dealer_sales",
        claims=frozenset({"staff:dealer_sales"}),
        functions=frozenset({"all"}),
        looks_at="eisen-vogt",
        country="CH",
        currency="CHF",
        language="en",
    )


def test_a_token_without_audience_claims_or_functions_gives_no_rights_by_default() -> None:
    viewer = viewer_of({"sub": "user:nobody"}, "de")
    assert (viewer.claims, viewer.functions, viewer.machine, viewer.grants) == (frozenset(),) * 4


@pytest.mark.parametrize(
    "wrong",
    [{"claims": "kind:dealer"}, {"functions": [1]}, {"company": 7}, {"sub": None}, {"sub": ""}, {"grants": {"a": 1}}],
)
def test_claims_of_the_wrong_shape_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ClientError) as refusal:
        viewer_of({**CLAIMS, **wrong}, "de")
    assert refusal.value.code == "INVALID_JWT"


def test_a_visitor_is_of_the_first_market_unless_he_names_another() -> None:
    assert visitor(None, MARKETS, "de") == Viewer(country="DE", currency="EUR", language="de")
    assert visitor("ch", MARKETS, "en") == Viewer(country="CH", currency="CHF", language="en")


@pytest.mark.parametrize("market", ["US", "", "DE:EUR"])
def test_a_market_that_is_not_served_is_refused(market: str) -> None:
    with pytest.raises(ClientError, match="served are DE, AT, CH"):
        visitor(market, MARKETS, "de")


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "de"),
        ("", "de"),
        ("en", "en"),
        ("en-GB,en;q=0.9,de;q=0.8", "en"),
        ("fr, en;q=0.4, de;q=0.5", "de"),
        ("fr", "de"),
        ("*", "de"),
        ("en;q=0", "de"),
        ("en;q=broken, de;q=0.1", "de"),
        ("EN", "en"),
    ],
)
def test_the_language_is_the_best_served_one(header: str | None, language: str) -> None:
    assert preferred_language(header, ("de", "en")) == language
