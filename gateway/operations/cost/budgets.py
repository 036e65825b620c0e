"""How much one operation may cost its sender: the budget of his roles, otherwise that of everybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gateway.errors import ClientError
from gateway.operations.cost.formulas import Variables
from gateway.operations.cost.price import Price

EXACT = 2.0**53
"""Up to here a float holds every whole number."""


@dataclass(frozen=True, slots=True)
class Budgets:
    """`by_role` holds for those who have one of its roles; of several the largest counts."""

    everybody: float
    by_role: Mapping[str, float]

    def of(self, roles: frozenset[str]) -> float:
        if not self.by_role:
            return self.everybody
        return max((limit for role, limit in self.by_role.items() if role in roles), default=self.everybody)

    def check(self, price: Price, variables: Variables, roles: frozenset[str]) -> float:
        """The estimate; raises ClientError COST_ESTIMATED_TOO_EXPENSIVE, with estimate and limit."""
        estimate = price.estimate(variables)
        limit = self.of(roles)
        if estimate > limit:
            raise ClientError(
                "COST_ESTIMATED_TOO_EXPENSIVE",
                f"The operation is estimated to cost {told(estimate)}, and one may cost you at most {told(limit)}; "
                "ask for smaller pages or fewer lists in lists.",
                extensions={"estimate": told(estimate), "limit": told(limit)},
            )
        return estimate


def told(cost: float) -> float | int:
    """Without a fraction where there is none, as long as JSON readers take it for a whole number."""
    return int(cost) if abs(cost) <= EXACT and float(cost).is_integer() else cost
