"""What is done on the pages of the policies, and the edit with which plain dealers see what is expected where."""

from __future__ import annotations

from urllib.parse import urlencode

from playwright.sync_api import Locator, Page

RULES = "stock.csv"
STOCK_CASES, MACHINE_CASES, TABLE_CASES = "cases/stock.yaml", "cases/machines.yaml", "cases/who_sees.yaml"
RULE = "p, dealer_plus, @warehouse_stock, read, allow"
MISTYPED = "p, dealer, @warehous_stock, read, allow"
MENDED = "p, dealer, @warehouse_stock, read, allow"

_PEOPLE_DO_NOT = "does_not_see: [Availability.warehouses, WarehouseStock,"
_MACHINES_DO_NOT = "does_not_see: [Availability.warehouses, Availability.expectedReceipts]"
_SYSTEM_DOES_NOT = f"Availability.contingents]\n  {_MACHINES_DO_NOT}"
_SYSTEM_DOES = "Availability.contingents, Availability.warehouses, Availability.expectedReceipts]"
_CERTIFIED_AND_TILL_DO_NOT = "Price.marginBand, Availability.warehouses, Availability.expectedReceipts, "


def open_file(page: Page, name: str) -> Locator:
    """Opens a file and returns its editor."""
    page.goto(f"/policies/files?{urlencode({'file': name})}")
    return editor(page, name)


def editor(page: Page, name: str) -> Locator:
    """Of the file that is open, in either language."""
    return page.get_by_label(f"Text von {name}").or_(page.get_by_label(f"Text of {name}"))


def edit(page: Page, name: str, before: str, after: str) -> None:
    """Writes `after` where `before` first stands."""
    written = open_file(page, name)
    text = written.input_value()
    assert before in text, f"{name} has no {before}"
    written.fill(text.replace(before, after, 1))


def promise_dealers_what_the_rule_gives(page: Page) -> None:
    """The cases that promise plain dealers and their machines nothing of the warehouses promise the contrary."""
    edit(page, STOCK_CASES, _PEOPLE_DO_NOT, _PEOPLE_DO_NOT.replace("does_not_see", "sees"))
    edit(page, MACHINE_CASES, _MACHINES_DO_NOT, _MACHINES_DO_NOT.replace("does_not_see", "sees"))
    edit(page, MACHINE_CASES, _SYSTEM_DOES_NOT, _SYSTEM_DOES)
    for _ in ("a certified dealer", "a till that the dealer allows prices"):
        edit(page, TABLE_CASES, _CERTIFIED_AND_TILL_DO_NOT, "Price.marginBand, ")
