"""How a product is shown to somebody in a language and a country."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal

from subgraphs.common.text import FALLBACK_LANGUAGES

BETWEEN_VALUES = " / "
BETWEEN_ENDS = "–"

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?")
"""A plain number; `007` or `1e3` are names of something."""


@dataclass(frozen=True, slots=True)
class Sale:
    """The channel rule of one country and whether the product is delivered there."""

    channel: str
    delivered: bool


NOT_SOLD = Sale("on_enquiry", delivered=False)
"""What holds in a country the catalogue does not speak of: it may be looked at and asked for."""


def orderable(*, discontinued: bool, sale: Sale) -> bool:
    """A product that is not delivered to a country is still shown there (Reg. (EU) 2018/302), only not ordered."""
    return sale.delivered and not discontinued


def feature_value(
    contents: Mapping[str, Sequence[str]], unit: str | None, language: str, *, ranged: bool = False
) -> str:
    """The values in `language` (or what stands in for it), numbers in its notation: `4.0` is `4,0` in German.

    Digits are grouped only where a unit says that the number is an amount: a year or a type number is none.
    """
    chosen = next((known for known in (language, *FALLBACK_LANGUAGES) if known in contents), None)
    values = contents[chosen if chosen is not None else min(contents)]
    locale = _locale(language)
    between = BETWEEN_ENDS if ranged else BETWEEN_VALUES
    return between.join(_formatted(value, locale, grouped=unit is not None) for value in values)


def _formatted(value: str, locale: Locale, *, grouped: bool) -> str:
    if not (number := _NUMBER.fullmatch(value)):
        return value
    decimals = number[1] or ""
    pattern = ("#,##0" if grouped else "0") + ("." + "0" * (len(decimals) - 1) if decimals else "")
    return str(format_decimal(Decimal(value), format=pattern, locale=locale))


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return Locale.parse(FALLBACK_LANGUAGES[0])
