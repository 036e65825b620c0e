"""A dealer orders in the shop: pasted rows, the cart, the checkout, the page of his order and the paper to it."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import looked_at
from tests.kit.quick_rows import LINE_TEXT, LINES, PIECES, PROBLEMS, TWENTY_ROWS
from tests.kit.shop import stored
from tests.kit.shopping import downloaded, number_on, open_to, order_button, paste, total_of, with_cart

Visit = Callable[[str | None], Page]


def test_a_dealer_pastes_twenty_rows_and_orders_what_is_good(visit: Visit) -> None:
    page = visit("dealer")
    with_cart(page)
    before = open_to(page, [*PIECES])

    paste(page, TWENTY_ROWS, good=18)
    with looked_at(page, "ordering-quick-order"):
        rows = page.get_by_test_id("row")
        expect(rows).to_have_count(20)
        for row in rows.all():
            if row.get_attribute("data-problem") == "false":
                expect(row).to_contain_text(re.compile(r"\d,\d{2,4}\s€.*\d,\d\d\s€", re.DOTALL))
                expect(row).to_contain_text(re.compile(r"(Versand|Lieferbar ab|Lieferung|ab) .*\d{4}", re.DOTALL))
        wrong = page.locator("[data-problem=true]")
        expect(wrong).to_have_count(len(PROBLEMS))
        expect(wrong.filter(has_text="HW-9999")).to_contain_text("prüfen Sie Artikelnummer, Ihre Nummer oder GTIN")
        expect(wrong.filter(has_text="HW-4002").get_by_role("button", name="30 nehmen")).to_be_visible()
    checked_for = page.get_by_text("Summe der bestellbaren Zeilen").inner_text()

    page.get_by_role("button", name="18 Zeilen in den Warenkorb").click()
    expect(page.locator("#outcome")).to_contain_text("18 Zeilen liegen im Warenkorb. 2 Zeilen brauchen Sie noch")
    expect(page.get_by_label("Zeilen", exact=True)).to_have_value("HW-9999;1\nHW-4002;25")
    page.locator("#outcome").get_by_role("link", name="Zum Warenkorb").click()
    with looked_at(page, "ordering-cart"):
        expect(page.get_by_test_id("cart-line")).to_have_count(LINES)
        expect(page.get_by_text(f"Kommission: {LINE_TEXT}")).to_be_visible()
        in_the_cart = total_of(page)
    assert _amount(checked_for) in in_the_cart

    page.get_by_role("button", name="Zur Kasse").first.click()
    expect(order_button(page)).to_be_enabled()
    assert total_of(page) == in_the_cart
    page.get_by_label("Andere Adresse").check()
    for label, value in (
        ("Name oder Firma", "Baustelle Klinikum"),
        ("Straße und Hausnummer", "Teutoburger Straße 50"),
        ("Postleitzahl", "33604"),
        ("Ort", "Bielefeld"),
    ):
        page.get_by_label(label).fill(value)
    page.get_by_label("Ihre Bestellnummer").fill("EV-4711")
    page.get_by_label("Wunschtermin").fill("2026-12-21")
    with looked_at(page, "ordering-checkout"):
        pass
    order_button(page).click()

    number = number_on(page)
    with looked_at(page, "ordering-placed"):
        expect(page.get_by_role("heading", level=1)).to_have_text("Vielen Dank für Ihre Bestellung")
        expect(page.get_by_role("heading", level=1)).to_be_focused()
        for told in (number, "EV-4711", "Teutoburger Straße 50"):
            expect(page.locator("main")).to_contain_text(told)
        assert total_of(page) == in_the_cart
    assert {sku: before[sku] - after for sku, after in open_to(page, [*PIECES]).items()} == PIECES
    name, german = downloaded(page, "Auftragsbestätigung (PDF)")
    assert number in name
    for told in (number, "EV-4711", LINE_TEXT, "Teutoburger Straße 50", *PIECES, _amount(in_the_cart.split("\n")[-1])):
        assert told in german, told
    page.get_by_text("EN", exact=True).click()
    _, english = downloaded(page, "Order confirmation (PDF)")
    for told in (number, LINE_TEXT, *PIECES, _english(in_the_cart.split("\n")[-1])):
        assert told in english, told

    page.reload()
    page.go_back()
    page.go_forward()
    expect(page.get_by_test_id("cart-link")).not_to_contain_text(re.compile(r"\d"))
    assert {sku: before[sku] - after for sku, after in open_to(page, [*PIECES]).items()} == PIECES


def test_pressing_twice_reloading_and_going_back_order_once(visit: Visit) -> None:
    page = visit("dealer")
    with_cart(page, HW_1001=2)
    orders = _orders(page)
    page.goto("/cart")
    page.get_by_role("button", name="Zur Kasse").first.click()
    order_button(page).dblclick()
    number = number_on(page)
    page.go_back()
    expect(page.get_by_text("Ihr Warenkorb ist leer.")).to_be_visible()
    page.goto("/checkout")
    expect(page.get_by_text("Ihr Warenkorb ist leer.")).to_be_visible()
    expect(order_button(page)).not_to_be_visible()
    assert _orders(page) == orders + 1
    assert stored(page, "OrderPage", {"number": number})["order"]["state"] == "CONFIRMED"


def test_an_order_whose_answer_was_lost_is_asked_for_and_not_placed_anew(visit: Visit) -> None:
    page = visit("dealer")
    with_cart(page, HW_1001=1)
    orders = _orders(page)
    page.goto("/checkout")
    expect(order_button(page)).to_be_enabled()

    def lose(route: Route) -> None:
        if "PlaceOrder" not in (route.request.post_data or ""):
            return route.continue_()
        route.fetch()
        return route.abort()

    page.route("**/graphql", lose)
    order_button(page).click()
    expect(page.get_by_role("alert")).to_contain_text("Wir wissen nicht, ob Ihre Bestellung angekommen ist")
    expect(order_button(page)).to_be_disabled()
    page.unroute("**/graphql")
    page.reload()
    number_on(page)
    assert _orders(page) == orders + 1


def test_an_order_is_placed_with_the_keyboard_alone(visit: Visit) -> None:
    page = visit("dealer")
    with_cart(page)
    page.goto("/quick-order")
    page.get_by_label("Artikelnummer").focus()
    page.keyboard.type("HW-1001")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Artikelnummer")).to_be_focused()
    put = page.get_by_role("button", name="1 Zeile in den Warenkorb")
    expect(put).to_be_enabled()
    _tab_to(page, put)
    page.keyboard.press("Enter")
    expect(page.locator("#outcome")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Zum Warenkorb", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    _tab_to(page, page.get_by_role("button", name="Zur Kasse"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bestellung prüfen und abschicken")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(order_button(page)).to_be_enabled()
    _tab_to(page, order_button(page))
    page.keyboard.press("Enter")
    number_on(page)
    expect(page.get_by_role("heading", level=1)).to_be_focused()


def _tab_to(page: Page, target: Locator) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError("The keyboard does not get there.")


def _orders(page: Page) -> int:
    return int(stored(page, "MyOrders", {"first": 1})["orders"]["totalCount"])


def _amount(text: str) -> str:
    """The last amount in a text, without its sign."""
    return re.findall(r"[\d.]+,\d\d", text)[-1]


def _english(text: str) -> str:
    return f"{Decimal(_amount(text).replace('.', '').replace(',', '.')):,.2f}"
