"""The pages as a visitor, a firm and a dealer see them, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import looked_at
from tests.kit.shop import PHONE

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
        expect(page.get_by_role("alert")).to_contain_text("E-Mail oder Passwort stimmt nicht.")
    expect(page.get_by_test_id("who")).not_to_be_visible()


def test_graphiql_shows_the_schema_of_whoever_is_signed_in(visit: Visit) -> None:
    page = visit(None)
    page.goto("/graphql")
    with looked_at(page, "graphiql"):
        expect(page.locator(".graphiql-container")).to_be_visible(timeout=30_000)
        page.get_by_role("button", name="Show Documentation Explorer").click()
        page.get_by_role("link", name="Query", exact=True).click()
        expect(page.get_by_text("categories", exact=True)).to_be_visible()
        expect(page.get_by_text("orders", exact=True)).not_to_be_visible()


def test_where_demo_data_was_loaded_one_click_signs_in_as_one_of_its_people(visit: Visit) -> None:
    page = visit(None)
    page.goto("/product/HW-1001")
    page.get_by_role("banner").get_by_role("link", name="Anmelden").click()
    with looked_at(page, "sign-in"):
        expect(page.get_by_test_id("demo-people")).to_contain_text("bestellt verbindlich")
    page.get_by_role("button", name="Als Jutta Vogt anmelden").click()
    expect(page.get_by_test_id("who")).to_contain_text("Eisen Vogt GmbH")
    expect(page.get_by_role("heading", level=1)).to_have_text("Akku-Bohrschrauber W18")


def test_nobody_is_led_to_another_site_by_the_address_of_the_sign_in(visit: Visit, address: str) -> None:
    page = visit(None)
    for elsewhere in ("//elsewhere.example", "https://elsewhere.example/", "/\\elsewhere.example"):
        page.goto(f"/sign-in?{urlencode({'to': elsewhere})}")
        page.get_by_role("button", name="Als Jutta Vogt anmelden").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Werkzeuge für den Betrieb")
        assert page.url == f"{address}/"


def test_a_session_that_has_ended_leads_to_the_sign_in_and_back(visit: Visit) -> None:
    page = visit("dealer")
    page.goto("/?kind=SET")
    expect(page.get_by_test_id("product-card").first).to_be_visible()
    [cookie] = page.context.cookies()
    page.context.add_cookies([{**cookie, "value": "no.longer.valid"}])  # type: ignore[list-item,typeddict-item]
    page.get_by_label("Suchen").fill("W18")
    with looked_at(page, "session-ended"):
        expect(page.get_by_role("heading", level=1)).to_have_text("Anmelden")
        expect(page.get_by_text("Ihre Anmeldung ist abgelaufen.")).to_be_visible()
    page.get_by_role("button", name="Als Jutta Vogt anmelden").click()
    expect(page).to_have_url(re.compile(r"/\?kind=SET&search=W18$"))
    expect(page.get_by_test_id("who")).to_contain_text("Jutta Vogt")


def test_the_clock_ends_a_session_too(visit: Visit) -> None:
    page = visit("dealer")
    page.clock.install()
    page.goto(PRODUCT)
    expect(page.get_by_test_id("price")).to_contain_text("51,30")
    page.clock.fast_forward("08:00:01")
    expect(page.get_by_text("Ihre Anmeldung ist abgelaufen.")).to_be_visible()


def test_an_address_that_leads_nowhere_says_so_and_leads_home(visit: Visit) -> None:
    page = visit(None)
    page.goto("/no/such/page")
    with looked_at(page, "not-found"):
        expect(page.get_by_role("heading", level=1)).to_have_text("Diese Seite gibt es nicht")
        expect(page.get_by_text("/no/such/page")).to_be_visible()
    page.get_by_role("link", name="Zu den Artikeln").click()
    expect(page.get_by_test_id("product-card").first).to_be_visible()


def test_an_article_number_nobody_has_is_told(visit: Visit) -> None:
    page = visit(None)
    page.goto("/product/HW-0000")
    expect(page.get_by_role("heading", level=1)).to_have_text("Diesen Artikel gibt es nicht")


def test_a_search_without_result_leads_back_to_all_articles(visit: Visit) -> None:
    page = visit(None)
    page.goto("/?search=xyzzy&kind=SET")
    with looked_at(page, "nothing-found"):
        expect(page.get_by_test_id("empty")).to_contain_text("Nichts gefunden")
    page.get_by_role("button", name="Alle Artikel zeigen").click()
    expect(page.get_by_test_id("product-card").first).to_be_visible()
    expect(page.get_by_label("Suchen")).to_have_value("")


def test_a_shop_that_cannot_be_reached_says_so_and_tries_again_on_demand(visit: Visit) -> None:
    page = visit(None)
    page.route("**/graphql", lambda route: route.abort())
    page.goto("/")
    with looked_at(page, "unreachable"):
        expect(page.get_by_test_id("failure")).to_contain_text("Der Shop ist nicht erreichbar", timeout=15_000)
    page.unroute("**/graphql")
    page.get_by_role("button", name="Noch einmal versuchen").click()
    expect(page.get_by_test_id("product-card").first).to_be_visible()


def test_a_failure_inside_names_the_number_under_which_it_is_found(visit: Visit) -> None:
    page = visit(None)
    broken = '{"errors": [{"message": "Internal server error", "extensions": {"code": "INTERNAL_SERVER_ERROR"}}]}'
    page.route("**/graphql", lambda route: route.fulfill(status=500, body=broken, headers={"x-request-id": "r-4711"}))
    page.goto("/")
    expect(page.get_by_test_id("failure")).to_contain_text("r-4711", timeout=15_000)


def test_without_a_connection_the_shop_says_that_what_it_shows_may_be_old(visit: Visit) -> None:
    page = visit(None)
    page.goto(PRODUCT)
    expect(page.get_by_test_id("price")).to_be_visible()
    page.context.set_offline(True)
    with looked_at(page, "offline"):
        expect(page.get_by_text("Sie sind offline.")).to_be_visible()
        expect(page.get_by_test_id("price")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("Sie sind offline.")).not_to_be_visible()


def test_the_shop_can_be_used_by_the_keyboard_on_a_phone(visit: Visit) -> None:
    page = visit("dealer")
    page.set_viewport_size(PHONE)
    page.goto(PRODUCT)
    expect(page.get_by_test_id("price")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Zum Inhalt")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    menu = page.get_by_role("button", name="Menü", exact=True)
    menu.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("navigation").get_by_role("link", name="Meine Bestellungen")).to_be_visible()
    expect(page.get_by_test_id("who")).to_contain_text("Jutta Vogt")
    page.keyboard.press("Escape")
    expect(page.get_by_role("navigation")).not_to_be_visible()
    expect(menu).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_role("heading", level=1)).to_have_text("Werkzeuge für den Betrieb")


def test_an_article_with_a_minimum_begins_with_it_and_is_counted_in_its_steps(visit: Visit) -> None:
    page = visit("dealer")
    page.goto("/product/HW-4002")
    quantity = page.get_by_label("Menge (Stück)")
    expect(quantity).to_have_value("20")
    expect(page.get_by_text("Mindestmenge 20, in Schritten von 10")).to_be_visible()
    quantity.press("ArrowUp")
    expect(quantity).to_have_value("30")


def test_whoever_cannot_order_an_article_is_told_who_can(visit: Visit) -> None:
    page = visit("warehouse")
    page.goto(PRODUCT)
    expect(page.get_by_text("Ihre Rolle bestellt nicht")).to_be_visible()
    visitor = visit(None)
    visitor.goto(PRODUCT)
    visitor.get_by_role("link", name="Zum Bestellen anmelden").click()
    visitor.get_by_role("button", name="Als Jutta Vogt anmelden").click()
    expect(visitor.get_by_role("button", name="In den Warenkorb")).to_be_visible()


@pytest.mark.parametrize(
    ("name", "told"),
    [(None, "inkl. MwSt., zzgl. Versand"), ("private", "inkl. MwSt., zzgl. Versand"), ("dealer", "netto, zzgl. MwSt.")],
    ids=["visitor", "private", "dealer"],
)
def test_the_foot_of_every_page_says_what_prices_contain(visit: Visit, name: str | None, told: str) -> None:
    page = visit(name)
    page.goto("/")
    expect(page.get_by_role("contentinfo")).to_contain_text(told)


def test_a_request_is_called_a_request_until_it_is_approved(visit: Visit) -> None:
    page = visit("requester")
    page.goto("/order/100436")
    expect(page.get_by_role("heading", level=1)).to_have_text("Anfrage 100436")
    expect(page.get_by_text("Bestellt ist noch nichts.")).to_be_visible()
