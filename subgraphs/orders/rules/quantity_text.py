"""Reads a quantity as people and spreadsheets write it. Pure."""

from __future__ import annotations

import re
from decimal import Decimal

_PLAIN = re.compile(r"[0-9]{1,6}")
_SPACED = re.compile(r"[0-9]{1,3}(?:[ '’\u00a0\u2009\u202f][0-9]{3}){1,2}")
_DECIMAL = re.compile(r"([0-9]{1,6})[.,]([0-9]{1,2})")
_GROUPED = {",": re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){1,2}"), ".": re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){1,2}")}


def read_quantity(text: str, language: str) -> Decimal | None:
    """The number in `text`; None where there is none, or one that could be read in two ways.

    Thousands may be grouped by spaces, apostrophes, or the sign of the language: 1.000 in German, 1,000 in English. The
    other way round it might be one with three places, so it is not read.
    """
    text = text.strip()
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    if _SPACED.fullmatch(text) or _GROUPED["," if language == "en" else "."].fullmatch(text):
        return Decimal(re.sub(r"[^0-9]", "", text))
    if decimal := _DECIMAL.fullmatch(text):
        return Decimal(f"{decimal[1]}.{decimal[2]}")
    return None
