"""Every file of the folder is one that somebody reads: rules, cases or orders under another name would be missed."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.visibility import case_reading, guarded, order_reading
from gateway.visibility.files import PolicyFiles
from gateway.visibility.findings import Finding
from gateway.visibility.reader import MODEL_FILE

PROSE = (".md", ".txt")
"""For people, who read what they like."""


def unread_files(files: PolicyFiles) -> Iterator[Finding]:
    """Files that decide nothing because of their name: `guarded.yml`, `cases/stock.yml`, `incident/deny.csv`."""
    for name in files.texts:
        if not (_is_read(name) or name.endswith(PROSE)):
            reason = "nothing reads a file of this name"
            way_out = "write rules into NAME.csv, cases into cases/NAME.yaml, or delete the file"
            yield Finding(name, 0, reason, way_out)


def _is_read(name: str) -> bool:
    if name.startswith(f"{case_reading.FOLDER}/"):
        return name.endswith(".yaml")
    return name in (MODEL_FILE, guarded.FILE, order_reading.FILE) or (name.endswith(".csv") and "/" not in name)
