"""What happens between a cart and its order: prices change, goods go, a session ends. Nothing typed is lost."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import looked_at
from tests.kit.shop import stored
from tests.kit.shopping import add_to_cart, number_on, open_to, order_button, with_cart

Visit = Callable[[str | None], Page]


def test_a_cart_that_grew_elsewhere_shows_its_other_price_and_is_agreed_to_before_anything_is_ordered(
    visit: Visit,
) -> None:
    page = visit("dealer")
    with_cart(page, HW_1004=4)
    page.goto("/checkout")
    expect(order_button(page)).to_be_enabled()
    expect(page.get_by_test_id("totals")).to_contain_text("580,00")
    orders = _orders(page)
    # Five pieces reach a tier of the contract: the unit price falls while the checkout stands open.
    assert add_to_cart(page, [{"number": "HW-1004", "quantity": 1}])["userErrors"] == []
    order_button(page).click()
    with looked_at(page, "checkout-prices-changed"):
        change = page.locator("#price-change")
        expect(change).to_be_focused()
        expect(change).to_contain_text("580,00")
        expect(change).to_contain_text("695,00")
    assert _orders(page) == orders
    page.get_by_role("button", name="Zu den neuen Preisen verbindlich bestellen").click()
    number = number_on(page)
    [line] = stored(page, "OrderPage", {"number": number})["order"]["lines"]
    assert line["lineNet"]["amount"] == "695.00"


def test_goods_that_are_gone_are_named_with_the_day_they_can_be_had(visit: Visit) -> None:
    page, logistics = visit("dealer"), visit("logistics")
    before = open_to(page, ["HW-1001"])["HW-1001"]
    with_cart(page, HW_1001=before + 1)
    orders = _orders(page)
    page.goto("/checkout")
    page.get_by_label("Fehlendes nachliefern").uncheck()
    page.get_by_label("Ihre Bestellnummer").fill("EV-4712")
    order_button(page).click()
    with looked_at(page, "checkout-not-enough"):
        alert = page.locator("#outcome").get_by_role("alert")
        expect(alert).to_contain_text("Position 1: Davon ist nicht genug da. Lieferbar am")
        expect(page.locator("#outcome")).to_be_focused()
        expect(page.get_by_label("Ihre Bestellnummer")).to_have_value("EV-4712")
    assert _orders(page) == orders
    assert open_to(page, ["HW-1001"])["HW-1001"] == before
    correction = {"sku": "HW-1001", "warehouse": "DE-S", "difference": before + 1, "reason": "found"}
    found = stored(logistics, "CorrectStock", {"input": {"key": uuid.uuid4().hex, **correction}})
    assert found["correctStock"]["userErrors"] == []
    order_button(page).click()
    number_on(page)
    assert open_to(page, ["HW-1001"])["HW-1001"] == before


def test_a_session_that_ends_in_the_checkout_loses_neither_the_cart_nor_what_was_typed(visit: Visit) -> None:
    page = visit("dealer")
    with_cart(page, HW_1001=2)
    orders = _orders(page)
    page.goto("/checkout")
    page.get_by_label("Ihre Bestellnummer").fill("EV-4713")
    page.get_by_label("Wunschtermin").fill("2026-12-22")
    expect(order_button(page)).to_be_enabled()
    [cookie] = page.context.cookies()
    page.context.add_cookies([{**cookie, "value": "no.longer.valid"}])  # type: ignore[list-item,typeddict-item]
    order_button(page).click()
    expect(page.get_by_text("Ihre Anmeldung ist abgelaufen.")).to_be_visible()
    page.get_by_role("button", name="Als Jutta Vogt anmelden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bestellung prüfen und abschicken")
    with looked_at(page, "checkout-signed-in-again"):
        expect(page.get_by_label("Ihre Bestellnummer")).to_have_value("EV-4713")
        expect(page.get_by_label("Wunschtermin")).to_have_value("2026-12-22")
    assert _orders(page) == orders
    order_button(page).click()
    number = number_on(page)
    assert stored(page, "OrderPage", {"number": number})["order"]["buyerReference"] == "EV-4713"
    assert _orders(page) == orders + 1


def test_a_delivery_to_another_country_is_priced_before_it_is_ordered(visit: Visit) -> None:
    page = visit("dealer")
    with_cart(page, HW_1001=1)
    page.goto("/checkout")
    expect(order_button(page)).to_be_enabled()
    totals = page.get_by_test_id("totals")
    at_home = totals.inner_text()
    page.get_by_label("Andere Adresse").check()
    for label, value in (
        ("Name oder Firma", "Baustelle Dom"),
        ("Straße und Hausnummer", "Domplatz 1"),
        ("Postleitzahl", "5020"),
        ("Ort", "Salzburg"),
    ):
        page.get_by_label(label).fill(value)
    page.get_by_role("combobox", name="Land").click()
    page.get_by_role("option", name="Österreich").click()
    expect(totals).not_to_have_text(at_home, use_inner_text=True)
    assert add_to_cart(page, [{"number": "HW-1010", "quantity": 1}])["userErrors"] == []
    page.reload()
    with looked_at(page, "checkout-abroad"):
        expect(page.get_by_text("Der Artikel wird in dieses Land nicht geliefert.")).to_be_visible()
        expect(order_button(page)).to_be_disabled()
    with_cart(page, HW_1001=1)
    page.reload()
    expect(order_button(page)).to_be_enabled()
    abroad = totals.inner_text()
    assert abroad != at_home
    order_button(page).click()
    number_on(page)
    assert totals.inner_text() == abroad


def _orders(page: Page) -> int:
    return int(stored(page, "MyOrders", {"first": 1})["orders"]["totalCount"])
