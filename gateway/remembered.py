"""A bounded memory of things that are costly to make."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Remembered(Generic[Key, Value]):
    """Safe to ask from threads; what was used longest ago is forgotten first.

    `limit` is in the unit of the weights that are given: bytes, or just how many when each weighs 1.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._weight = 0
        self._values: OrderedDict[Key, tuple[Value, int]] = OrderedDict()
        self._lock = Lock()

    def find(self, key: Key) -> Value | None:
        with self._lock:
            found = self._values.get(key)
            if found is None:
                return None
            self._values.move_to_end(key)
            return found[0]

    def get(self, key: Key, make: Callable[[], Value], weight: int = 1) -> Value:
        """What is new is made outside the lock: nobody waits for another's document."""
        found = self.find(key)
        if found is not None:
            return found
        value = make()
        with self._lock:
            before = self._values.pop(key, None)
            self._weight += weight - (0 if before is None else before[1])
            self._values[key] = (value, weight)
            while self._weight > self._limit and len(self._values) > 1:
                _, (_, lost) = self._values.popitem(last=False)
                self._weight -= lost
        return value

    def forget(self, is_stale: Callable[[Key], bool]) -> None:
        with self._lock:
            for key in [key for key in self._values if is_stale(key)]:
                _, weight = self._values.pop(key)
                self._weight -= weight

    def keys(self) -> tuple[Key, ...]:
        """Those of the values, longest unused first."""
        with self._lock:
            return tuple(self._values)

    def items(self) -> tuple[tuple[Key, Value], ...]:
        """Keys with their values, longest unused first."""
        with self._lock:
            return tuple((key, value) for key, (value, _) in self._values.items())
