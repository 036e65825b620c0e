"""Which pages are looked at, as whom, and what is done there before."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from playwright.sync_api import Page, expect

from tests.kit.policy_pages import MENDED, MISTYPED, RULE, RULES, edit, promise_dealers_what_the_rule_gives

PEOPLE = ("visitor", "private", "firm", "dealer", "warehouse")
"""Who is shown in every row; a page that somebody may not use shows him what it says instead."""

ROWS = "HW-1001;5\nHW-4002 25\n4069876110011;2\nHW-1006;1\nHW-0000;3\nHW-1004"
"""A quick order with a good row, a quantity out of step, a box, an article for dealers, no article, no quantity."""

MANY_ROWS = "\n".join(f"HW-{number};{quantity}" for quantity, number in enumerate(range(1001, 1025), start=1))
"""A quick order longer than the screen, with articles of every channel in it."""

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


def type_many_rows(page: Page) -> None:
    page.get_by_label("Zeilen", exact=True).fill(MANY_ROWS)
    expect(page.get_by_test_id("quick-summary")).to_contain_text("von 24 Zeilen", timeout=20_000)


def ask_for_a_quantity_out_of_step(page: Page) -> None:
    line = page.get_by_test_id("cart-line").filter(has_text="HW-4002")
    line.get_by_role("textbox").fill("25")
    page.keyboard.press("Enter")
    line.get_by_role("alert").wait_for()


def ask_for_a_day_that_has_passed(page: Page) -> None:
    page.get_by_label("Wunschtermin").fill("2020-01-01")
    page.locator("main").get_by_role("button", name=re.compile("bestellen|abschicken")).click()
    page.get_by_role("alert").first.wait_for()


def type_another_address(page: Page) -> None:
    page.get_by_role("radio", name="Andere Adresse").check()


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


def mistype_a_rule(page: Page) -> None:
    edit(page, RULES, RULE, MISTYPED)
    page.get_by_test_id("finding").first.wait_for(timeout=20_000)


def preview_a_rule(page: Page) -> None:
    edit(page, RULES, RULE, MENDED)
    promise_dealers_what_the_rule_gives(page)
    page.get_by_text("Vorschau", exact=True).click()
    page.get_by_test_id("change").first.wait_for(timeout=20_000)


def show_a_difference(page: Page) -> None:
    page.get_by_test_id("revision").first.get_by_role("button", name=re.compile("Unterschied")).click()
    page.get_by_role("region").first.wait_for(timeout=20_000)


TWO = "a=kind:dealer+function:buyer&b=kind:dealer+tier:plus+function:buyer"
WHY = "/policies/explain?who=dealer@demo.example&coordinate=Price.cost"

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
    Place("Quick order, many rows", "/quick-order", ("dealer",), type_many_rows),
    Place("Cart that is empty", "/cart", ("dealer2", "moser")),
    Place("Cart, quantity out of step", "/cart", ("firm", "requester"), ask_for_a_quantity_out_of_step),
    Place("Cart", "/cart", (*PEOPLE, "requester", "partner")),
    Place("Checkout", "/checkout", (*PEOPLE, "requester")),
    Place("Checkout, another address", "/checkout", ("private", "dealer"), type_another_address),
    Place("Checkout, refused", "/checkout", ("private", "dealer", "requester"), ask_for_a_day_that_has_passed),
    Place("Order placed", "/order-placed/{order}", ("private", "firm", "dealer", "requester")),
    Place("My orders", "/orders"),
    Place("My orders, as requester and accountant", "/orders", ("requester", "accountant", "companyadmin")),
    Place("My orders, none in this state", "/orders?state=CANCELLED", ("private",)),
    Place("Order", "/order/{order}"),
    Place("Request", "/order/100436", ("requester", "approver", "dealer")),
    Place("Request, about to be withdrawn", "/order/100436", ("requester", "dealer"), ask_to_cancel, whole=False),
    Place("Order that is cancelled", "/order/100390", ("dealer",)),
    Place("Order nobody has", "/order/999999", ("dealer",)),
    Place("Policies, matrix", "/policies/matrix", ("admin", "visitor", "dealer")),
    Place("Policies, search of the matrix", "/policies/matrix?search=expectedReceipts", ("admin",)),
    Place("Policies, two audiences", f"/policies/matrix?{TWO}", ("admin",)),
    Place("Policies, files", "/policies/files?file=stock.csv", ("admin",)),
    Place("Policies, findings", "/policies/files?file=stock.csv", ("admin",), mistype_a_rule),
    Place("Policies, preview", "/policies/files?file=stock.csv", ("admin",), preview_a_rule),
    Place("Policies, history", "/policies/history", ("admin",), show_a_difference),
    Place("Policies, why", "/policies/explain", ("admin",)),
    Place("Policies, why answered", WHY, ("admin",)),
    Place("Policies, why answered for staff", WHY, ("service",), breaks=True),
    Place("Sign-in", "/sign-in", ("visitor",)),
    Place("Sign-in refused", "/sign-in", ("visitor",), refuse_sign_in, breaks=True),
    Place("Session ended", "/sign-in?to=%2Forders&ended=", ("visitor",)),
    Place("Menu", "/product/HW-1001", ("visitor", "dealer"), open_menu, whole=False),
    Place("Nowhere", "/no/such/page", ("visitor",)),
    Place("Shop out of reach", "/", ("visitor", "dealer"), lose_gateway, breaks=True),
    Place("No connection", "/product/HW-1001", ("visitor",), lose_connection, breaks=True),
    Place("Articles in English", "/?sort=SKU", ("visitor", "dealer"), language="en"),
    Place("Article in English", "/product/HW-1001", ("private", "dealer", "warehouse"), language="en"),
    Place("Quick order in English", "/quick-order", ("dealer",), language="en"),
    Place("Cart in English", "/cart", ("private", "firm", "dealer"), language="en"),
    Place("Checkout in English", "/checkout", ("private", "dealer", "requester"), language="en"),
    Place("Order placed in English", "/order-placed/{order}", ("dealer", "requester"), language="en"),
    Place("My orders in English", "/orders", ("dealer",), language="en"),
    Place("Order in English", "/order/{order}", ("dealer",), language="en"),
    Place("Policies in English, matrix", "/policies/matrix", ("admin",), language="en"),
    Place("Policies in English, findings", "/policies/files", ("admin",), mistype_a_rule, language="en"),
    Place("Policies in English, why", WHY, ("admin",), language="en"),
    Place("Sign-in in English", "/sign-in", ("visitor",), language="en"),
)
