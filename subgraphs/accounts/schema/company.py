"""The person signed in and the company concerned, its parts, addresses and people."""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import strawberry
from strawberry import Info, federation

from subgraphs.accounts.loaders import Loaders
from subgraphs.accounts.queries import LIST_CAP, AnyRow
from subgraphs.accounts.rules import addresses_seen, companies_seen, people_seen
from subgraphs.common.app import Context
from subgraphs.common.paging import SIZED_BY_FIRST, page_size

Asked = Info[Context[Loaders], None]


@strawberry.enum(description="What a company is to us.")
class CompanyKind(enum.Enum):
    PRIVATE = strawberry.enum_value("private", description="A private buyer.")
    FIRM = strawberry.enum_value("firm", description="A business that buys for its own use.")
    DEALER = strawberry.enum_value("dealer", description="A company that buys to resell.")
    SERVICE_PARTNER = strawberry.enum_value("service_partner", description="A workshop that repairs for us.")
    MANUFACTURER = strawberry.enum_value("manufacturer", description="Ourselves.")


@strawberry.type(description="A place of business of a company.")
class Branch:
    id: strawberry.ID = strawberry.field(description="The branch's id.")
    name: str = strawberry.field(description="How the company calls it.")
    city: str | None = strawberry.field(description="Where it is.")


@strawberry.type(description="A department of a company.")
class Department:
    id: strawberry.ID = strawberry.field(description="The department's id.")
    name: str = strawberry.field(description="How the company calls it.")


@strawberry.type(description="Where goods are delivered to a company.")
class CompanyAddress:
    id: strawberry.ID = strawberry.field(description="The address's id.")
    name: str | None = strawberry.field(description="To whom.")
    street: str | None = strawberry.field(description="Street and number.")
    postcode: str | None = strawberry.field(description="Postcode.")
    city: str | None = strawberry.field(description="City.")
    country: str | None = strawberry.field(description="ISO 3166-1 alpha-2.")
    is_default: bool | None = strawberry.field(description="Whether it is taken where no other is chosen.")

    @classmethod
    def of(cls, row: AnyRow) -> CompanyAddress:
        return cls(
            id=strawberry.ID(row.id),
            name=row.name,
            street=row.street,
            postcode=row.postcode,
            city=row.city,
            country=row.country,
            is_default=row.is_default,
        )


@federation.type(keys=["id"], description="A company as the viewer may know it: the own one or the one looked at.")
class Company:
    row: strawberry.Private[AnyRow]
    id: strawberry.ID = strawberry.field(description="The company's id.")

    @classmethod
    def of(cls, row: AnyRow) -> Company:
        return cls(id=strawberry.ID(row.id), row=row)

    @classmethod
    async def load(cls, info: Asked, company: str) -> Company | None:
        """The company, or nothing when it does not exist or is no concern of the viewer's."""
        if company not in companies_seen(info.context.viewer):
            return None
        row = await info.context.loaders.companies.load(company)
        return None if row is None else cls.of(row)

    @classmethod
    async def resolve_references(cls, info: Asked, representations: Sequence[Mapping[str, Any]]) -> list[Any]:
        seen = companies_seen(info.context.viewer)
        rows = await info.context.loaders.companies.load_many([str(key["id"]) for key in representations])
        return [None if row is None or row.id not in seen else cls.of(row) for row in rows]

    @strawberry.field(description="The company's name.")
    def name(self) -> str | None:
        return str(self.row.name)

    @strawberry.field(description="What the company is to us.")
    def kind(self) -> CompanyKind:
        return CompanyKind(self.row.kind)

    @strawberry.field(description="Country of its seat, ISO 3166-1 alpha-2.")
    def country(self) -> str:
        return str(self.row.country)

    @strawberry.field(description="The currency it buys in, ISO 4217.")
    def currency_code(self) -> str:
        return str(self.row.currency)

    @strawberry.field(description="Its places of business, at most 100, by name.")
    async def branches(self, info: Asked) -> list[Branch] | None:
        rows = await info.context.loaders.branches.load(self.id)
        return [Branch(id=strawberry.ID(row.id), name=row.name, city=row.city) for row in rows]

    @strawberry.field(description="Its departments, at most 100, by name.")
    async def departments(self, info: Asked) -> list[Department] | None:
        rows = await info.context.loaders.departments.load(self.id)
        return [Department(id=strawberry.ID(row.id), name=row.name) for row in rows]

    @strawberry.field(
        description="Where goods are delivered, at most 100, the default address first; null but for the own company."
    )
    async def addresses(self, info: Asked) -> list[CompanyAddress] | None:
        if not addresses_seen(info.context.viewer, self.id):
            return None
        return [CompanyAddress.of(row) for row in await info.context.loaders.addresses.load(self.id)]

    @strawberry.field(
        description="Its people by name: all for its admins, the department for approvers, oneself for everybody else.",
        directives=[SIZED_BY_FIRST],
    )
    async def users(
        self,
        info: Asked,
        first: Annotated[int, strawberry.argument(description="How many at most, up to 100.")] = 50,
    ) -> list[User] | None:
        wanted = page_size(first, cap=LIST_CAP)
        return [User.of(row) for row in (await info.context.loaders.people.load(self.id))[:wanted]]


