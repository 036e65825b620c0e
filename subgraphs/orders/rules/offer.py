"""Which lines of a cart or quick order can be had, and so are priced and promised together. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from subgraphs.common.viewer import Viewer
from subgraphs.orders.rules.articles import Article, Wanted
from subgraphs.orders.rules.carts import Addition
from subgraphs.orders.rules.problems import LineProblem, line_problem, quantity_problem


@dataclass(frozen=True, slots=True)
class Basket:
    """Lines that are bought together, and the country they go to. Equal baskets have equal prices."""

    lines: tuple[Wanted, ...]
    deliver_to: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be had, and by position why the rest cannot: nothing that cannot be ordered is priced or promised."""

    basket: Basket
    problems: Mapping[int, LineProblem]


def offer(lines: Iterable[Wanted], problems: Mapping[int, LineProblem], *, deliver_to: str) -> Offer:
    """Parts the lines by whether there is a problem at their position."""
    good = tuple(line for line in lines if line.position not in problems)
    return Offer(Basket(good, deliver_to), problems)


def line_problems(
    lines: Iterable[Wanted], articles: Mapping[str, Article], viewer: Viewer
) -> Mapping[int, LineProblem]:
    """What stands in the way of each line by position, as far as the articles tell."""
    found = ((line.position, line_problem(line, articles.get(line.sku), viewer)) for line in lines)
    return {position: problem for position, problem in found if problem is not None}


def quantity_problems(
    additions: Sequence[Addition], articles: Mapping[str, Article], before: Mapping[tuple[str, str | None], int]
) -> Mapping[int, LineProblem]:
    """What is wrong with added quantities by index: those that become one line count together.

    `before`: order units already in the cart by article and line text. The next quantity is that of the single addition
    with which the line becomes valid.
    """
    totals = Counter(before)
    for added in additions:
        totals[added.key] += added.quantity
    problems: dict[int, LineProblem] = {}
    for added in additions:
        article = articles[added.sku]
        total = totals[added.key] if added.quantity > 0 else added.quantity
        problem = quantity_problem(article, total)
        if problem is not None:
            problems[added.index] = _for_this(added, problem, total)
    return problems


def _for_this(added: Addition, problem: LineProblem, total: int) -> LineProblem:
    if problem.next_quantity is None:
        return problem
    return replace(problem, next_quantity=problem.next_quantity - (total - added.quantity))
