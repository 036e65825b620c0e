"""What people do in the shop on the way to an order."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from uuid import uuid4

from playwright.sync_api import Locator, Page, expect

from tests.kit.papers import words_of
from tests.kit.shop import stored

PLACED = re.compile(r"/order-placed/\d+$")


def paste(page: Page, text: str, good: int) -> None:
    """Pastes rows into the quick order and waits until so many of them are good."""
    page.goto("/quick-order")
    page.get_by_label("Zeilen", exact=True).fill(text)
    expect(page.get_by_role("button", name=re.compile(rf"^{good} Zeilen? in den Warenkorb"))).to_be_enabled()


def put_into_cart(page: Page, text: str, good: int) -> None:
    paste(page, text, good)
    page.get_by_role("button", name=re.compile("in den Warenkorb")).first.click()
    expect(page.locator("#outcome")).to_contain_text(re.compile(r"im Warenkorb\."))


def with_cart(page: Page, **quantities: int) -> None:
    """Leaves nothing but these articles in the cart, without the pages of it; `HW_1001` stands for HW-1001."""
    cart = stored(page, "Cart", {})["cart"]
    if cart is not None and cart["lines"]:
        given = {"cartId": cart["id"], "version": cart["version"], "positions": None}
        assert stored(page, "RemoveFromCart", {"input": given})["removeFromCart"]["userErrors"] == []
    lines = [{"number": sku.replace("_", "-"), "quantity": quantity} for sku, quantity in quantities.items()]
    if lines:
        assert add_to_cart(page, lines)["userErrors"] == []


def add_to_cart(page: Page, lines: list[dict[str, Any]]) -> dict[str, Any]:
    answer: dict[str, Any] = stored(page, "AddToCart", {"input": {"key": uuid4().hex, "lines": lines}})["addToCart"]
    return answer


def total_of(page: Page) -> str:
    """The sums on the page as they are written there."""
    totals = page.get_by_test_id("totals")
    expect(totals).to_be_visible()
    return totals.inner_text()


def order_button(page: Page) -> Locator:
    return page.get_by_role("button", name=re.compile("verbindlich bestellen", re.IGNORECASE))


def number_on(page: Page) -> str:
    """The number of the order whose confirmation page is shown."""
    expect(page).to_have_url(PLACED)
    return page.url.rsplit("/", 1)[1]


def downloaded(page: Page, button: str) -> tuple[str, str]:
    """The file a button gives: its name and the words in it."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    file = download.value
    return file.suggested_filename, words_of(Path(file.path()).read_bytes())


def open_to(page: Page, skus: list[str]) -> dict[str, int]:
    """The exact quantity of each article that is open to whoever is signed in on the page."""
    return {
        sku: stored(page, "ProductAvailability", {"sku": sku})["product"]["availability"]["quantity"] for sku in skus
    }
