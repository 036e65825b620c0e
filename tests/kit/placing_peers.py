"""Stock as orders asks it to place, cancel and deliver: a small ledger that can be down, slow, or lose its answer."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from subgraphs.common.peers import PeerFailed
from subgraphs.common.viewer import Viewer
from tests.kit.ordering_peers import OrderingPeers

LASTS = "2026-11-27T11:00:00+00:00"


class Killed(BaseException):
    """The process ends here: nothing catches it."""


@dataclass
class Kept:
    """What stock keeps for a line, in base units."""

    sku: str
    reserved: int
    back_ordered: int
    promised: str | None


@dataclass
class PlacingPeers(OrderingPeers):
    """`lying` are free pieces by SKU, of those that are not named there are plenty; `coming` when more are to come.

    Of operations in `lost` the work is done but no answer comes; at those in `kills` the asking process ends; at those
    in `held` it waits until the event is set. `failures` counts down. `silent`: nothing is told of what waits.
    """

    lying: dict[str, int] = field(default_factory=dict)
    coming: dict[str, str] = field(default_factory=dict)
    kept: dict[str, dict[int, Kept]] = field(default_factory=dict)
    bound: set[str] = field(default_factory=set)
    shipped: dict[tuple[str, str], dict[int, int]] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    kills: set[str] = field(default_factory=set)
    failures: Counter[str] = field(default_factory=Counter)
    held: dict[str, asyncio.Event] = field(default_factory=dict)
    reached: dict[str, asyncio.Event] = field(default_factory=lambda: defaultdict(asyncio.Event))
    silent: bool = False
    viewers: list[Viewer] = field(default_factory=list)

    async def ask(self, peer: str, operation: str, variables: Mapping[str, Any], viewer: Viewer) -> dict[str, Any]:
        self.viewers.append(viewer)
        self.reached[operation].set()
        if operation in self.held:
            await self.held[operation].wait()
        if operation in self.kills:
            raise Killed
        if self.failures[operation] > 0:
            self.failures[operation] -= 1
            raise PeerFailed(peer, operation, "no answer within 5 s")
        answer = await self._answered(peer, operation, variables, viewer)
        if operation in self.lost:
            raise PeerFailed(peer, operation, "no answer within 5 s")
        return answer

    def times(self, operation: str) -> int:
        return self.asked.count(operation)

    def expire(self, order: str) -> None:
        """The time of a reservation that is not bound has run out."""
        if order not in self.bound:
            self._give_back(order, None)

    def arrive(self, sku: str) -> None:
        """Everything that lines of the article wait for comes in."""
        for lines in self.kept.values():
            for kept in lines.values():
                if kept.sku == sku:
                    kept.reserved, kept.back_ordered = kept.reserved + kept.back_ordered, 0

    async def _answered(
        self, peer: str, operation: str, variables: Mapping[str, Any], viewer: Viewer
    ) -> dict[str, Any]:
        answers = {
            "ReserveStock": self._reserve,
            "BindReservation": self._bind,
            "ReleaseStock": self._release,
            "ShipStock": self._ship,
            "Reservation": self._reservation,
        }
        if operation not in answers:
            return await super().ask(peer, operation, variables, viewer)
        self.asked.append(operation)
        self.variables.append(variables)
        if operation in self.down:
            raise PeerFailed(peer, operation, "it is down")
        return answers[operation](variables)

    def _reserve(self, variables: Mapping[str, Any]) -> dict[str, Any]:
        wanted = variables["input"]
        order = wanted["order"]
        if order not in self.kept:
            shortages = [line for line in wanted["lines"] if not self._can_keep(line, wait=wanted["backOrders"])]
            if shortages:
                told = [
                    {"position": line["position"], "promisedDate": self.coming.get(line["sku"]), "onEnquiry": False}
                    for line in shortages
                ]
                return {"reserveStock": {"reserved": False, "lines": [], "shortages": told}}
            self.kept[order] = {line["position"]: self._keep(line) for line in wanted["lines"]}
        return {"reserveStock": {"reserved": True, "lines": self._lines(order), "shortages": []}}

    def _can_keep(self, line: Mapping[str, Any], *, wait: bool) -> bool:
        enough = self.lying.get(line["sku"], line["pieces"]) >= line["pieces"]
        return enough or self.silent or (wait and line["sku"] in self.coming)

    def _keep(self, line: Mapping[str, Any]) -> Kept:
        sku, pieces = line["sku"], line["pieces"]
        reserved = min(pieces, self.lying.get(sku, pieces))
        if sku in self.lying:
            self.lying[sku] -= reserved
        promised = self.coming[sku] if reserved < pieces and sku in self.coming else "2026-11-24"
        return Kept(sku, reserved, pieces - reserved, None if self.silent else promised)

    def _lines(self, order: str) -> list[dict[str, Any]]:
        return [
            {
                "position": position,
                "reserved": kept.reserved,
                "backOrdered": kept.back_ordered,
                "promisedDate": kept.promised,
                "expiresAt": None if order in self.bound else LASTS,
            }
            for position, kept in sorted(self.kept.get(order, {}).items())
        ]

    def _bind(self, variables: Mapping[str, Any]) -> dict[str, Any]:
        order = variables["order"]
        if order in self.kept:
            self.bound.add(order)
        return {"bindReservation": {"bound": order in self.bound}}

    def _release(self, variables: Mapping[str, Any]) -> dict[str, Any]:
        released = self._give_back(variables["order"], variables["positions"])
        return {"releaseStock": {"released": released}}

    def _give_back(self, order: str, positions: list[int] | None) -> int:
        lines = self.kept.get(order, {})
        gone = {position: kept for position, kept in lines.items() if positions is None or position in positions}
        for position, kept in gone.items():
            del lines[position]
            if kept.sku in self.lying:
                self.lying[kept.sku] += kept.reserved
        if not lines:
            self.kept.pop(order, None)
            self.bound.discard(order)
        return sum(kept.reserved for kept in gone.values())

    def _ship(self, variables: Mapping[str, Any]) -> dict[str, Any]:
        order, pieces = variables["order"], {line["position"]: line["pieces"] for line in variables["lines"]}
        if (order, variables["shipment"]) in self.shipped:
            return {"shipStock": {"shipped": True, "short": []}}
        lines = self.kept.get(order, {})
        short = [position for position, count in pieces.items() if lines[position].reserved < count]
        if not short:
            self.shipped[order, variables["shipment"]] = pieces
            for position, count in pieces.items():
                lines[position].reserved -= count
        return {"shipStock": {"shipped": not short, "short": short}}

    def _reservation(self, variables: Mapping[str, Any]) -> dict[str, Any]:
        return {"reservation": self._lines(variables["order"])}
