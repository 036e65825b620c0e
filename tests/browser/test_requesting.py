"""Who may not order requests, in a shop that never lets him see a price; who keeps the warehouse is told who may."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import looked_at
from tests.kit.hearing import hearing
from tests.kit.quick_rows import LINES, PIECES, TWENTY_ROWS
from tests.kit.shop import stored
from tests.kit.shopping import downloaded, number_on, open_to, paste, with_cart

Visit = Callable[[str | None], Page]


def test_a_requester_asks_for_twenty_rows_and_never_meets_a_price(visit: Visit) -> None:
    page, dealer = visit("requester"), visit("dealer")
    with_cart(page)
    before = open_to(dealer, [*PIECES])
    watched = page.context.new_page()
    heard, pushed = hearing(page), hearing(watched)
    watched.goto("/orders")
    expect(watched.get_by_test_id("live")).to_have_text("Live")

    paste(page, TWENTY_ROWS, good=18)
    _without_prices(page, "requesting-quick-order")
    page.get_by_role("button", name="18 Zeilen in den Warenkorb").click()
    page.locator("#outcome").get_by_role("link", name="Zum Warenkorb").click()
    expect(page.get_by_test_id("cart-line")).to_have_count(LINES)
    _without_prices(page, "requesting-cart")
    page.get_by_role("button", name="Zur Anfrage").first.click()
    send = page.get_by_role("button", name="Anfrage abschicken")
    expect(send).to_be_enabled()
    page.get_by_label("Wunschtermin").fill("2020-01-01")
    send.click()
    expect(page.get_by_role("alert")).to_contain_text("Es wurde noch nichts angefragt")
    _without_prices(page, "requesting-checkout")
    page.get_by_label("Wunschtermin").fill("")
    page.get_by_role("button", name="Anfrage abschicken").click()

    number = number_on(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Ihre Anfrage ist abgeschickt")
    expect(page.locator("main")).to_contain_text("reserviert")
    _without_prices(page, "requesting-placed")
    assert {sku: before[sku] - after for sku, after in open_to(dealer, [*PIECES]).items()} == PIECES
    listed = watched.get_by_test_id("order").filter(has_text=number)
    expect(listed).to_contain_text("Wartet auf Genehmigung")
    expect(listed).to_contain_text("Reserviert bis")
    _without_prices(watched, "requesting-orders")
    page.goto(f"/order/{number}")
    expect(page.get_by_test_id("order-state")).to_have_text("Wartet auf Genehmigung")
    _without_prices(page, "requesting-order")

    assert {"QuickOrder", "AddToCart", "Cart", "RequestOrder", "OrderPage"} <= heard.documents()
    assert "MyOrders" in pushed.documents()
    events = [frame["payload"]["data"] for frame in pushed.frames if frame["type"] == "next"]
    assert [event["orderChanged"]["order"]["state"] for event in events if event["orderChanged"]["order"]] != []
    assert heard.secrets() + pushed.secrets() == []


def test_the_dealer_is_sent_what_his_colleague_is_not(visit: Visit) -> None:
    page = visit("dealer")
    with_cart(page, HW_1001=1)
    heard = hearing(page)
    page.goto("/cart")
    expect(page.get_by_test_id("totals")).to_be_visible()
    assert [secret for secret in heard.secrets() if secret.startswith("Cart data.cart.netTotal")]


@pytest.mark.parametrize("place", ["/quick-order", "/cart", "/checkout"])
def test_the_warehouse_is_told_who_fills_carts(visit: Visit, place: str) -> None:
    page = visit("warehouse")
    heard = hearing(page)
    page.goto(place)
    with looked_at(page, f"warehouse{place.replace('/', '-')}"):
        expect(page.locator("main")).to_contain_text("für alle mit der Funktion Einkauf oder Anfrage")
    expect(page.get_by_test_id("cart-link")).not_to_be_visible()
    expect(page.get_by_role("link", name="Schnellbestellung")).not_to_be_visible()
    expect(page.get_by_role("textbox")).to_have_count(0)
    assert not {"Cart", "QuickOrder", "PlaceOrder", "RequestOrder"} & heard.documents()
    assert stored(page, "Cart", {})["cart"] is None


def _without_prices(page: Page, name: str) -> None:
    with looked_at(page, name):
        expect(page.locator("body")).not_to_contain_text("€")
        expect(page.locator("body")).not_to_contain_text("EUR")
        expect(page.get_by_test_id("totals")).to_have_count(0)
        expect(page.get_by_test_id("no-prices").first).to_be_visible()


def test_the_warehouse_gets_the_paper_of_an_order_without_a_price(visit: Visit) -> None:
    page = visit("warehouse")
    number = stored(page, "MyOrders", {"first": 1, "state": "CONFIRMED"})["orders"]["nodes"][0]["number"]
    page.goto(f"/order/{number}")
    _, words = downloaded(page, "Auftragsbestätigung (PDF)")
    assert number in words
    assert "€" not in words
