"""What a viewer may be told of the availability of one line. Pure facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class LinePromise:
    """`kept`: whether stock is kept of the article at all; `light`: green, yellow, red or None."""

    kept: bool
    light: str | None
    promised_date: date | None
    on_enquiry: bool
