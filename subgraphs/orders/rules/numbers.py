"""Which article a number means to this buyer: his own numbers, ours, and the GTINs of pieces and boxes. Pure."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from subgraphs.orders.rules.articles import Article, NamedArticle
from subgraphs.orders.rules.problems import LineProblem, LineProblemCode
from subgraphs.orders.rules.quantities import next_valid


class FoundBy(enum.Enum):
    ARTICLE_NUMBER = "article_number"
    BUYER_NUMBER = "buyer_number"
    GTIN_PIECE = "gtin_piece"
    GTIN_BOX = "gtin_box"


@dataclass(frozen=True, slots=True)
class Meant:
    """The article a number means; `pieces`: base units it stands for, None where it stands for one order unit."""

    sku: str
    found_by: FoundBy
    pieces: int | None = None


def compared(number: str) -> str:
    """A buyer's number as it is stored and looked up: case, surrounding and repeated space do not count."""
    return " ".join(number.replace("\0", " ").split()).casefold()


def meant(number: str, theirs: str | None, ours: NamedArticle | None) -> Meant | LineProblem:
    """What a number means: `theirs` is the SKU the buyer calls so, `ours` what it names with us.

    Where both name an article, they must name the same one: otherwise the buyer is asked (AMBIGUOUS_NUMBER).
    """
    if ours is None:
        if theirs is None:
            return LineProblem(LineProblemCode.UNKNOWN_NUMBER, values={"number": number})
        return Meant(theirs, FoundBy.BUYER_NUMBER)
    if theirs is not None and theirs != ours.sku:
        values = {"number": number, "theirs": theirs, "ours": ours.sku}
        return LineProblem(LineProblemCode.AMBIGUOUS_NUMBER, values=values)
    if ours.pieces is None:
        return Meant(ours.sku, FoundBy.ARTICLE_NUMBER if theirs is None else FoundBy.BUYER_NUMBER)
    return Meant(ours.sku, FoundBy.GTIN_PIECE if ours.pieces == 1 else FoundBy.GTIN_BOX, ours.pieces)


def order_units(count: int | None, pieces: int | None, article: Article) -> int | LineProblem:
    """The order units that `count` of what a number names are.

    Where no count is given, a GTIN counts once, as a scan does; a number means the smallest quantity there is.
    """
    if pieces is None:
        return article.minimum if count is None else count
    wanted = pieces * (1 if count is None else count)
    units, rest = divmod(wanted, article.order_content)
    if not rest:
        return units
    values = {"pieces": wanted, "content": article.order_content}
    return LineProblem(LineProblemCode.NOT_WHOLE_UNITS, next_valid(units + 1, article), values)
