"""Readable data files (YAML) whose dates may be told relative to a day: `today`, `today+14`, `today-3`."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

_RELATIVE = re.compile(r"today(?:([+-])(\d+))?")


def read_yaml(path: Path, *, today: date) -> Any:
    """The content of a YAML file, relative dates resolved to `date`; raises yaml.YAMLError naming file and line."""
    with path.open(encoding="utf-8") as file:
        return _resolved(yaml.safe_load(file), today)


def _resolved(value: Any, today: date) -> Any:
    if isinstance(value, dict):
        return {key: _resolved(member, today) for key, member in value.items()}
    if isinstance(value, list):
        return [_resolved(item, today) for item in value]
    if isinstance(value, str) and (match := _RELATIVE.fullmatch(value)):
        sign, days = match.groups()
        return today + timedelta(days=int(f"{sign or '+'}{days or 0}"))
    return value
