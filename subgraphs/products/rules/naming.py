"""Which article a typed, pasted or scanned number names: our own number first, then the GTIN of a piece or a box."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from subgraphs.products.rules.gtin import gtin14


@dataclass(frozen=True, slots=True)
class NamedArticle:
    """`number` is told as it was asked for; `pieces` is None for an article number: one order unit is meant."""

    number: str
    sku: str
    pieces: int | None = None


@dataclass(frozen=True, slots=True)
class Codes:
    """What the GTINs of one article stand for: base units of an order unit, and of each box by its GTIN-14."""

    order_content: int
    boxes: Mapping[str, int]

    def pieces(self, gtin: str) -> int:
        """Base units that one scan of this GTIN of the article stands for.

        An article sold in tins of ten prints its own GTIN on the tin; where the tin has a GTIN of its own among the
        packagings, that of the article is on the piece.
        """
        if gtin in self.boxes:
            return self.boxes[gtin]
        return 1 if self.order_content in self.boxes.values() else self.order_content


def folded(number: str) -> str:
    """An article number as it is looked up: surrounding space and case do not count."""
    return number.strip().casefold()


def article_called(number: str, skus: Sequence[str]) -> str | None:
    """The article whose number is meant among those that read alike when folded: the exact one, or the only one."""
    if number.strip() in skus:
        return number.strip()
    return skus[0] if len(skus) == 1 else None


def article_scanned(number: str, skus: Mapping[str, str], codes: Mapping[str, Codes]) -> NamedArticle | None:
    """The article that carries `number` as a GTIN; `skus` by GTIN-14, `codes` by SKU."""
    gtin = gtin14(number)
    sku = skus.get(gtin)
    return None if sku is None else NamedArticle(number, sku, codes[sku].pieces(gtin))
