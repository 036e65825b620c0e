"""The price of one operation for everybody who sees the same: estimated before it runs, counted after it ran."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graphql import GraphQLSchema

from gateway.model.operation import Operation
from gateway.operations.cost.formulas import Formula, Variables, amount, guarded, product, total
from gateway.operations.cost.pricing import MUTATION, PricedField, priced
from gateway.operations.cost.rules import CostRules
from gateway.supergraph.costs import Costs


class Price:
    """Made once for a prepared operation."""

    __slots__ = ("_base", "_estimate", "_fields")

    def __init__(self, operation: Operation, schema: GraphQLSchema, costs: Costs, rules: CostRules) -> None:
        """Raises ClientError where a slicing argument is missing or one too many."""
        self._base = MUTATION if operation.kind == "mutation" else 0.0
        self._fields = priced(operation, schema, costs, rules)
        self._estimate = total([self._base, *map(_estimate, self._fields)])

    def estimate(self, variables: Variables) -> float:
        """What the operation may cost with these variables; raises ClientError as the constructor does."""
        estimate = self._estimate
        return estimate(variables) if callable(estimate) else estimate

    def actual(self, data: Mapping[str, Any] | None, variables: Variables) -> float:
        """What an answer did cost: the same weights for the values that are there."""
        return self._base + (0.0 if data is None else _spent(self._fields, data, variables))


def _estimate(field: PricedField) -> Formula:
    each = total([field.weight, *map(_estimate, field.fields)])
    return guarded(field.guard, total([field.arguments, product(field.size, each)]))


def _spent(fields: Sequence[PricedField], found: Mapping[str, Any], variables: Variables) -> float:
    """Fragments may ask one key in several ways; it was answered once."""
    spent: dict[str, float] = {}
    for field in fields:
        if field.key in found:
            cost = amount(field.arguments, variables) + _value(field, found[field.key], variables)
            spent[field.key] = max(cost, spent.get(field.key, 0.0))
    return sum(spent.values())


def _value(field: PricedField, value: Any, variables: Variables) -> float:
    if value is None:
        return 0.0
    if isinstance(value, list):
        return sum(_value(field, one, variables) for one in value)
    return field.weight + (_spent(field.fields, value, variables) if isinstance(value, dict) else 0.0)