@federation.type(keys=["id"], description="A person, as a member of the company in which the viewer meets him.")
class User:
    row: strawberry.Private[AnyRow]
    id: strawberry.ID = strawberry.field(description="The person's id.")

    @classmethod
    def of(cls, row: AnyRow) -> User:
        return cls(id=strawberry.ID(row.id), row=row)

    @classmethod
    async def resolve_references(cls, info: Asked, representations: Sequence[Mapping[str, Any]]) -> list[Any]:
        rows = await info.context.loaders.members.load_many([str(key["id"]) for key in representations])
        return [None if row is None else cls.of(row) for row in rows]

    @strawberry.field(description="First and last name; known to all colleagues.")
    def name(self) -> str | None:
        return str(self.row.name)

    @strawberry.field(description="E-mail address, to those who may see the person's particulars.")
    def email(self, info: Asked) -> str | None:
        return str(self.row.email) if self._particulars_seen(info) else None

    @strawberry.field(description="Functions in the company, to those who may see the person's particulars.")
    async def functions(self, info: Asked) -> list[str] | None:
        if not self._particulars_seen(info):
            return None
        return await info.context.loaders.functions.load((self.row.id, self.row.company_id))

    @strawberry.field(description="Name of the department, to those who may see the person's particulars.")
    def department(self, info: Asked) -> str | None:
        return self.row.department if self._particulars_seen(info) else None

    @strawberry.field(description="The company in which the viewer meets this person.")
    async def company(self, info: Asked) -> Company | None:
        return await Company.load(info, self.row.company_id)

    @strawberry.field(description="Preferred language, ISO 639-1, to those who may see the person's particulars.")
    def language(self, info: Asked) -> str | None:
        return str(self.row.language) if self._particulars_seen(info) else None

    def _particulars_seen(self, info: Asked) -> bool:
        return people_seen(info.context.viewer).covers(self.row.id, self.row.department_id)


@strawberry.type
class CompanyQuery:
    @strawberry.field(description="The person signed in; nothing for visitors and machines.")
    async def me(self, info: Asked) -> User | None:
        viewer = info.context.viewer
        if viewer.is_visitor or viewer.machine:
            return None
        row = await info.context.loaders.members.load(viewer.subject)
        return None if row is None else User.of(row)

    @strawberry.field(description="The company worked in or, for staff, looked at; nothing for visitors.")
    async def company(self, info: Asked) -> Company | None:
        concern = info.context.viewer.concern or info.context.viewer.company
        return None if concern is None else await Company.load(info, concern)
