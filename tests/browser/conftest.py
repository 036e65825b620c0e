"""A real browser on the all-in-one process with demo data; a run of its own, apart from the asynchronous tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

from tests.conftest import could_not_be_had
from tests.kit.shop import ALL_PICTURES, DESKTOP, PHONE, chromium, running_shop, sign_in
from werktor.node import BuildFailed

SCREENSHOTS = Path(__file__).resolve().parents[2] / "test-results" / "pages"


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running house with demo data of a fixed day."""
    try:
        with running_shop(tmp_path_factory.mktemp("house")) as address:
            yield address
    except BuildFailed as reason:
        could_not_be_had("The storefront's build", str(reason))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        try:
            browser = chromium(playwright)
        except Error as reason:
            could_not_be_had("A browser", f"install the package chromium ({reason.message.splitlines()[0]})")
        yield browser
        browser.close()


Visit = Callable[[str | None], Page]


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """Opens the shop as a visitor, or signed in by the form; a page that breaks or asks another host fails the test."""
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def open_as(name: str | None) -> Page:
        context = browser.new_context(viewport=DESKTOP, locale="de-DE", base_url=address)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("request", lambda request: problems.append(request.url) if _foreign(request.url, address) else None)
        if name is not None:
            sign_in(page, name)
        return page

    yield open_as
    for context in contexts:
        context.close()
    assert problems == []


def _foreign(url: str, address: str) -> bool:
    return not url.startswith((address, "data:", "blob:"))


@contextmanager
def looked_at(page: Page, name: str) -> Iterator[None]:
    """Keeps a picture of the page as it stands at the end of the block, on a desktop and on a phone."""
    yield
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.evaluate(ALL_PICTURES)
    page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)
    page.set_viewport_size(PHONE)
    page.screenshot(path=SCREENSHOTS / f"{name}-phone.png", full_page=True)
    page.set_viewport_size(DESKTOP)
