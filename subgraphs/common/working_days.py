"""Days on which goods leave the house."""

from __future__ import annotations

from datetime import date, timedelta

SATURDAY = 5


def next_working_day(day: date) -> date:
    """The day itself from Monday to Friday, else the Monday after."""
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return day
