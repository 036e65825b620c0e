"""Quantities that can be ordered: whole order units from the minimum on, in steps (DOMAIN 5.2). Pure."""

from __future__ import annotations

from subgraphs.orders.rules.articles import Article

QUANTITY_CAP = 100_000
"""Order units of one line; what prices and stock answer for."""


def next_valid(quantity: int, article: Article) -> int | None:
    """The smallest valid quantity from `quantity` on; None when that is more than a line may have."""
    steps = -(-max(quantity - article.minimum, 0) // article.step)
    valid = article.minimum + steps * article.step
    return valid if valid <= QUANTITY_CAP else None
