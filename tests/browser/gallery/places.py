"""Which pages are looked at, as whom, and what is done there before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from playwright.sync_api import Page, expect

PEOPLE = ("visitor", "private", "firm", "dealer", "warehouse")
"""Who is shown in every row; a page that somebody may not use shows him what it says instead."""

ROWS = "HW-1001;5\nHW-4002 25\n4069876110011;2\nHW-1006;1\nHW-0000;3\nHW-1004"
"""A quick order with a good row, a quantity out of step, a box, an article for dealers, no article, no quantity."""

Act = Callable[[Page], None]


@dataclass(frozen=True)
class Place:
    """One page: where it is, who looks, in which language.

    `breaks`: what fails there is part of the picture; `whole`: to its end, not only what is on the screen.
    """

    name: str
    address: str
    people: tuple[str, ...] = PEOPLE
    act: Act = field(default=lambda page: None)
    language: str = "de"
    breaks: bool = False
    whole: bool = True

    def address_for(self, who: str) -> str:
        return self.address.format(order=ORDERS.get(who, ORDERS["dealer"]))


ORDERS: Mapping[str, str] = {"private": "100395", "firm": "100428", "dealer": "100412", "requester": "100436"}
"""An order of each that shows most; the warehouse looks at the dealer's."""


def type_rows(page: Page) -> None:
    page.get_by_label("Zeilen", exact=True).fill(ROWS)
    expect(page.get_by_test_id("quick-summary")).to_contain_text("von 6 Zeilen", timeout=20_000)


def open_menu(page: Page) -> None:
    button = page.get_by_role("button", name="Menü", exact=True)
    if button.is_visible():
        button.click()


def unfold_steps(page: Page) -> None:
    page.get_by_text("So entsteht der Preis").click()


def ask_to_cancel(page: Page) -> None:
    page.get_by_role("button", name="Anfrage zurückziehen").click()
    page.get_by_role("dialog").wait_for()


def refuse_sign_in(page: Page) -> None:
    page.get_by_label("E-Mail").fill("nobody@demo.example")
    page.get_by_label("Passwort").first.fill("wrong")
    page.locator("form").get_by_role("button", name="Anmelden").click()
    page.get_by_role("alert").wait_for()


def lose_gateway(page: Page) -> None:
    page.route("**/graphql", lambda route: route.abort())
    page.reload()
    page.get_by_test_id("failure").wait_for(timeout=20_000)


def lose_connection(page: Page) -> None:
    page.context.set_offline(True)
    page.get_by_text("Sie sind offline.").wait_for()


PLACES = (
    Place("Articles", "/?sort=SKU"),
    Place("Articles, nothing found", "/?search=xyzzy", ("visitor",)),
    Place("Article", "/product/HW-1001"),
    Place("Article, how its price comes about", "/product/HW-1004", ("firm", "dealer"), unfold_steps),
    Place("Article with stock by warehouse", "/product/HW-1002", ("plus", "logistics", "finance")),
    Place("Article for dealers only", "/product/HW-1006", ("visitor", "firm", "dealer")),
    Place("Article on enquiry", "/product/HW-1007", ("visitor", "dealer")),
    Place("Article that is discontinued", "/product/HW-1008", ("private", "dealer")),
    Place("Article that is not delivered here", "/product/HW-1010", ("private", "plus")),
    Place("Article with minimum and step", "/product/HW-4002", ("firm", "dealer")),
    Place("Article with an old feed", "/product/HW-2003", ("visitor", "dealer")),
    Place("Article nobody has", "/product/HW-0000", ("visitor",)),
    Place("Quick order", "/quick-order"),
    Place("Quick order, rows checked", "/quick-order", ("private", "firm", "dealer", "requester"), type_rows),
    Place("Cart", "/cart", (*PEOPLE, "requester", "partner")),
    Place("Checkout", "/checkout", (*PEOPLE, "requester")),
    Place("Order placed", "/order-placed/{order}", ("private", "firm", "dealer", "requester")),
    Place("My orders", "/orders"),
    Place("My orders, as requester and accountant", "/orders", ("requester", "accountant", "companyadmin")),
    Place("My orders, none in this state", "/orders?state=CANCELLED", ("private",)),
    Place("Order", "/order/{order}"),
    Place("Request", "/order/100436", ("requester", "approver", "dealer")),
    Place("Request, about to be withdrawn", "/order/100436", ("requester", "dealer"), ask_to_cancel, whole=False),
    Place("Order nobody has", "/order/999999", ("dealer",)),
    Place("Sign-in", "/sign-in", ("visitor",)),
    Place("Sign-in refused", "/sign-in", ("visitor",), refuse_sign_in, breaks=True),
    Place("Session ended", "/sign-in?to=%2Forders&ended=", ("visitor",)),
    Place("Menu", "/product/HW-1001", ("visitor", "dealer"), open_menu, whole=False),
    Place("Nowhere", "/no/such/page", ("visitor",)),
    Place("Shop out of reach", "/", ("visitor", "dealer"), lose_gateway, breaks=True),
    Place("No connection", "/product/HW-1001", ("visitor",), lose_connection, breaks=True),
    Place("Articles in English", "/?sort=SKU", ("visitor", "dealer"), language="en"),
    Place("Article in English", "/product/HW-1001", ("dealer",), language="en"),
    Place("Quick order in English", "/quick-order", ("dealer",), language="en"),
    Place("Cart in English", "/cart", ("dealer",), language="en"),
    Place("Checkout in English", "/checkout", ("dealer",), language="en"),
    Place("My orders in English", "/orders", ("dealer",), language="en"),
    Place("Order in English", "/order/{order}", ("dealer",), language="en"),
    Place("Sign-in in English", "/sign-in", ("visitor",), language="en"),
)
