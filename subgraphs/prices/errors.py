"""The refusals of prices that a person has to act on."""

from __future__ import annotations

from collections.abc import Sequence


class PriceImportRefused(Exception):
    """Rows of a price import do not hold; nothing was changed. `problems` names each row and what is wrong with it."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = tuple(problems)
