"""The events orders emits, one topic for each company."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class OrderMoved:
    """An order is new or has changed; what of it one may see, each listener reads for himself."""

    number: str
    company: str
    at: datetime
    version: int = 1


def topic(company: str) -> str:
    return f"orders:{company}"
