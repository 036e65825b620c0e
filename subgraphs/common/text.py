"""Localized text with fallback (a missing translation shows another language rather than nothing) and its sort key."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date

from babel.dates import format_date

FALLBACK_LANGUAGES = ("de", "en")


def localized(texts: Mapping[str, str], language: str) -> str | None:
    """The text in `language` (ISO 639-1), else German, else English, else any; None when there is none at all."""
    for candidate in (language, *FALLBACK_LANGUAGES):
        if candidate in texts:
            return texts[candidate]
    return next((texts[candidate] for candidate in sorted(texts)), None)


def written_day(day: date, language: str) -> str:
    """As people write it: 24.11.2026 in German, 24 Nov 2026 in every other language."""
    return format_date(day, "medium", locale="de_DE" if language == "de" else "en_GB")


def sort_key(text: str) -> str:
    """What a text is sorted and searched by: case and accents away, `ß` as `ss`; store it in an `ORDERED_TEXT`."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
