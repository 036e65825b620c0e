"""Amounts that may depend on variables: a number where they do not, otherwise a function of the coerced variables.

What is constant is added up and multiplied when an operation is prepared, so that most operations cost a comparison.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from gateway.model.guard import ALWAYS, Guard

Variables: TypeAlias = Mapping[str, Any]
Formula: TypeAlias = float | Callable[[Variables], float]


def amount(formula: Formula, variables: Variables) -> float:
    return formula(variables) if callable(formula) else formula


def total(parts: Iterable[Formula]) -> Formula:
    constant = 0.0
    varying: list[Callable[[Variables], float]] = []
    for part in parts:
        if callable(part):
            varying.append(part)
        else:
            constant += part
    if not varying:
        return constant
    if len(varying) == 1 and not constant:
        return varying[0]
    return lambda variables: constant + sum(one(variables) for one in varying)


def product(left: Formula, right: Formula) -> Formula:
    if not callable(left) and not callable(right):
        return left * right
    if left == 1:
        return right
    if right == 1:
        return left
    return lambda variables: amount(left, variables) * amount(right, variables)


def largest(parts: Iterable[Formula]) -> Formula:
    """Of at least one."""
    every = tuple(parts)
    if len(every) == 1:
        return every[0]
    constants = [one for one in every if not callable(one)]
    if len(constants) == len(every):
        return max(constants)
    return lambda variables: max(amount(one, variables) for one in every)


def guarded(guard: Guard, formula: Formula) -> Formula:
    """Nothing where the guarded part does not run."""
    if guard is ALWAYS or formula == 0:
        return formula
    return lambda variables: amount(formula, variables) if guard.holds(variables) else 0.0
