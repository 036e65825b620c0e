"""How many requests one subgraph carries at once, and how many may wait for their turn; the rest are turned away."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class ConcurrencyCap:
    """`limit` requests at once, `queue` waiting; those who wait are called in their order."""

    limit: int
    queue: int
    running: int = 0
    _waiting: deque[Callable[[], None]] = field(default_factory=deque)
    _is_calling: bool = False

    def enter(self) -> bool:
        """Takes a place when there is a free one; who took it calls `leave` once."""
        if self.running >= self.limit:
            return False
        self.running += 1
        return True

    def wait(self, called: Callable[[], None]) -> bool:
        """Queues for a place, which whoever is `called` has; False when the queue is full."""
        if len(self._waiting) >= self.queue:
            return False
        self._waiting.append(called)
        return True

    def give_up(self, called: Callable[[], None]) -> None:
        """Leaves the queue."""
        self._waiting.remove(called)

    def leave(self) -> None:
        """Frees a place and hands it on. Whoever is called may leave at once, which is no reason to go deeper."""
        self.running -= 1
        if self._is_calling or not self._waiting:
            return
        self._is_calling = True
        try:
            while self._waiting and self.running < self.limit:
                self.running += 1
                self._waiting.popleft()()
        finally:
            self._is_calling = False
