"""A real browser on the all-in-one process with demo data; a run of its own, apart from the asynchronous tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

from tests.conftest import could_not_be_had
from tests.kit.servers import free_port
from tests.kit.waiting import wait_for_address
from werktor.storefront import BuildFailed, build

SCREENSHOTS = Path(__file__).resolve().parents[2] / "test-results" / "pages"
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
TODAY = "2026-11-24"
ALL_PICTURES = """() => Promise.all([...document.images].map((picture) => {
  picture.loading = "eager";
  return picture.decode();
}))"""
"""Pictures below the fold are loaded on demand; for a picture of the whole page all are wanted."""

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running house with demo data of a fixed day."""
    try:
        build()
    except BuildFailed as reason:
        could_not_be_had("The storefront's build", str(reason))
    folder = tmp_path_factory.mktemp("house")
    port = free_port()
    environment = {**os.environ, "WERKTOR_VAR": str(folder / "var"), "WERKTOR_TODAY": TODAY, "WERKTOR_PORT": str(port)}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([sys.executable, "-m", "werktor", "up"], env=environment, stdout=log, stderr=log)
        try:
            url = f"http://127.0.0.1:{port}"
            wait_for_address(f"{url}/health/ready", seconds=120)
            yield url
        finally:
            process.terminate()
            process.wait(timeout=20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium of the machine, otherwise the one Playwright has installed."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        except Error as reason:
            could_not_be_had("A browser", f"install the package chromium ({reason.message.splitlines()[0]})")
        yield browser
        browser.close()


Visit = Callable[[str | None], Page]


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """Opens the shop as a visitor, or signed in by the form; a page that fails in the console fails the test."""
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def open_as(name: str | None) -> Page:
        context = browser.new_context(viewport=DESKTOP, locale="de-DE", base_url=address)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("request", lambda request: problems.append(request.url) if _foreign(request.url, address) else None)
        if name is not None:
            page.goto("/sign-in")
            page.get_by_label("E-Mail").fill(f"{name}@demo.example")
            page.get_by_label("Passwort").first.fill("demo")
            page.locator("form").get_by_role("button", name="Anmelden").click()
            page.get_by_test_id("who").wait_for()
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
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.screenshot(path=SCREENSHOTS / f"{name}-phone.png", full_page=True)
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
