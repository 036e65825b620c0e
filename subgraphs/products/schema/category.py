"""The GraphQL type of the category tree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import strawberry
from strawberry import Info, federation

from subgraphs.common.app import Context
from subgraphs.common.text import localized
from subgraphs.products.loaders import Loaders
from subgraphs.products.queries.products import AnyRow

Asked = Info[Context[Loaders], None]


@federation.type(keys=["id"], description="A group of products in the category tree.")
class Category:
    row: strawberry.Private[AnyRow]
    id: strawberry.ID = strawberry.field(description="The category's id.")

    @classmethod
    def of(cls, row: AnyRow) -> Category:
        return cls(id=strawberry.ID(row.id), row=row)

    @classmethod
    async def load(cls, info: Asked, category: str | None) -> Category | None:
        row = None if category is None else await info.context.loaders.categories.load(category)
        return None if row is None else cls.of(row)

    @classmethod
    async def resolve_references(cls, info: Asked, representations: Sequence[Mapping[str, Any]]) -> list[Any]:
        rows = await info.context.loaders.categories.load_many([str(key["id"]) for key in representations])
        return [None if row is None else cls.of(row) for row in rows]

    @strawberry.field(description="Its name in the viewer's language, or in the language that stands in for it.")
    def name(self, info: Asked) -> str:
        return localized(self.row.names, info.context.viewer.language) or str(self.id)

    @strawberry.field(description="The category above it; nothing for those at the top.")
    async def parent(self, info: Asked) -> Category | None:
        return await Category.load(info, self.row.parent_id)

    @strawberry.field(description="The categories right below it, in the order of the catalogue.")
    async def children(self, info: Asked) -> list[Category]:
        return [Category.of(row) for row in await info.context.loaders.children.load(self.id)]
