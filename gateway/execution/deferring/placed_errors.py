"""The errors of an answer in parts: each is told once, with the part whose fields it explains."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gateway.execution.failures import DOWNSTREAM_SERVICE_ERROR, MASKED_MESSAGE, Errors
from gateway.execution.losses import Place


@dataclass(slots=True, eq=False)
class PlacedError:
    """`source` is the fetch that it comes from, None when it was found while the answer was made."""

    error: dict[str, Any]
    source: int | None
    place: Place
    is_told: bool = False

    def concerns(self, place: Place) -> bool:
        """Whether it stands above, at or below a place; a place without indices stands for every object there."""
        keys = tuple(one for one in place if isinstance(one, str))
        is_everywhere = all(isinstance(one, str) for one in self.place)
        return _is_related(self.place, place) or (is_everywhere and _is_related(self.place, keys))


class PlacedErrors(Errors):
    """Remembers where each error comes from. A fetch that failed is told at each of its paths, not once for all."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.placed: list[PlacedError] = []
        self.source: int | None = None
        """The fetch of whose answer is told; None while the answer of the client is made."""

    def add_failed_fetch(self, subgraph: str, code: str, paths: Sequence[tuple[str, ...]]) -> None:
        for place in dict.fromkeys(self._client_place(path) for path in paths):
            self._failed.add(place)
            self._add(MASKED_MESSAGE, code, place, subgraph)

    def take(self, belongs: Callable[[PlacedError], bool]) -> tuple[dict[str, Any], ...]:
        """Those that belong and have not been told yet; now they are."""
        taken = [one for one in self.placed if not one.is_told and belongs(one)]
        for one in taken:
            one.is_told = True
        return tuple(one.error for one in taken)

    def again(self, belongs: Callable[[PlacedError], bool]) -> tuple[dict[str, Any], ...]:
        """Those that belong, told or not."""
        return tuple(one.error for one in self.placed if belongs(one))

    def unknown(self) -> tuple[dict[str, Any], ...]:
        """What is told when there are so many errors that the one that matters was left out."""
        extensions = {"code": DOWNSTREAM_SERVICE_ERROR, "requestId": self._request_id}
        return ({"message": MASKED_MESSAGE, "extensions": extensions},)

    def _add(
        self,
        message: str,
        code: str,
        place: Place,
        subgraph: str | None = None,
        extensions: Mapping[str, Any] | None = None,
    ) -> None:
        before = len(self._found)
        super()._add(message, code, place, subgraph, extensions)
        if len(self._found) > before:
            self.placed.append(PlacedError(next(reversed(self._found.values())), self.source, place))


def _is_related(one: Place, other: Place) -> bool:
    return one[: len(other)] == other or other[: len(one)] == one
