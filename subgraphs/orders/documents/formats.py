"""How money, days and moments are written on a paper: by the locale of its language, in the seller's time zone."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pycountry
from babel import Locale
from babel.dates import format_time
from babel.numbers import format_currency, format_decimal, format_percent

from subgraphs.common.clock import SELLER_ZONE
from subgraphs.common.text import written_day


def money(amount: Decimal, currency: str, locale: str) -> str:
    """At least cents; more places where a unit price has them."""
    return format_currency(amount, currency, locale=locale, decimal_quantization=False)


def count(number: int, locale: str) -> str:
    return format_decimal(number, locale=locale)


def percent(rate: Decimal, locale: str) -> str:
    """`rate` in percent: 19 is 19 %, 8.1 is 8.1 %."""
    return format_percent(rate / 100, locale=locale, decimal_quantization=False)


def day(value: date, locale: str) -> str:
    """On one line, whatever the width."""
    return written_day(value, locale.split("_")[0]).replace(" ", "\N{NO-BREAK SPACE}")


def moment_day(value: datetime, locale: str) -> str:
    return day(value.astimezone(SELLER_ZONE).date(), locale)


def moment(value: datetime, locale: str) -> str:
    return f"{moment_day(value, locale)}, {format_time(value, 'short', tzinfo=SELLER_ZONE, locale=locale)}"


def country(code: str, locale: str) -> str:
    """The country's name in the language; a code nobody knows as it is."""
    known = pycountry.countries.get(alpha_2=code)
    return code if known is None else Locale.parse(locale).territories.get(code, str(known.name))
