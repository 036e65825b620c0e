"""Bounds the memory of all fast forms together: what has not been used for long goes first."""

from __future__ import annotations

from collections import deque
from typing import Protocol


class Forgettable(Protocol):
    """The fast forms of one plan. `was_used` since it was last looked at."""

    was_used: bool

    def forget(self) -> None: ...


class FastBudget:
    """Second chance: a form that was used since the hand passed last stays for another round."""

    def __init__(self, limit: int) -> None:
        """`limit` in bytes, by the estimates of the forms."""
        self._limit = limit
        self._size = 0
        self._kept: deque[tuple[Forgettable, int]] = deque()

    @property
    def size(self) -> int:
        return self._size

    def add(self, forms: Forgettable, size: int) -> None:
        self._kept.append((forms, size))
        self._size += size
        while self._size > self._limit and len(self._kept) > 1:
            oldest, weight = self._kept.popleft()
            if oldest.was_used:
                oldest.was_used = False
                self._kept.append((oldest, weight))
                continue
            oldest.forget()
            self._size -= weight
