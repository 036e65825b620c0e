"""What ordering an article goes by, as products tells it. Pure facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Article:
    """`channel` holds in the viewer's country, `delivered` for the country of the ship-to.

    `minimum` and `step` count order units, the contents base units; `price_quantity` is for how many price units a
    price is told. `names` by language.
    """

    sku: str
    names: Mapping[str, str]
    order_unit: str
    order_content: int
    price_unit: str
    price_content: int
    price_quantity: int
    minimum: int
    step: int
    discontinued: bool
    successor: str | None
    channel: str
    delivered: bool


class Units(Protocol):
    """What a price needs to know of an article, or of a line that has kept it."""

    @property
    def order_content(self) -> int: ...

    @property
    def price_content(self) -> int: ...

    @property
    def price_quantity(self) -> int: ...


@dataclass(frozen=True, slots=True)
class NamedArticle:
    """The article a number names; `pieces` are the base units a GTIN stands for, None for an article number."""

    sku: str
    pieces: int | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A line that is to be priced, promised or reserved: `quantity` in order units."""

    position: int
    sku: str
    quantity: int
