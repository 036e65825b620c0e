"""The GraphQL type Price: what a quantity costs this viewer on a day, with the steps that lead there."""

from __future__ import annotations

import enum
from datetime import date
from decimal import Decimal

import moneyed
import strawberry
from strawberry import Info

from subgraphs.common.app import Context
from subgraphs.common.money import MoneyType
from subgraphs.common.text import localized
from subgraphs.prices.loaders import Loaders
from subgraphs.prices.rules import price as rules
from subgraphs.prices.rules import texts

Asked = Info[Context[Loaders], None]


@strawberry.enum(description="Where a price comes from, in the order of determination.")
class PriceSource(enum.Enum):
    QUOTE = strawberry.enum_value("quote", description="An accepted quote.")
    BLANKET = strawberry.enum_value("blanket", description="A line of a blanket order.")
    PROJECT = strawberry.enum_value("project", description="A project price.")
    CONTRACT = strawberry.enum_value("contract", description="A contract price.")
    CUSTOMER_LIST = strawberry.enum_value("customer_list", description="The customer's own net price list.")
    LIST_DISCOUNTS = strawberry.enum_value("list_discounts", description="The list price less agreed discounts.")
    DIRECT = strawberry.enum_value("direct", description="The price asked of direct customers.")
    PROMOTION = strawberry.enum_value("promotion", description="A promotion that is lower than the buyer's price.")


@strawberry.enum(description="The margin, roughly.")
class MarginBand(enum.Enum):
    LOW = strawberry.enum_value("low", description="Below 15 percent.")
    MEDIUM = strawberry.enum_value("medium", description="From 15 to below 35 percent.")
    HIGH = strawberry.enum_value("high", description="From 35 percent on.")


@strawberry.type(description="What the manufacturer himself asks of direct customers, per price unit.")
class DirectPrice:
    gross: MoneyType | None = strawberry.field(description="Including VAT.")
    net: MoneyType | None = strawberry.field(description="Without VAT.")


@strawberry.type(description="The manufacturer's non-binding recommendation to resellers, per price unit.")
class RecommendedPrice:
    gross: MoneyType = strawberry.field(description="Including VAT.")
    valid_from: date = strawberry.field(description="Since when it is recommended.")
    label: str = strawberry.field(description="What must stand beside it: that it does not bind.")


@strawberry.type(description="What is paid from a quantity on.")
class PriceTier:
    from_quantity: int = strawberry.field(description="In base units, counted over the whole order.")
    net: MoneyType | None = strawberry.field(description="Per price unit without VAT; null for private buyers.")
    gross: MoneyType | None = strawberry.field(description="Per price unit including VAT.")


@strawberry.type(description="One step on the way to the buyer's price.")
class PriceStep:
    text: str = strawberry.field(description="What happened, in the viewer's language.")
    amount: MoneyType | None = strawberry.field(description="The price after this step; gross for private buyers.")
    source: str | None = strawberry.field(description="The condition behind it, for staff.")


@strawberry.type(description="A price of the buyer's that will change.")
class AnnouncedPrice:
    valid_from: date = strawberry.field(description="The first day of the new price.")
    net: MoneyType | None = strawberry.field(description="Per price unit without VAT; null for private buyers.")


@strawberry.type(description="The price of a quantity on a day, as far as it is the viewer's.")
class Price:
    result: strawberry.Private[rules.PriceResult]
    quantity: int = strawberry.field(description="The quantity asked for, in order units.")

    def _money(self, amount: Decimal | None) -> MoneyType | None:
        return None if amount is None else MoneyType.of(moneyed.Money(amount, self.result.currency))

    @strawberry.field(description="What the manufacturer asks of direct customers in the viewer's market.")
    def direct(self) -> DirectPrice | None:
        direct = self.result.direct
        return None if direct is None else DirectPrice(gross=self._money(direct.gross), net=self._money(direct.net))

    @strawberry.field(description="The non-binding recommendation to resellers.")
    def recommended(self, info: Asked) -> RecommendedPrice | None:
        recommended = self.result.recommended
        if recommended is None:
            return None
        label = localized(texts.RECOMMENDED, info.context.viewer.language) or ""
        gross = MoneyType.of(moneyed.Money(recommended.gross, self.result.currency))
        return RecommendedPrice(gross=gross, valid_from=recommended.valid_from, label=label)

    @strawberry.field(name="list", description="List price net, per price unit.")
    def list_price(self) -> MoneyType | None:
        return self._money(self.result.list_price)

    @strawberry.field(description="The group of articles that share an agreed discount.")
    def discount_group(self) -> str | None:
        return self.result.discount_group

    @strawberry.field(description="What this buyer pays per price unit without VAT; null for private and for visitors.")
    def net(self) -> MoneyType | None:
        own = self.result.own
        return None if own is None else self._money(own.net)

    @strawberry.field(description="What this buyer pays per price unit including VAT; for private buyers the truth.")
    def gross(self) -> MoneyType | None:
        own = self.result.own
        return None if own is None else self._money(own.gross)

    @strawberry.field(description="The line without VAT, rounded half up to cents; null for private buyers.")
    def line_net(self) -> MoneyType | None:
        own = self.result.own
        return None if own is None else self._money(own.line_net)

    @strawberry.field(description="The line including VAT, as if it stood alone.")
    def line_gross(self) -> MoneyType | None:
        own = self.result.own
        return None if own is None else self._money(own.line_gross)

    @strawberry.field(description="The standard VAT rate of the market in percent, e.g. 19.")
    def tax_rate(self) -> Decimal | None:
        return self.result.tax_percent

    @strawberry.field(description="What this buyer pays from each quantity on, the first from the smallest.")
    def tiers(self) -> list[PriceTier] | None:
        own = self.result.own
        if own is None:
            return None
        return [
            PriceTier(from_quantity=tier.from_quantity, net=self._money(tier.net), gross=self._money(tier.gross))
            for tier in own.tiers
        ]

    @strawberry.field(description="How the buyer's price came about.")
    def steps(self, info: Asked) -> list[PriceStep] | None:
        own = self.result.own
        if own is None:
            return None
        language = info.context.viewer.language
        return [
            PriceStep(text=localized(step.text, language) or "", amount=self._money(step.amount), source=step.source)
            for step in own.steps
        ]

    @strawberry.field(description="Which source of the order of determination was hit, for staff.")
    def source(self) -> PriceSource | None:
        return None if self.result.own is None else PriceSource(self.result.own.source.value)

    @strawberry.field(description="Coming changes of the buyer's price, as far ahead as he may know.")
    def announced(self) -> list[AnnouncedPrice] | None:
        own = self.result.own
        if own is None:
            return None
        return [AnnouncedPrice(valid_from=later.valid_from, net=self._money(later.net)) for later in own.announced]

    @strawberry.field(description="What the article costs the manufacturer, per price unit.")
    def cost(self) -> MoneyType | None:
        return self._money(self.result.cost)

    @strawberry.field(description="What is left over the cost, in percent of the buyer's net price.")
    def margin(self) -> Decimal | None:
        return None if self.result.own is None else self.result.own.margin

    @strawberry.field(description="The margin, roughly.")
    def margin_band(self) -> MarginBand | None:
        band = None if self.result.own is None else self.result.own.margin_band
        return None if band is None else MarginBand(band.value)
