"""What a cart or an order costs as a whole, and the mark that stands for exactly these prices. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from subgraphs.orders.rules.totals import Amounts, totals


@dataclass(frozen=True, slots=True)
class LinePricing:
    """Unit amounts are per price unit; net ones are None for private buyers, all of them where no price is stated."""

    priced: bool
    unit_net: Decimal | None = None
    unit_gross: Decimal | None = None
    line_net: Decimal | None = None
    line_gross: Decimal | None = None

    @property
    def unit(self) -> Decimal | None:
        """The amount that counts for this buyer: net, for private buyers gross."""
        return self.unit_gross if self.unit_net is None else self.unit_net


@dataclass(frozen=True, slots=True)
class ChargePricing:
    """`kind`: freight or small_order."""

    kind: str
    net: Decimal | None
    gross: Decimal | None


@dataclass(frozen=True, slots=True)
class OrderPricing:
    """Prices of all lines by position; the totals include the charges. `tax_rate` in percent."""

    currency: str
    tax_rate: Decimal | None
    net_total: Decimal | None
    tax_total: Decimal | None
    gross_total: Decimal | None
    charges: tuple[ChargePricing, ...]
    lines: Mapping[int, LinePricing]

    @property
    def mark(self) -> str:
        """Equal for equal prices, whenever they are told; other prices have another.

        A plain digest: whoever is told the mark is told the prices too.
        """
        return hashlib.sha256("\n".join(self._told()).encode()).hexdigest()

    def _told(self) -> Iterator[str]:
        yield self.currency
        yield _amounts("total", self.tax_rate, self.net_total, self.tax_total, self.gross_total)
        for charge in sorted(self.charges, key=lambda charge: charge.kind):
            yield _amounts(charge.kind, charge.net, charge.gross)
        for position, line in sorted(self.lines.items()):
            yield _amounts(str(position), line.unit_net, line.unit_gross, line.line_net, line.line_gross)


def goods_totals(pricing: OrderPricing) -> tuple[Decimal | None, Decimal | None]:
    """Net and gross of the priced lines, no charges; net is None for private buyers, both where none is priced."""
    goods = [Amounts(line.line_net, line.line_gross) for line in pricing.lines.values() if line.line_gross is not None]
    if not goods:
        return None, None
    found = totals(goods, pricing.tax_rate)
    return found.net, found.gross


def _amounts(name: str, *amounts: Decimal | None) -> str:
    """Written so that 51.3 and 51.30 are one amount."""
    return ":".join((name, *("-" if amount is None else f"{amount.normalize():f}" for amount in amounts)))
