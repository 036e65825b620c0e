"""What of an order can be picked or shipped, given what stock keeps for its lines: nothing leaves that is not there.

Pure.
"""

from __future__ import annotations

from dataclasses import dataclass

from subgraphs.orders.rules.reserved import ReservedLine, order_units
from subgraphs.orders.rules.states import Line


@dataclass(frozen=True, slots=True)
class Ready:
    """What lies ready for a line: `pieces` reserved, of which there are `content` in an order unit."""

    line: Line
    content: int
    kept: ReservedLine | None

    @property
    def units(self) -> int:
        """Whole order units that can leave now."""
        return 0 if self.kept is None else min(order_units(self.kept.reserved, self.content), self.line.open_quantity)

    def waits_after(self, quantity: int) -> bool:
        """Whether the rest waits for goods once `quantity` has left: nothing of it lies ready, and its day is told."""
        rest = self.line.open_quantity - quantity
        return rest > 0 and self.units <= quantity and self.kept is not None and self.kept.told_back_ordered > 0
