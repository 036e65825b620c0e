"""Takes the pictures: each place as each of its people, on a desk and on a phone, with whatever is wrong there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize, expect

from tests.browser.gallery.places import Place
from tests.kit.shop import ALL_PICTURES, DESKTOP, PHONE, stored
from werktor.sign_ins import address_of

WIDTHS = {"desk": DESKTOP, "phone": PHONE}
FAULTS = (Path(__file__).parent / "faults.js").read_text(encoding="utf-8")
CART = {"private": "HW-1001", "firm": "HW-4004", "dealer": "HW-1003", "requester": "HW-1005", "partner": "HW-2001"}
"""What each who fills a cart has in it, beside an article that is there for everybody."""


@dataclass(frozen=True)
class Picture:
    place: Place
    who: str
    width: str
    file: str
    faults: tuple[str, ...]


class Visitors:
    """A browser for each who looks, signed in once, with a filled cart where he may have one."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser = browser
        self._address = address
        self._contexts: dict[tuple[str, str], BrowserContext] = {}

    def context(self, who: str, language: str) -> BrowserContext:
        if (who, language) not in self._contexts:
            self._contexts[who, language] = self._opened(who, language)
        return self._contexts[who, language]

    def _opened(self, who: str, language: str) -> BrowserContext:
        locale = {"de": "de-DE", "en": "en-GB"}[language]
        context = self._browser.new_context(locale=locale, base_url=self._address, reduced_motion="reduce")
        if who != "visitor":
            context.request.post("/auth/sign-in", data={"email": address_of(who), "password": "demo"})
        if who in CART and language == "de":
            page = context.new_page()
            lines = [{"number": CART[who], "quantity": 4}, {"number": "HW-4002", "quantity": 20, "lineText": "Halle 3"}]
            filled = stored(page, "AddToCart", {"input": {"key": f"gallery-{who}", "lines": lines}})["addToCart"]
            assert filled["userErrors"] == [], filled
            page.close()
        return context


def pictures(visitors: Visitors, places: tuple[Place, ...], folder: Path) -> Iterator[Picture]:
    """Takes one picture after the other into the folder."""
    for place in places:
        for who in place.people:
            for width, size in WIDTHS.items():
                file = f"{re.sub(r'[^a-z0-9]+', '-', place.name.lower())}-{who}-{width}.png"
                with _opened(visitors.context(who, place.language), size) as (page, told):
                    page.goto(place.address_for(who))
                    _settle(page)
                    place.act(page)
                    _settle(page)
                    if not place.breaks:
                        page.evaluate(ALL_PICTURES)
                    faults = [*page.evaluate(FAULTS), *([] if place.breaks else told)]
                    page.screenshot(path=folder / file, full_page=place.whole)
                yield Picture(place, who, width, file, tuple(faults))


@contextmanager
def _opened(context: BrowserContext, size: ViewportSize) -> Iterator[tuple[Page, list[str]]]:
    """A page and what it tells the console as an error."""
    told: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error":
            told.append(f"tells the console: {message.text}")

    page = context.new_page()
    page.set_viewport_size(size)
    page.on("console", listen)
    page.on("pageerror", lambda error: told.append(f"breaks: {error}"))
    try:
        yield page, told
    finally:
        context.set_offline(False)
        page.close()


def _settle(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    expect(page.locator(".mantine-Loader-root")).to_have_count(0, timeout=20_000)
    expect(page.get_by_test_id("live").get_by_text("Verbindet")).to_have_count(0)
