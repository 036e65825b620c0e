"""A cart that is open twice: whoever changes what another tab has changed sees how it stands and loses nothing."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import looked_at
from tests.kit.shop import stored
from tests.kit.shopping import with_cart

Visit = Callable[[str | None], Page]
QUANTITY = "Menge von Akku-Bohrschrauber W18"


def test_a_quantity_refused_because_the_cart_has_changed_gives_way_to_what_is_in_the_cart(visit: Visit) -> None:
    page = visit("dealer")
    with_cart(page, HW_1001=2, HW_1009=1)
    page.goto("/cart")
    field = page.get_by_label(QUANTITY)
    expect(field).to_have_value("2")
    cart = stored(page, "Cart", {})["cart"]
    position = next(line["position"] for line in cart["lines"] if line["product"]["sku"] == "HW-1009")
    elsewhere = {"cartId": cart["id"], "version": cart["version"], "position": position, "quantity": 4}
    assert stored(page, "ChangeCartLine", {"input": elsewhere})["changeCartLine"]["userErrors"] == []
    field.fill("7")
    field.press("Enter")
    with looked_at(page, "cart-changed-elsewhere"):
        expect(page.get_by_text("Der Warenkorb wurde anderswo geändert")).to_be_visible()
        expect(page.get_by_label("Menge von Exzenterschleifer W18")).to_have_value("4")
        expect(field).to_have_value("2")
    field.fill("7")
    field.press("Enter")
    expect(page.get_by_text("Der Warenkorb wurde anderswo geändert")).to_have_count(0)
    expect(page.get_by_test_id("totals")).to_contain_text("726,41")
    page.reload()
    expect(field).to_have_value("7")


def test_what_was_put_in_by_another_tab_is_there_when_this_one_is_looked_at(visit: Visit) -> None:
    page = visit("dealer")
    with_cart(page, HW_1001=1)
    page.goto("/cart")
    expect(page.get_by_test_id("cart-line")).to_have_count(1)
    other = page.context.new_page()
    other.goto("/product/HW-1009")
    other.get_by_role("button", name="In den Warenkorb").first.click()
    expect(other.get_by_text("Liegt im Warenkorb.")).to_be_visible()
    page.bring_to_front()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange', {bubbles: true}))")
    expect(page.get_by_test_id("cart-line")).to_have_count(2)
