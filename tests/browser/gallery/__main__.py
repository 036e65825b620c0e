"""Pictures of every page of the shop, or of those whose name has one of the words given.

They go to `test-results/gallery/`. Fails when a page is too wide, tells the console an error, tears an amount, has text
that hardly stands out, headings out of order or controls without a name.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.gallery.index import index
from tests.browser.gallery.places import PLACES, Place
from tests.browser.gallery.taking import Picture, Visitors, pictures
from tests.kit.shop import chromium, running_shop

FOLDER = Path(__file__).resolve().parents[3] / "test-results" / "gallery"


def main(words: list[str]) -> int:
    chosen = tuple(place for place in PLACES if not words or any(word in place.name.lower() for word in words))
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as data, running_shop(Path(data)) as address, sync_playwright() as playwright:
        taken = _taken(Visitors(chromium(playwright), address), chosen)
    (FOLDER / "index.html").write_text(index(taken), encoding="utf-8")
    faults = [f"{picture.file} {fault}" for picture in taken for fault in picture.faults]
    print(*faults, f"{len(taken)} pictures, {len(faults)} faults: {FOLDER / 'index.html'}", sep="\n")
    return 1 if faults else 0


def _taken(visitors: Visitors, chosen: tuple[Place, ...]) -> list[Picture]:
    return list(pictures(visitors, chosen, FOLDER))


if __name__ == "__main__":
    sys.exit(main([word.lower() for word in sys.argv[1:]]))
