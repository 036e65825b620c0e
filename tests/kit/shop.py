"""The shop as people have it: a running house with demo data of a fixed day, and a browser in front of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Playwright, ViewportSize

from tests.kit.house import DOCUMENT_IDS
from tests.kit.servers import free_port
from tests.kit.waiting import wait_for_address
from werktor.settings import ROOT
from werktor.sign_ins import address_of
from werktor.storefront import build

TODAY = "2026-11-24"
DESKTOP = ViewportSize(width=1280, height=900)
PHONE = ViewportSize(width=390, height=844)

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

ALL_PICTURES = """() => Promise.all([...document.images].map((picture) => {
  picture.loading = "eager";
  return picture.decode();
}))"""
"""Pictures below the fold are loaded on demand; for a picture of the whole page all are wanted."""


@contextmanager
def running_shop(folder: Path, *, policies: Path = ROOT / "policies") -> Iterator[str]:
    """The address of a house that keeps its data and its log in `folder`; raises BuildFailed, TimeoutError."""
    build()
    port = free_port()
    settings = {"VAR": folder / "var", "TODAY": TODAY, "PORT": port, "POLICIES": policies}
    environment = {**os.environ, **{f"WERKTOR_{name}": str(value) for name, value in settings.items()}}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([sys.executable, "-m", "werktor", "up"], env=environment, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for_address(f"{address}/health/ready", seconds=120)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=20)


def chromium(playwright: Playwright) -> Browser:
    """Chromium of the machine, otherwise the one Playwright has installed; raises playwright's Error."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    return playwright.chromium.launch(executable_path=found, args=ARGUMENTS)


def sign_in(page: Page, name: str) -> None:
    """Signs a person of the demo world in, by the form."""
    page.goto("/sign-in")
    page.get_by_label("E-Mail").fill(address_of(name))
    page.get_by_label("Passwort").first.fill("demo")
    page.locator("form").get_by_role("button", name="Anmelden").click()
    page.get_by_test_id("who").wait_for()


def stored(page: Page, name: str, variables: Mapping[str, Any]) -> dict[str, Any]:
    """The data a document of the contract answers to whoever is signed in on the page."""
    body = {"documentId": DOCUMENT_IDS[name], "operationName": name, "variables": dict(variables)}
    answer: dict[str, Any] = page.request.post("/graphql", data=body).json()
    assert "errors" not in answer, answer
    data: dict[str, Any] = answer["data"]
    return data
