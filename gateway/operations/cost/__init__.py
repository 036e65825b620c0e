"""What an operation costs: `@cost` and `@listSize` on what its viewer sees, estimated, limited and counted."""

from gateway.operations.cost.budgets import Budgets, told
from gateway.operations.cost.price import Price
from gateway.operations.cost.rules import CostRules

__all__ = ["Budgets", "CostRules", "Price", "told"]
