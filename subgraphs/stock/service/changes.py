"""Follows the stock of articles for one viewer: the present state first, then every change he can see."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from subgraphs.common.app import Services
from subgraphs.common.viewer import Viewer
from subgraphs.stock.events import topic
from subgraphs.stock.rules.access import access_of
from subgraphs.stock.rules.availability import Availability, availability, seen_of
from subgraphs.stock.service.pictures import stock_pictures

ONE_PIECE = 1
"""Events speak of one base unit: order units are known to the catalogue only."""


@dataclass(frozen=True, slots=True)
class Change:
    """`availability` is None for an article of which no stock is kept."""

    sku: str
    availability: Availability | None
    at: datetime


async def stock_changes(
    services: Services, viewer: Viewer, skus: Sequence[str], asked: Collection[str]
) -> AsyncGenerator[Change, None]:
    """Begins to listen before it reads, so that no change is lost in between; several may arrive as one.

    `asked`: the fields of the availability he asks for, as `seen_of` takes them. Raises ListenerTooSlow when the viewer
    falls too far behind.
    """
    last: dict[str, tuple[Any, ...] | None] = {}
    async with services.events.listen([topic(sku) for sku in skus]) as moves:
        for sku, state in (await _states(services, viewer, skus)).items():
            last[sku] = seen_of(state, viewer.groups, asked)
            yield Change(sku, state, services.clock.now())
        async for move in moves:
            state = (await _states(services, viewer, [move.sku]))[move.sku]
            seen = seen_of(state, viewer.groups, asked)
            if seen != last[move.sku]:
                last[move.sku] = seen
                yield Change(move.sku, state, move.at)


async def _states(services: Services, viewer: Viewer, skus: Sequence[str]) -> dict[str, Availability | None]:
    pictures = await stock_pictures(services, skus)
    access, now, today = access_of(viewer), services.clock.now(), services.clock.today()
    return {
        sku: availability(pictures[sku], access, ONE_PIECE, now, today) if sku in pictures else None for sku in skus
    }
