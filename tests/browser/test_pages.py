"""The pages as a visitor, a firm and a dealer see them, in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import looked_at

Visit = Callable[[str | None], Page]
PRODUCT = "/product/HW-1001"


@pytest.mark.parametrize("name", [None, "firm", "dealer"], ids=["visitor", "firm", "dealer"])
def test_the_list_shows_products_with_price_and_light(visit: Visit, name: str | None) -> None:
    page = visit(name)
    page.goto("/?sort=SKU")
    with looked_at(page, f"list-{name or 'visitor'}"):
        card = page.get_by_test_id("product-card").first
        expect(card).to_contain_text("HW-1001")
        expect(card).to_contain_text("€")
        expect(card.get_by_test_id("light")).to_be_visible()


def test_a_visitor_sees_the_direct_price_with_tax_and_nothing_else(visit: Visit) -> None:
    page = visit(None)
    page.goto(PRODUCT)
    with looked_at(page, "product-visitor"):
        price = page.get_by_test_id("price")
        expect(price).to_contain_text("inkl. MwSt.")
        expect(price).not_to_contain_text("Listenpreis")
        expect(price).not_to_contain_text("Ihr Preis")
        expect(page.get_by_test_id("availability")).not_to_contain_text("Für Sie verfügbar")


def test_a_firm_sees_its_own_net_price_and_no_exact_stock(visit: Visit) -> None:
    page = visit("firm")
    page.goto(PRODUCT)
    with looked_at(page, "product-firm"):
        expect(page.get_by_test_id("price")).to_contain_text("Ihr Preis")
        expect(page.get_by_test_id("price")).to_contain_text("netto")
        expect(page.get_by_test_id("availability")).not_to_contain_text("Für Sie verfügbar")


def test_a_dealer_sees_his_price_how_it_comes_about_and_the_stock_open_to_him(visit: Visit) -> None:
    page = visit("dealer")
    page.goto(PRODUCT)
    with looked_at(page, "product-dealer"):
        price = page.get_by_test_id("price")
        expect(price).to_contain_text("51,30")
        expect(price).to_contain_text("100,00")
        price.get_by_text("So entsteht der Preis").click()
        expect(price.locator("details")).to_contain_text("40")
        expect(page.get_by_test_id("availability")).to_contain_text("Für Sie verfügbar")


def test_a_visitor_is_told_where_to_get_what_only_dealers_sell(visit: Visit) -> None:
    page = visit(None)
    page.goto("/product/HW-1006")
    with looked_at(page, "product-dealers-only"):
        expect(page.get_by_test_id("price")).to_contain_text("Erhältlich im Fachhandel")


def test_a_warehouse_sees_stock_and_no_price_of_its_own(visit: Visit) -> None:
    page = visit("warehouse")
    page.goto(PRODUCT)
    with looked_at(page, "product-warehouse"):
        expect(page.get_by_test_id("availability")).to_contain_text("Für Sie verfügbar")
        expect(page.get_by_test_id("price")).not_to_contain_text("51,30")
        expect(page.get_by_test_id("price")).not_to_contain_text("Listenpreis")


def test_the_language_switch_changes_texts_of_the_shop_and_of_the_products(visit: Visit) -> None:
    page = visit(None)
    page.goto(PRODUCT)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Akku")
    page.get_by_text("EN", exact=True).click()
    with looked_at(page, "product-english"):
        expect(page.get_by_role("heading", level=1)).not_to_contain_text("Akku")
        expect(page.get_by_test_id("price")).to_contain_text("incl. VAT")


def test_a_wrong_password_is_told_and_leaves_the_visitor_a_visitor(visit: Visit) -> None:
    page = visit(None)
    page.goto("/sign-in")
    page.get_by_label("E-Mail").fill("dealer@demo.example")
    page.get_by_label("Passwort").first.fill("wrong")
    page.locator("form").get_by_role("button", name="Anmelden").click()
    with looked_at(page, "sign-in-refused"):
        expect(page.get_by_role("alert")).to_be_visible()


def test_graphiql_shows_the_schema_of_whoever_is_signed_in(visit: Visit) -> None:
    page = visit(None)
    page.goto("/graphiql")
    with looked_at(page, "graphiql"):
        expect(page.locator(".graphiql-container")).to_be_visible(timeout=30_000)
        page.get_by_role("button", name="Show Documentation Explorer").click()
        page.get_by_role("link", name="Query", exact=True).click()
        expect(page.get_by_text("categories", exact=True)).to_be_visible()
        expect(page.get_by_text("orders", exact=True)).not_to_be_visible()
