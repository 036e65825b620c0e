"""The policies in the browser of an administrator: nothing goes live unseen, and everything can be taken back."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import looked_at
from tests.conftest import could_not_be_had
from tests.kit.policy_pages import (
    MENDED,
    MISTYPED,
    RULE,
    RULES,
    STOCK_CASES,
    edit,
    editor,
    open_file,
    promise_dealers_what_the_rule_gives,
)
from tests.kit.shop import running_shop, stored
from werktor.node import BuildFailed
from werktor.settings import ROOT

Visit = Callable[[str | None], Page]
PRODUCT = "HW-1002"
"""An article that several warehouses have."""


@pytest.fixture
def policies(tmp_path: Path) -> Path:
    """A policy folder of our own to publish into."""
    return Path(shutil.copytree(ROOT / "policies", tmp_path / "policies"))


@pytest.fixture
def address(tmp_path: Path, policies: Path) -> Iterator[str]:
    """The address of a running house that follows that folder."""
    try:
        with running_shop(tmp_path, policies=policies) as address:
            yield address
    except BuildFailed as reason:
        could_not_be_had("The storefront's build", str(reason))


def test_an_administrator_edits_sees_the_error_mends_previews_publishes_what_a_dealer_then_sees_and_rolls_back(
    visit: Visit,
) -> None:
    admin, dealer = visit("admin"), visit("dealer")
    dealer.goto(f"/product/{PRODUCT}")
    expect(dealer.get_by_test_id("availability")).to_contain_text("Für Sie verfügbar")
    assert _warehouses(dealer) is None

    # edit
    admin.get_by_role("link", name="Rechte", exact=True).click()
    admin.get_by_role("link", name="Dateien").click()
    edit(admin, RULES, RULE, MISTYPED)

    # see the error
    finding = admin.get_by_test_id("finding").first
    with looked_at(admin, "policies-error"):
        expect(finding).to_contain_text("@warehous_stock", timeout=20_000)
        expect(finding).to_contain_text("Ausweg")
        expect(_publish(admin)).to_be_disabled()
    finding.get_by_role("link").click()
    _wait_until_selected(admin, MISTYPED)

    # mend: the name of the group first, then the cases that promise what holds no longer
    edit(admin, RULES, MISTYPED, MENDED)
    broken = admin.get_by_test_id("finding").filter(has_text=STOCK_CASES)
    expect(broken).to_contain_text("a dealer sees no single warehouse and no expected receipt", timeout=20_000)
    promise_dealers_what_the_rule_gives(admin)
    expect(admin.get_by_test_id("check")).to_contain_text("Nichts zu beanstanden", timeout=20_000)
    assert _warehouses(dealer) is None, "nothing is live before it is published"

    # preview
    admin.get_by_text("Vorschau", exact=True).click()
    with looked_at(admin, "policies-preview"):
        change = admin.get_by_test_id("preview").get_by_test_id("change")
        gains = change.filter(has_text="dealer, dealer certified: all but accountant")
        expect(gains.first).to_contain_text(
            "gewinnt @warehouse_stock, Availability.expectedReceipts, Availability.warehouses", timeout=20_000
        )
        expect(change.filter(has_text="ProductPage").first).to_contain_text("product.availability.warehouses")
        expect(change.filter(has_text="verliert")).to_have_count(0)

    # publish
    _publish_because(admin, "Händler sollen die Lager sehen")
    with looked_at(admin, "policies-published"):
        expect(admin.get_by_test_id("outcome")).to_contain_text("gilt jetzt", timeout=30_000)
        expect(admin.get_by_test_id("outcome")).not_to_contain_text("nicht gefolgt")
        expect(admin.get_by_test_id("unsaved")).to_have_count(0)

    # effect seen by a dealer
    dealer.reload()
    with looked_at(dealer, "policies-dealer"):
        expect(dealer.get_by_test_id("availability")).to_contain_text("Nach Lager")
    assert _warehouses(dealer)

    # roll back
    admin.get_by_role("link", name="Verlauf").click()
    newest = admin.get_by_test_id("revision").first
    expect(newest).to_contain_text("Händler sollen die Lager sehen")
    newest.get_by_role("button", name="Unterschied").click()
    with looked_at(admin, "policies-history"):
        expect(newest.get_by_role("region")).to_contain_text(f"+{MENDED}")
    admin.get_by_test_id("revision").nth(1).get_by_role("button", name="Zurück").click()
    asked = admin.get_by_role("dialog")
    asked.get_by_label("Grund").fill("Zu früh")
    asked.get_by_role("button", name="Zurück zu Stand").click()
    expect(admin.get_by_test_id("outcome")).to_contain_text("gilt jetzt", timeout=30_000)
    expect(admin.get_by_test_id("revision").first).to_contain_text("Zu früh")
    assert _warehouses(dealer) is None
    dealer.reload()
    expect(dealer.get_by_test_id("availability")).to_contain_text("Für Sie verfügbar")
    expect(dealer.get_by_test_id("availability")).not_to_contain_text("Nach Lager")


def _publish_because(page: Page, reason: str) -> None:
    page.get_by_label("Grund").fill(reason)
    _publish(page).click()


def _publish(page: Page) -> Locator:
    return page.get_by_role("button", name="Veröffentlichen")


def _wait_until_selected(page: Page, text: str) -> None:
    page.wait_for_function(
        """(text) => {
          const at = document.activeElement;
          return at.tagName === "TEXTAREA" && at.value.slice(at.selectionStart, at.selectionEnd) === text;
        }""",
        arg=text,
    )


def _warehouses(page: Page) -> object:
    product = stored(page, "ProductPage", {"sku": PRODUCT})["product"]
    return product["availability"]["warehouses"]


def test_what_is_edited_and_not_published_outlives_a_reload_and_is_let_go_only_when_asked_twice(visit: Visit) -> None:
    admin = visit("admin")
    admin.goto("/policies/files")
    edit(admin, RULES, RULE, MENDED)
    expect(admin.get_by_test_id("edited")).to_have_text("1 geändert")
    admin.reload()
    expect(editor(admin, RULES)).to_have_value(re.compile(re.escape(MENDED)))
    unsaved = admin.get_by_test_id("unsaved")
    expect(unsaved).to_contain_text(RULES)
    unsaved.get_by_role("button", name=f"{RULES} verwerfen").click()
    expect(unsaved).to_contain_text("gehen verloren")
    unsaved.get_by_role("button", name="Verwerfen", exact=True).last.click()
    expect(admin.get_by_test_id("unsaved")).to_have_count(0)
    expect(editor(admin, RULES)).to_have_value(re.compile(re.escape(RULE)))


def test_whoever_serves_customers_may_ask_why_and_nothing_else_and_customers_may_nothing(visit: Visit) -> None:
    service = visit("service")
    service.get_by_role("link", name="Warum nicht sichtbar?").click()
    service.get_by_label("E-Mail der Anmeldung").fill("dealer@demo.example")
    service.get_by_role("combobox", name="Feld").fill("Price.cost")
    service.get_by_role("button", name="Fragen").click()
    with looked_at(service, "policies-why"):
        answer = service.get_by_test_id("explanation")
        expect(answer).to_contain_text("dealer@demo.example sieht Price.cost nicht", timeout=20_000)
        expect(answer).to_contain_text("finance")
    service.goto("/policies/files")
    expect(service.locator("main")).to_contain_text("Das ist nicht für Ihre Anmeldung")

    dealer = visit("dealer")
    expect(dealer.get_by_role("link", name=re.compile("Rechte|Warum"))).to_have_count(0)
    dealer.goto("/policies/explain?who=plus@demo.example&coordinate=Price.net")
    with looked_at(dealer, "policies-not-for-dealers"):
        expect(dealer.locator("main")).to_contain_text("Das ist nicht für Ihre Anmeldung")


def test_an_answer_to_why_leads_to_the_line_that_decides(visit: Visit) -> None:
    admin = visit("admin")
    admin.goto("/policies/matrix?search=Availability.quantity")
    admin.get_by_test_id("matrix-row").first.get_by_role("link").click()
    admin.get_by_label("E-Mail der Anmeldung").fill("dealer@demo.example")
    admin.get_by_role("button", name="Fragen").click()
    rule = admin.get_by_test_id("rule").filter(has_text="@exact_stock").first
    expect(rule).to_contain_text("p, dealer, @exact_stock, read, allow", timeout=20_000)
    rule.get_by_role("link").click()
    _wait_until_selected(admin, "p, dealer, @exact_stock, read, allow")


def test_what_another_administrator_published_meanwhile_is_not_overwritten_and_neither_is_what_one_has_typed(
    visit: Visit,
) -> None:
    first, second = visit("admin"), visit("admin")
    open_file(first, RULES).press("Control+End")
    first.keyboard.type("\n# Zum Bestand\n")
    edit(second, RULES, RULE, f"# Von nebenan\n{RULE}")
    _publish_because(second, "Eine Anmerkung")
    expect(second.get_by_test_id("outcome")).to_contain_text("gilt jetzt", timeout=30_000)

    _publish_because(first, "Noch eine")
    expect(first.get_by_test_id("refused")).to_contain_text("hat jemand anders veröffentlicht", timeout=20_000)
    moved = first.get_by_test_id("moved")
    with looked_at(first, "policies-conflict"):
        expect(moved).to_contain_text("Eine Anmerkung")
        expect(moved).to_contain_text("-# Von nebenan")
        expect(moved).to_contain_text("+# Zum Bestand")
        expect(editor(first, RULES)).to_have_value(re.compile("# Zum Bestand"))
    edit(first, RULES, RULE, f"# Von nebenan\n{RULE}")
    first.get_by_test_id("moved").get_by_role("button", name="weiterarbeiten").click()
    _publish_because(first, "Noch eine")
    expect(first.get_by_test_id("outcome")).to_contain_text("gilt jetzt", timeout=30_000)
    first.goto("/policies/history")
    for shown, reason in enumerate(("Noch eine", "Eine Anmerkung")):
        expect(first.get_by_test_id("revision").nth(shown)).to_contain_text(reason)
