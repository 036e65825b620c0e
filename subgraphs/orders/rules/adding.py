"""What lines that are to go into a cart come to, and what is wrong with them. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from subgraphs.common.viewer import Viewer
from subgraphs.orders.errors import OrderErrorCode, UserError, user_error
from subgraphs.orders.rules.articles import Article
from subgraphs.orders.rules.carts import LINE_TEXT_CAP, Addition
from subgraphs.orders.rules.numbers import FoundBy, Meant, order_units
from subgraphs.orders.rules.problem_errors import problem_error
from subgraphs.orders.rules.problems import LineProblem, LineProblemCode, article_problem, not_a_quantity
from subgraphs.orders.rules.quantities import QUANTITY_CAP


@dataclass(frozen=True, slots=True)
class NewLine:
    """`quantity` counts what the number names: order units, or the pieces or boxes of a GTIN."""

    number: str
    quantity: int
    line_text: str | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """What can be added, and by index what is wrong with the rest; quantities are yet to be judged with the cart's."""

    additions: tuple[Addition, ...] = ()
    articles: Mapping[str, Article] = field(default_factory=dict)
    errors: Mapping[int, UserError] = field(default_factory=dict)


def chosen(
    lines: Sequence[NewLine],
    meanings: Mapping[str, Meant | LineProblem],
    articles: Mapping[str, Article],
    viewer: Viewer,
) -> Chosen:
    """`meanings` holds what the number of every line means, `articles` what is known of those they name."""
    additions: list[Addition] = []
    errors: dict[int, UserError] = {}
    for index, line in enumerate(lines):
        path = ("input", "lines", str(index))
        added = _addition(index, line, meanings[line.number], articles, viewer)
        if isinstance(added, LineProblem):
            errors[index] = problem_error(added, viewer.language, *path)
        elif len(added.line_text or "") > LINE_TEXT_CAP:
            code = OrderErrorCode.TEXT_TOO_LONG
            errors[index] = user_error(code, viewer.language, *path, "lineText", limit=LINE_TEXT_CAP)
        else:
            additions.append(added)
    return Chosen(tuple(additions), articles, errors)


def _addition(
    index: int,
    line: NewLine,
    meaning: Meant | LineProblem,
    articles: Mapping[str, Article],
    viewer: Viewer,
) -> Addition | LineProblem:
    if isinstance(meaning, LineProblem):
        return meaning
    article = articles.get(meaning.sku)
    if article is None:
        return LineProblem(LineProblemCode.UNKNOWN_NUMBER, values={"number": line.number})
    problem = article_problem(article, viewer)
    if problem is not None:
        return problem
    if not 1 <= line.quantity <= QUANTITY_CAP:
        return not_a_quantity(article, article.minimum if line.quantity < 1 and meaning.pieces is None else None)
    units = order_units(line.quantity, meaning.pieces, article)
    if isinstance(units, LineProblem):
        return units
    own = line.number if meaning.found_by is FoundBy.BUYER_NUMBER else None
    return Addition(index, article.sku, units, own, line.line_text)
