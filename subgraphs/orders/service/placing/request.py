"""What a buyer sends to place or to request an order, and the placing that is under way for him."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from subgraphs.common.clock import SELLER_ZONE
from subgraphs.common.viewer import Viewer, viewer_of
from subgraphs.orders.errors import UserError
from subgraphs.orders.queries.orders import AnyRow
from subgraphs.orders.queries.placings import Turn
from subgraphs.orders.rules.carts import CartOwner
from subgraphs.orders.rules.delivery import ShipTo
from subgraphs.orders.rules.states import OrderState
from subgraphs.orders.service.answer import errors_of

PLACE = "placeOrder"
REQUEST = "requestOrder"


@dataclass(frozen=True, slots=True)
class PlacingRequest:
    """The arguments of the mutation. `price_mark` None: a request, which is agreed to when it is approved."""

    operation: str
    cart_id: str
    cart_version: int
    price_mark: str | None
    buyer_reference: str | None
    requested_date: date | None
    ship_to: ShipTo
    back_orders: bool

    @property
    def members(self) -> dict[str, Any]:
        """As JSON members; equal for equal arguments."""
        wish = None if self.requested_date is None else self.requested_date.isoformat()
        return asdict(self) | {"requested_date": wish}

    @property
    def placed_state(self) -> OrderState:
        return OrderState.CONFIRMED if self.operation == PLACE else OrderState.AWAITING


@dataclass(frozen=True, slots=True)
class Placing:
    """A placing in one of its turns. `number` is None until it is checked; `errors` are told when it is undone."""

    turn: Turn
    viewer: Viewer
    request: PlacingRequest
    step: str
    number: str | None
    errors: tuple[UserError, ...]
    begun_at: datetime

    @classmethod
    def of(cls, row: AnyRow) -> Placing:
        return cls(
            turn=Turn.of(row),
            viewer=viewer_of(row.viewer),
            request=_request(row.input),
            step=row.step,
            number=row.order_number,
            errors=errors_of(row.errors or ()),
            begun_at=row.begun_at,
        )

    @property
    def order(self) -> str:
        """The number of the order that is being placed."""
        if self.number is None:
            raise ValueError("a placing that is still being checked has no order")
        return self.number

    @property
    def order_day(self) -> date:
        """Prices are those of this day, however long placing takes (DOMAIN 5.1)."""
        return self.begun_at.astimezone(SELLER_ZONE).date()

    @property
    def cart_owner(self) -> CartOwner:
        return CartOwner(self.viewer.company or "", self.viewer.subject)


def _request(members: Mapping[str, Any]) -> PlacingRequest:
    wish = members["requested_date"]
    told = {
        "requested_date": None if wish is None else date.fromisoformat(wish),
        "ship_to": ShipTo(**members["ship_to"]),
    }
    return PlacingRequest(**{**members, **told})
