"""Which lines of a cart or quick order can be had, and so are priced and promised together. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from subgraphs.common.viewer import Viewer
from subgraphs.orders.rules.articles import Article, Wanted
from subgraphs.orders.rules.carts import Addition
from subgraphs.orders.rules.problems import LineProblem, line_problem, quantity_problem


@dataclass(frozen=True, slots=True, eq=False)
class Basket:
    """Lines that are bought together, and the country they go to.

    It is known by its identity: each of its lines asks for the prices of the whole, and comparing 500 lines 500 times
    would be felt.
    """

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
    joined: dict[tuple[str, str | None], list[Addition]] = defaultdict(list)
    for added in additions:
        joined[added.key].append(added)
    return {
        index: problem
        for key, parts in joined.items()
        for index, problem in _joined_problems(parts, articles[key[0]], before.get(key, 0))
    }


def _joined_problems(parts: Sequence[Addition], article: Article, before: int) -> Iterator[tuple[int, LineProblem]]:
    """Told of the additions that are not valid by themselves, else of the last."""
    for added in parts:
        if added.quantity < 1 and (problem := quantity_problem(article, added.quantity)):
            yield added.index, problem
    total = before + sum(added.quantity for added in parts if added.quantity > 0)
    whole = quantity_problem(article, total)
    if whole is None:
        return
    wrong = [added for added in parts if added.quantity > 0 and quantity_problem(article, added.quantity)]
    for added in wrong or [added for added in parts if added.quantity > 0][-1:]:
        others = total - added.quantity
        yield added.index, replace(whole, next_quantity=whole.next_quantity and whole.next_quantity - others)
