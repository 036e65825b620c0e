"""What orders asks of accounts: the two companies that stand on a business paper."""

from __future__ import annotations

from typing import Annotated

import strawberry
from strawberry import federation

from subgraphs.accounts.queries import AnyRow
from subgraphs.accounts.rules import companies_seen, seat_seen
from subgraphs.accounts.schema.company import Asked


@federation.type(
    inaccessible=True,
    description="A company on a business paper; whoever may not see its address is told the name alone.",
)
class PaperParty:
    name: str = strawberry.field(description="The company's name.")
    street: str | None = strawberry.field(description="Street and number.")
    postcode: str | None = strawberry.field(description="Postcode.")
    city: str | None = strawberry.field(description="City.")
    country: str | None = strawberry.field(description="ISO 3166-1 alpha-2.")

    @classmethod
    def of(cls, row: AnyRow, *, addressed: bool) -> PaperParty:
        if not addressed:
            return cls(name=row.name, street=None, postcode=None, city=None, country=None)
        return cls(name=row.name, street=row.street, postcode=row.postcode, city=row.city, country=row.country)


@federation.type(inaccessible=True, description="Who writes a business paper, and to whom.")
class Letterhead:
    seller: PaperParty | None = strawberry.field(description="Ourselves.")
    buyer: PaperParty | None = strawberry.field(
        description="The customer; null where he is no concern of the viewer's."
    )


@strawberry.type
class PeerQuery:
    @federation.field(inaccessible=True, description="The two parties of a customer's papers.")
    async def letterhead(
        self, info: Asked, company: Annotated[strawberry.ID, strawberry.argument(description="The customer.")]
    ) -> Letterhead:
        viewer = info.context.viewer
        seller, buyer = await info.context.loaders.letterheads.load(str(company))
        if company not in companies_seen(viewer):
            buyer = None
        return Letterhead(
            seller=None if seller is None else PaperParty.of(seller, addressed=True),
            buyer=None if buyer is None else PaperParty.of(buyer, addressed=seat_seen(viewer, str(company))),
        )
