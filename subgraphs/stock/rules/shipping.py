"""Which of the reserved pieces leave with a shipment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from subgraphs.stock.rules.allocating import Part


def leaving(parts: Sequence[Part], pieces: int) -> tuple[Part, ...] | None:
    """Parts of exactly `pieces`, in key order; None when fewer are reserved."""
    if sum(part.pieces for part in parts) < pieces:
        return None
    return tuple(_taken(sorted(parts, key=lambda part: part.key), pieces))


def _taken(parts: Sequence[Part], pieces: int) -> Iterator[Part]:
    for part in parts:
        taken = min(pieces, part.pieces)
        if taken > 0:
            pieces -= taken
            yield Part(part.warehouse, part.kind, part.owner, taken)
