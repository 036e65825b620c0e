"""Names the subgraphs in `join__Graph`; nothing may read a subgraph's name back from these values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable


def graph_values(names: Iterable[str]) -> dict[str, str]:
    """Subgraph name -> enum value; subgraphs whose values would be the same are numbered from 1 in their order."""
    ordered = sorted(names)
    values = {name: _value(name) for name in ordered}
    shared = Counter(values.values())
    numbers: Counter[str] = Counter()
    result = {}
    for name, value in values.items():
        numbers[value] += 1
        result[name] = f"{value}_{numbers[value]}" if shared[value] > 1 else value
    return result


def _value(name: str) -> str:
    value = re.sub(r"\W", "_", name, flags=re.ASCII)
    if value[:1].isdigit():
        value = f"_{value}"
    if re.search(r"_\d+$", value):
        value = f"{value}_"  # a number at the end is kept for telling apart names that would be the same
    return value.upper()
