"""Asks stock to keep, bind and give back what an order needs, on behalf of its buyer. Each raises PeerFailed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from subgraphs.common.app import Services
from subgraphs.common.viewer import Viewer
from subgraphs.orders.rules.reserved import ReservedLine, Shortage


@dataclass(frozen=True, slots=True)
class ReservationRequest:
    """`pieces` in base units with their article, by position; `country` of the ship-to; it expires after `minutes`."""

    order: str
    pieces: Mapping[int, tuple[str, int]]
    country: str
    back_orders: bool
    minutes: int


@dataclass(frozen=True, slots=True)
class Reservation:
    """All lines, or what stands in the way; then nothing is reserved."""

    lines: tuple[ReservedLine, ...]
    shortages: tuple[Shortage, ...] = ()


async def reserve_stock(services: Services, viewer: Viewer, request: ReservationRequest) -> Reservation:
    """The same order again answers what stands reserved."""
    asked = {
        "order": request.order,
        "lines": [
            {"position": position, "sku": sku, "pieces": pieces}
            for position, (sku, pieces) in sorted(request.pieces.items())
        ],
        "country": request.country,
        "backOrders": request.back_orders,
        "minutes": request.minutes,
    }
    told = (await services.peers.ask("stock", "ReserveStock", {"input": asked}, viewer))["reserveStock"]
    if told["reserved"]:
        return Reservation(_lines(told["lines"]))
    shortages = (Shortage(line["position"], _day(line["promisedDate"])) for line in told["shortages"])
    return Reservation((), tuple(shortages))


async def bind_reservation(services: Services, viewer: Viewer, order: str) -> bool:
    """From now on it does not expire; False when it has, or was never there."""
    told = await services.peers.ask("stock", "BindReservation", {"order": order}, viewer)
    return bool(told["bindReservation"]["bound"])


async def release_stock(services: Services, viewer: Viewer, order: str) -> None:
    """Gives everything back that the order has reserved."""
    await services.peers.ask("stock", "ReleaseStock", {"order": order, "positions": None}, viewer)


async def reservation(services: Services, viewer: Viewer, order: str) -> Mapping[int, ReservedLine]:
    """What stands reserved for the lines of an order, by position."""
    told = await services.peers.ask("stock", "Reservation", {"order": order}, viewer)
    return {line.position: line for line in _lines(told["reservation"])}


def _lines(told: Sequence[Mapping[str, Any]]) -> tuple[ReservedLine, ...]:
    return tuple(
        ReservedLine(
            position=line["position"],
            reserved=line["reserved"],
            back_ordered=line["backOrdered"],
            promised_date=_day(line["promisedDate"]),
            expires_at=None if line["expiresAt"] is None else datetime.fromisoformat(line["expiresAt"]),
        )
        for line in told
    )


def _day(told: str | None) -> date | None:
    return None if told is None else date.fromisoformat(told)
