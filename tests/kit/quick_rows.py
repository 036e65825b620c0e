"""Twenty rows as people of Eisen Vogt paste them, and what they come to: one text for every way of ordering."""

from __future__ import annotations

from collections.abc import Mapping

TWENTY_ROWS = """
HW-1001;2;Halle 3
hw-1009;1
HW-1004;5
HW-2002;1
HW-3001;12
HW-4001;500
HW-4004;10
HW-4005;1
HW-4006;2
HW-4007;10
EV 10.001;1
EV 10.004;1
ev 20.002;1
EV 40.007;2
Bit Torx 25
4069876010014;1
4 069876 040042;3
4069876110011;1
HW-9999;1
HW-4002;25
""".strip()
"""Ten of our numbers, five of his own, the GTINs of two pieces and of a box of four, and two rows that need him."""

FOUND_BY = (*["ARTICLE_NUMBER"] * 10, *["BUYER_NUMBER"] * 5, *["GTIN_PIECE"] * 2, "GTIN_BOX")

PROBLEMS: Mapping[str, tuple[str, int | None]] = {
    "HW-9999": ("UNKNOWN_NUMBER", None),
    "HW-4002": ("NOT_IN_STEP", 30),
}
"""By number why a row cannot be ordered, and the next quantity that can."""

PIECES: Mapping[str, int] = {
    "HW-1001": 8,
    "HW-1004": 6,
    "HW-1009": 1,
    "HW-3001": 12,
    "HW-4001": 500,
    "HW-4002": 20,
    "HW-4004": 13,
    "HW-4005": 1,
    "HW-4006": 2,
    "HW-4007": 12,
}
"""What the good rows come to and lies in stock, by article."""

OWED: Mapping[str, int] = {"HW-2002": 2}
"""What they come to and is promised for a later day."""

LINES = 12
"""Rows of one article and line text are one line of the cart."""

LINE_TEXT = "Halle 3"
