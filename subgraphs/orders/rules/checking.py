"""What each row of a quick order comes to: article and quantity, or what is wrong with it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING

from subgraphs.common.viewer import Viewer
from subgraphs.orders.rules.articles import Article, Wanted
from subgraphs.orders.rules.carts import Addition
from subgraphs.orders.rules.numbers import FoundBy, Meant, order_units
from subgraphs.orders.rules.offer import Offer, offer, quantity_problems
from subgraphs.orders.rules.pasted import ROWS_CAP, PastedRow, PastedText
from subgraphs.orders.rules.problems import LineProblem, LineProblemCode, article_problem, not_a_quantity
from subgraphs.orders.rules.quantities import QUANTITY_CAP, next_valid


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """`quantity` in order units, None where none could be made of what was written."""

    pasted: PastedRow
    sku: str | None = None
    found_by: FoundBy | None = None
    quantity: int | None = None
    problem: LineProblem | None = None


@dataclass(frozen=True, slots=True)
class CheckedText:
    """Every row in order; positions of the offer are row numbers. `articles`: those its numbers name, by SKU."""

    rows: tuple[CheckedRow, ...]
    offer: Offer
    articles: Mapping[str, Article]


def checked(
    pasted: PastedText, meanings: Mapping[str, Meant | LineProblem], articles: Mapping[str, Article], viewer: Viewer
) -> CheckedText:
    """`meanings` holds what every number in the text means, `articles` what is known of those it names."""
    rows = [_checked(row, meanings, articles, viewer) for row in pasted.rows]
    if pasted.unread:
        values = {"rows": pasted.unread, "cap": ROWS_CAP}
        rows[-1] = CheckedRow(pasted.rows[-1], problem=LineProblem(LineProblemCode.TOO_MANY_ROWS, values=values))
    wrong = quantity_problems(_additions(rows), articles, {})
    rows = [replace(row, problem=row.problem or wrong.get(row.pasted.row)) for row in rows]
    lines = [Wanted(added.index, added.sku, added.quantity) for added in _additions(rows)]
    problems = {row.pasted.row: row.problem for row in rows if row.problem is not None}
    return CheckedText(tuple(rows), offer(lines, problems, deliver_to=viewer.country), articles)


def _additions(rows: Sequence[CheckedRow]) -> list[Addition]:
    """What the rows without a problem would put into a cart."""
    return [
        Addition(row.pasted.row, row.sku, row.quantity, line_text=row.pasted.line_text)
        for row in rows
        if row.problem is None and row.sku is not None and row.quantity is not None
    ]


def _checked(
    row: PastedRow, meanings: Mapping[str, Meant | LineProblem], articles: Mapping[str, Article], viewer: Viewer
) -> CheckedRow:
    if row.number is None:
        return CheckedRow(row, problem=LineProblem(LineProblemCode.NOT_READABLE))
    meaning = meanings[row.number]
    if isinstance(meaning, LineProblem):
        return CheckedRow(row, problem=meaning)
    article = articles.get(meaning.sku)
    if article is None:
        return CheckedRow(row, problem=LineProblem(LineProblemCode.UNKNOWN_NUMBER, values={"number": row.number}))
    quantity = _quantity(row, meaning, article)
    wrong = quantity if isinstance(quantity, LineProblem) else None
    return CheckedRow(
        row,
        sku=article.sku,
        found_by=meaning.found_by,
        quantity=None if isinstance(quantity, LineProblem) else quantity,
        problem=article_problem(article, viewer) or wrong,
    )


def _quantity(row: PastedRow, meaning: Meant, article: Article) -> int | LineProblem:
    if not row.quantity_is_readable:
        return not_a_quantity(article)
    if row.quantity is None:
        return order_units(None, meaning.pieces, article)
    count = int(row.quantity.to_integral_value(ROUND_CEILING))
    if count != row.quantity:
        return not_a_quantity(article, next_valid(count, article) if meaning.pieces is None else None)
    units = order_units(count, meaning.pieces, article)
    beyond = isinstance(units, int) and units > QUANTITY_CAP
    return not_a_quantity(article) if beyond else units
