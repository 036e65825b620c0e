"""The order of determination (DOMAIN 5.1): first hit wins, then a promotion competes with what is not binding."""

from __future__ import annotations

from dataclasses import replace

from subgraphs.prices.rules import sources, texts
from subgraphs.prices.rules.conditions import PriceSource
from subgraphs.prices.rules.sources import Candidate, Question
from subgraphs.prices.rules.terms import Channel


def determine(question: Question) -> Candidate | None:
    """What the buyer is charged per price unit, rounded, and why; None when nothing is agreed or stated.

    Quote, blanket and project prices stand; a promotion competes with the others and wins only when it is lower.
    """
    fixed = sources.binding(question) or sources.agreed(question, PriceSource.PROJECT)
    if fixed is not None:
        return _rounded(question, fixed)
    regular = _regular(question)
    promotion = sources.promotion(question)
    if promotion is None or regular is None:
        found = regular or promotion
        return None if found is None else _rounded(question, found)
    regular, promotion = _rounded(question, regular), _rounded(question, promotion)
    if promotion.amount >= regular.amount:
        return regular
    return replace(promotion, steps=(*regular.steps, *promotion.steps))


def _regular(question: Question) -> Candidate | None:
    """Contract, customer list or the route everybody has.

    An agreed price above that route stays, and its step says so to sales, unless the company has the best price.
    """
    route = sources.list_route(question) if question.terms.channel is Channel.DEALER else sources.direct(question)
    agreed = sources.agreed(question, PriceSource.CONTRACT) or sources.agreed(question, PriceSource.CUSTOMER_LIST)
    if agreed is None or route is None or agreed.amount <= route.amount:
        return agreed or route
    if question.terms.best_price:
        return route.then(texts.BEST_PRICE, route.amount, f"best price instead of {agreed.steps[0].source}")
    return agreed.noting(f"above the list route, {question.rounded(route.amount)}")


def _rounded(question: Question, candidate: Candidate) -> Candidate:
    steps = tuple(replace(step, amount=question.rounded(step.amount)) for step in candidate.steps)
    return replace(candidate, amount=question.rounded(candidate.amount), steps=steps)
