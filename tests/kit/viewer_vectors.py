"""The shared examples of the viewer header; the file's first member says what they promise."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

VECTORS: dict[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
ACCEPTED = {vector["name"]: vector for vector in VECTORS["accepted"]}
ACCEPTED_SERVICES = {vector["name"]: vector for vector in VECTORS["acceptedServices"]}
REFUSED = {vector["name"]: vector for vector in VECTORS["refused"]}

_SETS = frozenset({"claims", "machine", "functions", "grants", "roles", "groups"})


def members(viewer: dict[str, Any], names: frozenset[str] | None = None) -> dict[str, Any]:
    """The members of a vector's viewer as Python has them: lists become sets; `names` chooses some."""
    return {
        name: frozenset(value) if name in _SETS else value
        for name, value in viewer.items()
        if names is None or name in names
    }
