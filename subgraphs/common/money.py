"""Money: exact decimal amounts with an ISO 4217 currency, and the one way the house rounds."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import moneyed
import strawberry
from strawberry import federation

CENT = Decimal("0.01")


@federation.type(name="Money", shareable=True, description="An exact amount in one currency.")
class MoneyType:
    amount: Decimal = strawberry.field(description="Decimal as a string, never rounded by transport.")
    currency_code: str = strawberry.field(description="ISO 4217 code, e.g. EUR.")

    @classmethod
    def of(cls, money: moneyed.Money) -> MoneyType:
        """Shows cents at least: 51.30, never 51.3; more places where the amount has them."""
        cents = half_up(money.amount)
        return cls(amount=cents if cents == money.amount else money.amount, currency_code=money.currency.code)


def half_up(amount: Decimal, step: Decimal = CENT) -> Decimal:
    """Commercial rounding (EN 16931, BR-CO-17); py-moneyed itself would round half to even."""
    return amount.quantize(step, rounding=ROUND_HALF_UP)
