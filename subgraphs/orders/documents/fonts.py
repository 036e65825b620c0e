"""The typeface of the papers: Source Sans, which writes every Latin, Greek and Cyrillic name and the signs of money.

It comes with a package of fonts that need not be imported to be read.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

PACKAGE = "font_source_sans_pro"
FAMILY = "Source Sans Pro"
FILES = {"": "SourceSansPro-Regular.ttf", "B": "SourceSansPro-Semibold.ttf"}
"""Style of fpdf2 to file."""


def font_files() -> dict[str, Path]:
    """Style to file; raises RuntimeError when the package is not installed."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise RuntimeError(f"The package of fonts '{PACKAGE}' is not installed; install the requirements.")
    folder = Path(found.submodule_search_locations[0]) / "files"
    return {style: folder / name for style, name in FILES.items()}
