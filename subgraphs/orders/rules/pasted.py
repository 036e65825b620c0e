"""Reads pasted, typed or uploaded rows: number, quantity, text. Every row that is not empty is accounted for. Pure.

Columns are parted by tab, semicolon or comma, as spreadsheets and CSV do (RFC 4180 quotes included), else by several
spaces, else by single ones. Since a buyer's own number may hold spaces, the numbers he has are known here.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from subgraphs.orders.rules.numbers import compared
from subgraphs.orders.rules.quantity_text import read_quantity

ROWS_CAP = 500
LONGEST_NUMBER_WORDS = 6
HEADINGS = frozenset(
    [
        "artikel",
        "artikelnr",
        "artnr",
        "artikelnummer",
        "bestellnummer",
        "nummer",
        "nr",
        "sku",
        "ean",
        "gtin",
        "menge",
        "anzahl",
        "stück",
        "stueck",
        "stk",
        "article",
        "articleno",
        "articlenumber",
        "item",
        "itemno",
        "itemnumber",
        "number",
        "no",
        "partno",
        "partnumber",
        "product",
        "quantity",
        "qty",
        "pieces",
        "pcs",
        "sep=",
    ]
)

Columns: TypeAlias = tuple[str, str, str]
"""Number, quantity and text, each empty where nothing stands."""

_BREAK = re.compile(r"\r\n|\r|\n")
_SEVERAL_SPACES = re.compile(r"\s{2,}")
_PLACES = re.compile(r"[0-9]{1,3}")
_PRINTED_GTIN = re.compile(r"^([0-9]) ([0-9]{6}) ([0-9]{6})(?=\s|$)")
"""A GTIN-13 as it stands below its bars."""


@dataclass(frozen=True, slots=True)
class PastedRow:
    """A row as it is read: `number` is None where none can be read, `quantity` where none is given.

    `quantity_is_readable` is false where there is something in its place that is no quantity.
    """

    row: int
    text: str
    number: str | None = None
    quantity: Decimal | None = None
    quantity_is_readable: bool = True
    line_text: str | None = None


@dataclass(frozen=True, slots=True)
class PastedText:
    """The rows in order, at most 500; `unread` counts those from the last one on, which is then shown and not read."""

    rows: tuple[PastedRow, ...]
    unread: int = 0


def possible_numbers(text: str) -> set[str]:
    """All that may be a buyer's own number in the text, as it is looked up: whole columns and runs of words."""
    found: set[str] = set()
    for _, row in _filled_rows(text)[:ROWS_CAP]:
        separator = _separator(row)
        numbers = (number for number, _ in _word_runs(row)) if separator is None else _separated(row, separator)[:1]
        found.update(compared(number) for number in numbers)
    return found


def read_rows(text: str, language: str, known: Collection[str] = ()) -> PastedText:
    """The rows of a text, whose quantities are written as in `language`; `known`: the buyer's numbers found in it."""
    filled = _filled_rows(text)
    readable = filled if len(filled) <= ROWS_CAP else filled[: ROWS_CAP - 1]
    rows = [_read(row, written, language, known, first=row == filled[0][0]) for row, written in readable]
    unread = filled[len(readable) :]
    rows += [PastedRow(row, written) for row, written in unread[:1]]
    return PastedText(tuple(rows), len(unread))


def _filled_rows(text: str) -> list[tuple[int, str]]:
    rows = enumerate(_BREAK.split(text.removeprefix("\ufeff")), start=1)
    return [(row, written.strip()) for row, written in rows if written.strip()]


def _read(row: int, text: str, language: str, known: Collection[str], *, first: bool) -> PastedRow:
    separator = _separator(text)
    number, written, rest = _spaced(text, known) if separator is None else _separated(text, separator)
    quantity = read_quantity(written, language)
    if not number or (first and quantity is None and (_is_heading(number) or _is_heading(written))):
        return PastedRow(row, text)
    return PastedRow(row, text, number, quantity, quantity is not None or not written, rest or None)


def _separator(row: str) -> str | None:
    """A comma that comes after several spaces is part of a text or of a number."""
    for separator in ("\t", ";"):
        if separator in row:
            return separator
    before, comma, _ = row.partition(",")
    return "," if comma and not _SEVERAL_SPACES.search(before) else None


def _separated(row: str, separator: str) -> Columns:
    number, quantity, *rest = (*next(csv.reader([row], delimiter=separator)), "")
    if separator == ",":
        quantity, rest = _one_quantity(quantity, rest)
    return _without_gaps(number.strip()), quantity.strip(), separator.join(rest).strip(f"{separator} ")


def _one_quantity(quantity: str, rest: list[str]) -> tuple[str, list[str]]:
    """Puts 1,000 or 2,5 together again, which commas as separators have parted: it may be one quantity or two columns,
    so it will not be read."""
    if quantity.strip().isdecimal() and _PLACES.fullmatch(rest[0].strip() if rest else ""):
        return f"{quantity},{rest[0]}?", rest[1:]
    return quantity, rest


def _spaced(row: str, known: Collection[str]) -> Columns:
    """The longest run of words that is a number of the buyer's comes first, else what is parted by several spaces."""
    row = _without_gaps(row)
    own = next((run for run in _word_runs(row) if compared(run[0]) in known), None)
    if own is None and _SEVERAL_SPACES.search(row):
        number, quantity, rest = (*_SEVERAL_SPACES.split(row, maxsplit=2), "")[:3]
        return number, quantity, rest
    number, after = own or (row.split()[0], " ".join(row.split()[1:]))
    quantity, _, rest = after.partition(" ")
    return number, quantity, rest


def _word_runs(row: str) -> Iterator[tuple[str, str]]:
    """Runs of words from the start, each with what follows it, the longest first."""
    words = row.split()
    for length in range(min(len(words), LONGEST_NUMBER_WORDS), 0, -1):
        yield " ".join(words[:length]), " ".join(words[length:])


def _without_gaps(number: str) -> str:
    return _PRINTED_GTIN.sub(r"\1\2\3", number)


def _is_heading(column: str) -> bool:
    return re.sub(r"[\s.:\-_/]", "", column).casefold() in HEADINGS
