"""The GraphQL types of content: texts in the viewer's language, or the nearest there is."""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import strawberry
from strawberry import Info, federation

from subgraphs.common.app import Context
from subgraphs.common.paging import SIZED_BY_FIRST
from subgraphs.common.schema import build_schema
from subgraphs.content import service
from subgraphs.content.loaders import Loaders
from subgraphs.content.queries import AnyRow
from subgraphs.content.rules import manual_path, reads_service_documents

Asked = Info[Context[Loaders], None]


@strawberry.enum(description="What a page is about.")
class PageKind(enum.Enum):
    INFORMATION = strawberry.enum_value("information", description="About us and the trade with us.")
    NEWS = strawberry.enum_value("news", description="News and announcements.")
    SERVICE = strawberry.enum_value("service", description="Repair, spare parts, warranty.")


@federation.type(keys=["slug"], description="A page of the portal.")
class Page:
    slug: strawberry.ID = strawberry.field(description="Its name in addresses.")
    kind: PageKind = strawberry.field(description="What it is about.")
    title: str = strawberry.field(description="Title.")
    body: str = strawberry.field(
        description="Plain text: blank lines part paragraphs, `## ` begins a heading, `- ` an item, `! ` a warning."
    )
    language: str = strawberry.field(description="Language the text is in, ISO 639-1; may not be the one asked for.")

    @classmethod
    def of(cls, row: AnyRow) -> Page:
        return cls(
            slug=strawberry.ID(row.slug),
            kind=PageKind(row.kind),
            title=row.title,
            body=row.body,
            language=row.language,
        )

    @classmethod
    async def resolve_references(cls, info: Asked, representations: Sequence[Mapping[str, Any]]) -> list[Any]:
        rows = await info.context.loaders.pages.load_many([str(key["slug"]) for key in representations])
        return [None if row is None else cls.of(row) for row in rows]


@strawberry.type(description="A question that is often asked, and its answer.")
class FaqEntry:
    id: strawberry.ID = strawberry.field(description="Id of the entry, the same in every language.")
    question: str = strawberry.field(description="The question.")
    answer: str = strawberry.field(description="The answer, plain text.")
    topic: str = strawberry.field(description="The topic it belongs to.")


@strawberry.type(description="A legal notice that a market requires.")
class LegalNotice:
    id: strawberry.ID = strawberry.field(description="Id of the notice.")
    title: str = strawberry.field(description="Title.")
    text: str = strawberry.field(description="Plain text, in the same form as the body of a page.")
    market: str = strawberry.field(description="Country it is for, ISO 3166-1 alpha-2.")
    language: str = strawberry.field(description="Language the text is in, ISO 639-1.")


@strawberry.type(description="An instruction manual in one language.")
class Manual:
    title: str = strawberry.field(description="Title.")
    url: str = strawberry.field(description="Permanent address; open to everyone.")
    language: str = strawberry.field(description="Language, ISO 639-1.")
    version: str = strawberry.field(description="Edition.")


@strawberry.type(description="A document for those who repair.")
class ServiceDocument:
    title: str = strawberry.field(description="Title.")
    url: str = strawberry.field(description="Address that opens for one to two hours.")


@federation.type(keys=["sku"], description="A product; here with its documents.")
class Product:
    sku: strawberry.ID = strawberry.field(description="Article number.")

    @classmethod
    async def resolve_references(cls, info: Asked, representations: Sequence[Mapping[str, Any]]) -> list[Any]:
        return [cls(sku=strawberry.ID(str(key["sku"]))) for key in representations]

    @strawberry.field(description="Manuals in all their languages, the viewer's first, at most 20.")
    async def manuals(self, info: Asked) -> list[Manual]:
        return [
            Manual(
                title=row.title,
                url=manual_path(row.slug, row.language),
                language=row.language,
                version=row.version,
            )
            for row in await info.context.loaders.manuals.load(self.sku)
        ]

    @strawberry.field(
        description="Documents for repair, at most 20, for service partners, certified dealers and our service."
    )
    async def service_documents(self, info: Asked) -> list[ServiceDocument] | None:
        if not reads_service_documents(info.context.viewer):
            return None
        documents = await info.context.loaders.service_documents.load(self.sku)
        return [ServiceDocument(title=document.title, url=document.url) for document in documents]


@strawberry.type
class Query:
    @strawberry.field(description="One page, in the viewer's language or the nearest there is.")
    async def page(
        self, info: Asked, slug: Annotated[strawberry.ID, strawberry.argument(description="Its name in addresses.")]
    ) -> Page | None:
        row = await info.context.loaders.pages.load(str(slug))
        return None if row is None else Page.of(row)

    @strawberry.field(description="The pages in their order, at most 100.")
    async def pages(
        self,
        info: Asked,
        kind: Annotated[PageKind | None, strawberry.argument(description="Only pages of this kind.")] = None,
    ) -> list[Page]:
        wanted = None if kind is None else str(kind.value)
        return [Page.of(row) for row in await service.pages(info.context.viewer, info.context.services, kind=wanted)]

    @strawberry.field(description="Questions and answers in their order.", directives=[SIZED_BY_FIRST])
    async def faq(
        self,
        info: Asked,
        search: Annotated[
            str | None, strawberry.argument(description="Words that all must occur, whatever case or accents.")
        ] = None,
        first: Annotated[int, strawberry.argument(description="How many at most, up to 100.")] = 20,
    ) -> list[FaqEntry]:
        rows = await service.faq(info.context.viewer, info.context.services, search=search, first=first)
        return [
            FaqEntry(id=strawberry.ID(row.id), question=row.question, answer=row.answer, topic=row.topic)
            for row in rows
        ]

    @strawberry.field(description="The legal notices of the viewer's market, at most 100.")
    async def legal_notices(self, info: Asked) -> list[LegalNotice]:
        return [
            LegalNotice(
                id=strawberry.ID(row.id), title=row.title, text=row.text, market=row.market, language=row.language
            )
            for row in await service.legal_notices(info.context.viewer, info.context.services)
        ]


SCHEMA = build_schema(Query, types=[Product])
