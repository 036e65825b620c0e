"""What a confirmation says, whatever it is drawn on: frozen values, already cut down to what its reader may see.

Amounts and addresses that are not his are None and leave no trace on the paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Party:
    """One of the parties of an order; whoever may not see the address is told the name alone."""

    name: str
    street: str | None = None
    postcode: str | None = None
    city: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class LineAmounts:
    """`unit` per `per` price units and `total` of the line; gross for private buyers, net for all others."""

    unit: Decimal
    total: Decimal
    per: int


@dataclass(frozen=True, slots=True)
class ConfirmedLine:
    """One line. `quantity` and `back_ordered` in order units, `unit` their UN/ECE code; `state` a stored word."""

    position: int
    sku: str
    name: str | None
    buyer_number: str | None
    line_text: str | None
    quantity: int
    unit: str | None
    state: str
    promised_date: date | None
    back_ordered: int
    amounts: LineAmounts | None


@dataclass(frozen=True, slots=True)
class ConfirmedCharge:
    """`kind`: freight or small_order; `amount` gross for private buyers, net for all others."""

    kind: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Totals:
    """What is to be paid. `net` is None for private buyers: their `tax` is contained in `gross`.

    `tax_rate` in percent and `tax` are None where the order keeps none.
    """

    net: Decimal | None
    tax_rate: Decimal | None
    tax: Decimal | None
    gross: Decimal


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The confirmation of one order. `totals` None: its reader sees no amounts, then no line and no charge has any.

    `state`: a stored word; `reserved_until` only while the order waits for approval.
    """

    number: str
    state: str
    placed_at: datetime
    currency: str
    buyer_reference: str | None
    requested_date: date | None
    back_orders: bool
    reserved_until: datetime | None
    seller: Party | None
    buyer: Party | None
    ship_to: Party | None
    lines: tuple[ConfirmedLine, ...]
    charges: tuple[ConfirmedCharge, ...]
    totals: Totals | None

    @property
    def is_request(self) -> bool:
        """Not an order yet: somebody inside the company has to approve it."""
        return self.state == "awaiting"
