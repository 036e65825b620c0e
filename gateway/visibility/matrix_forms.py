"""The matrix as text, as CSV and as data for JSON."""

from __future__ import annotations

import csv
import io
from typing import Any

from gateway.visibility.matrix import Matrix

SEEN, HIDDEN = "x", "."


def as_text(matrix: Matrix) -> str:
    """The columns numbered and named, then a line for each coordinate with a mark for each column."""
    width = max(len(row.coordinate) for row in matrix.rows)
    groups = max(len(row.group) for row in matrix.rows)
    numbers = len(str(len(matrix.columns)))
    lines = [f"{number:>{numbers}}  {column.title}" for number, column in enumerate(matrix.columns, start=1)]
    lines.append("")
    for digit in range(numbers):
        heads = (f"{number:>{numbers}}"[digit] for number in range(1, len(matrix.columns) + 1))
        lines.append(f"{'':{width + groups + 4}}{''.join(heads)}")
    for row in matrix.rows:
        sees = frozenset(row.sees)
        marks = "".join(SEEN if index in sees else HIDDEN for index in range(len(matrix.columns)))
        lines.append(f"{row.coordinate:{width}}  {row.group:{groups}}  {marks}")
    return "\n".join(lines)


def as_csv(matrix: Matrix) -> str:
    """RFC 4180, a header first, `yes` or nothing for each column."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["coordinate", "group", *(column.title for column in matrix.columns)])
    for row in matrix.rows:
        sees = frozenset(row.sees)
        marks = ("yes" if index in sees else "" for index in range(len(matrix.columns)))
        writer.writerow([row.coordinate, row.group, *marks])
    return text.getvalue()


def as_plain(matrix: Matrix) -> dict[str, Any]:
    """`sees` holds indices of `audiences`."""
    return {
        "revision": matrix.revision,
        "audiences": [{"name": column.name, "title": column.title} for column in matrix.columns],
        "rows": [{"coordinate": row.coordinate, "group": row.group, "sees": list(row.sees)} for row in matrix.rows],
    }
