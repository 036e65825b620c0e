"""Finding products: by number or GTIN, the product list page by page, and the category tree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from subgraphs.common.app import Services
from subgraphs.common.errors import BadInput
from subgraphs.common.paging import decode_cursor, encode_cursor, page_size
from subgraphs.products.queries import listing
from subgraphs.products.queries.categories import all_categories
from subgraphs.products.queries.listing import After, ListOrder, Wanted
from subgraphs.products.queries.products import AnyRow, Rows, skus_by_gtin
from subgraphs.products.rules.gtin import gtin14


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of the product list, and whether more follow."""

    rows: tuple[AnyRow, ...]
    order: ListOrder
    more: bool

    def cursor(self, row: AnyRow) -> str:
        place = row.place.isoformat() if isinstance(row.place, date) else row.place
        return encode_cursor(self.order.value, place, row.sku)


async def sku_of_gtin(services: Services, gtin: str) -> str | None:
    """The SKU of the product whose piece or box carries the GTIN."""
    async with services.database.read() as connection:
        rows = await skus_by_gtin(connection, [gtin14(gtin)])
    return str(rows[0].sku) if rows else None


async def list_products(
    services: Services, wanted: Wanted, order: ListOrder, language: str, first: int, after: str | None
) -> ListPage:
    """At most `first` products beyond the cursor; raises BadInput for a size or cursor that cannot be meant."""
    limit = page_size(first)
    start = None if after is None else _start(after, order)
    async with services.database.read() as connection:
        rows = await listing.page(connection, wanted, order, language, start, limit + 1)
    return ListPage(tuple(rows[:limit]), order, more=len(rows) > limit)


async def count_products(services: Services, wanted: Wanted) -> int:
    async with services.database.read() as connection:
        return await listing.count(connection, wanted)


async def category_tree(services: Services) -> Rows:
    """All categories, siblings in the order of the catalogue."""
    async with services.database.read() as connection:
        return await all_categories(connection)


def _start(cursor: str, order: ListOrder) -> After:
    made_in, key, sku = decode_cursor(cursor, str, str, str)
    if made_in != order.value:
        raise BadInput(f"Argument 'after' comes from a list in another order ({made_in}); start again without it.")
    if order is not ListOrder.NEWEST:
        return After(key, sku)
    try:
        return After(date.fromisoformat(key), sku)
    except ValueError as error:
        raise BadInput("Argument 'after' is not a cursor of this list; use an endCursor it gave.") from error
