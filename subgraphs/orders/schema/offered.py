"""What a line of a cart and a row of a quick order have in common: price, promise and problem as of today."""

from __future__ import annotations

import enum
from datetime import date

import strawberry

from subgraphs.common.money import MoneyType
from subgraphs.orders.rules import problems
from subgraphs.orders.rules.offer import Offer
from subgraphs.orders.rules.pricing import LinePricing, OrderPricing
from subgraphs.orders.rules.promise import LinePromise
from subgraphs.orders.schema.problem import LineProblem
from subgraphs.orders.schema.references import Asked, money


@strawberry.enum(description="Whether a quantity can be had.")
class AvailabilityLight(enum.Enum):
    GREEN = strawberry.enum_value("green", description="Now.")
    YELLOW = strawberry.enum_value("yellow", description="From an expected receipt on.")
    RED = strawberry.enum_value("red", description="Neither now nor from any known receipt.")


NO_PRICE = problems.LineProblem(problems.LineProblemCode.NO_PRICE)


async def prices_of(info: Asked, offer: Offer) -> OrderPricing | None:
    """What everything that can be had costs together; None when there is nothing. Raises PeerFailed."""
    return await info.context.loaders.buying.prices.load(offer.basket) if offer.basket.lines else None


async def problem_at(info: Asked, offer: Offer, position: int) -> problems.LineProblem | None:
    """Raises PeerFailed when it cannot be told whether there is a price."""
    if position in offer.problems:
        return offer.problems[position]
    pricing = await prices_of(info, offer)
    return None if pricing is not None and pricing.lines[position].priced else NO_PRICE


@strawberry.type
class Offered:
    """Nothing is told of the price and the promise of what cannot be ordered as it stands."""

    async def offer(self, info: Asked) -> Offer:
        """The offer this is part of."""
        raise NotImplementedError

    def place(self) -> int:
        """The position in the offer."""
        raise NotImplementedError

    @strawberry.field(description="Net price per price unit; nothing for private buyers.")
    async def unit_net(self, info: Asked) -> MoneyType | None:
        currency, line = await self._price(info)
        return money(line.unit_net, currency)

    @strawberry.field(description="Price per price unit including VAT.")
    async def unit_gross(self, info: Asked) -> MoneyType | None:
        currency, line = await self._price(info)
        return money(line.unit_gross, currency)

    @strawberry.field(description="Net amount of the quantity; nothing for private buyers.")
    async def line_net(self, info: Asked) -> MoneyType | None:
        currency, line = await self._price(info)
        return money(line.line_net, currency)

    @strawberry.field(description="Amount of the quantity including VAT.")
    async def line_gross(self, info: Asked) -> MoneyType | None:
        currency, line = await self._price(info)
        return money(line.line_gross, currency)

    @strawberry.field(description="Whether the quantity can be had, as Product.availability tells it.")
    async def light(self, info: Asked) -> AvailabilityLight | None:
        promise = await self._promise(info)
        return None if promise is None or promise.light is None else AvailabilityLight(promise.light)

    @strawberry.field(description="The working day from which the quantity is promised; null on enquiry.")
    async def promised_date(self, info: Asked) -> date | None:
        promise = await self._promise(info)
        return None if promise is None else promise.promised_date

    @strawberry.field(description="Whether one has to ask for a date; nothing where no stock is kept.")
    async def on_enquiry(self, info: Asked) -> bool | None:
        promise = await self._promise(info)
        return None if promise is None else promise.on_enquiry

    @strawberry.field(description="Why it cannot be ordered as it stands.")
    async def problem(self, info: Asked) -> LineProblem | None:
        found = await problem_at(info, await self.offer(info), self.place())
        return None if found is None else LineProblem.of(found, info.context.viewer.language)

    async def _price(self, info: Asked) -> tuple[str, LinePricing]:
        """Currency and amounts."""
        offer = await self.offer(info)
        pricing = None if self.place() in offer.problems else await prices_of(info, offer)
        if pricing is None:
            return info.context.viewer.currency, LinePricing(priced=False)
        return pricing.currency, pricing.lines[self.place()]

    async def _promise(self, info: Asked) -> LinePromise | None:
        offer = await self.offer(info)
        if self.place() in offer.problems:
            return None
        promise = (await info.context.loaders.buying.promises.load(offer.basket)).get(self.place())
        return promise if promise is not None and promise.kept else None
