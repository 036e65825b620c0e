"""Checks the rows of a price import and gathers them to dated prices with their tiers; changes nothing by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pycountry

from subgraphs.prices.errors import PriceImportRefused
from subgraphs.prices.rules.conditions import Market, MarketPrice, PriceKind, Tier
from subgraphs.prices.rules.rounding import UNIT_STEP


@dataclass(frozen=True, slots=True)
class PriceRow:
    """One price of a catalogue for one market, from `lower_bound` base units on, for `price_quantity` price units."""

    sku: str
    territory: str
    currency: str
    kind: PriceKind
    amount: Decimal
    valid_from: date
    valid_until: date | None = None
    lower_bound: int = 1
    price_quantity: int = 1
    discount_group: str | None = None

    def __str__(self) -> str:
        market = f"{self.territory} {self.currency}"
        return f"{self.sku} {self.kind.value} {market} from {self.valid_from}, lower bound {self.lower_bound}"


@dataclass(frozen=True, slots=True)
class ArticlePrice:
    sku: str
    price: MarketPrice


PriceKey = tuple[str, PriceKind, str, str, date]


def gather(rows: Sequence[PriceRow]) -> list[ArticlePrice]:
    """The dated prices of the rows; raises PriceImportRefused naming every row that does not hold."""
    problems = [f"row {number} ({row}): {problem}" for number, row in enumerate(rows, 1) for problem in _faults(row)]
    groups: dict[PriceKey, list[tuple[int, PriceRow]]] = defaultdict(list)
    for number, row in enumerate(rows, 1):
        groups[row.sku, row.kind, row.territory, row.currency, row.valid_from].append((number, row))
    for group in groups.values():
        problems.extend(_disagreements(group))
    if problems:
        raise PriceImportRefused(problems)
    return [_price([row for _, row in group]) for group in groups.values()]


def _faults(row: PriceRow) -> Iterator[str]:
    if not row.sku:
        yield "the article number is missing"
    if not row.amount.is_finite() or row.amount < 0 or row.amount % UNIT_STEP:
        yield f"the amount {row.amount} must be zero or more with at most four decimal places"
    if row.lower_bound < 1 or row.price_quantity < 1:
        yield "lower bound and price quantity must be 1 or more"
    if row.valid_until is not None and row.valid_until < row.valid_from:
        yield f"it ends on {row.valid_until}, before it begins"
    if pycountry.countries.get(alpha_2=row.territory) is None or not row.territory.isupper():
        yield f"'{row.territory}' is not an ISO 3166-1 country"
    if pycountry.currencies.get(alpha_3=row.currency) is None or not row.currency.isupper():
        yield f"'{row.currency}' is not an ISO 4217 currency"


def _disagreements(group: Sequence[tuple[int, PriceRow]]) -> Iterator[str]:
    """Equal dates leave open which price holds; tiers of one price share everything but quantity and amount."""
    first_number, first = group[0]
    bounds: dict[int, int] = {}
    for number, row in group:
        if row.lower_bound in bounds:
            yield f"row {number} ({row}): row {bounds[row.lower_bound]} begins on the same day; give it a later one"
        bounds.setdefault(row.lower_bound, number)
        if _shared(row) != _shared(first):
            yield f"row {number} ({row}): end, price quantity or discount group differ from row {first_number}"


def _shared(row: PriceRow) -> tuple[date | None, int, str | None]:
    return row.valid_until, row.price_quantity, row.discount_group


def _price(tiers: Sequence[PriceRow]) -> ArticlePrice:
    first = tiers[0]
    ordered = sorted(tiers, key=lambda row: row.lower_bound)
    return ArticlePrice(
        first.sku,
        MarketPrice(
            kind=first.kind,
            market=Market(first.territory, first.currency),
            valid_from=first.valid_from,
            valid_until=first.valid_until,
            price_quantity=first.price_quantity,
            tiers=tuple(Tier(row.lower_bound, row.amount) for row in ordered),
            discount_group=first.discount_group,
        ),
    )
