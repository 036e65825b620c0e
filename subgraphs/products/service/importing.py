"""Takes catalogues in: all of them in one transaction or nothing, and only what really changed is written."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.app import Services
from subgraphs.products.bmecat.article import Article, Place
from subgraphs.products.bmecat.problems import PROBLEM_LIMIT, Problems
from subgraphs.products.bmecat.reader import Catalogue
from subgraphs.products.queries import importing
from subgraphs.products.queries.categories import CATEGORY_CAP
from subgraphs.products.service.recording import ProductRecord, category_rows, record_of
from subgraphs.products.tables import PARTS

BATCH = 200
"""Products per statement: bounded memory, and far from the databases' limits on bound parameters."""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """How many products an import added, changed and left as they were; what no catalogue names is not counted."""

    added: int
    changed: int
    unchanged: int


async def import_catalogue(services: Services, *catalogues: Catalogue) -> ImportResult:
    """Brings products and categories to what the catalogues say; articles may refer to those of another catalogue.

    Products that none of them names stay as they are. Raises CatalogueError, and changes nothing, when an article is
    in two of the catalogues or refers to one that is nowhere, when two products claim one GTIN, or when there are more
    categories than are shown.
    """
    places = _places(catalogues)
    today = services.clock.today()
    added = changed = 0
    async with services.database.write() as connection:
        for catalogue in catalogues:
            await importing.put_categories(connection, category_rows(catalogue.groups))
            for articles in _batches(catalogue.articles()):
                records = [record_of(article) for article in articles]
                known = await importing.fingerprints(connection, [record.sku for record in records])
                written = [record for record in records if known.get(record.sku) != record.fingerprint]
                await _write(connection, written, today)
                new = sum(record.sku not in known for record in written)
                added, changed = added + new, changed + len(written) - new
        await _refuse_unsound(connection, catalogues, places)
    return ImportResult(added, changed, len(places) - added - changed)


def _places(catalogues: Sequence[Catalogue]) -> dict[str, Place]:
    """Where each article stands; refuses one that stands twice."""
    problems = Problems()
    places: dict[str, Place] = {}
    for catalogue in catalogues:
        for sku, place in catalogue.places.items():
            if sku in places:
                problems.add(place, f"Article '{sku}' stands in {places[sku]} as well; keep one of them.")
            places[sku] = place
    problems.refuse()
    return places


def _batches(articles: Iterator[Article]) -> Iterator[list[Article]]:
    while batch := list(itertools.islice(articles, BATCH)):
        yield batch


async def _write(connection: AsyncConnection, records: Sequence[ProductRecord], today: date) -> None:
    if not records:
        return
    told = [record.product for record in records if record.product["listed_on"] is not None]
    untold = [{**record.product, "listed_on": today} for record in records if record.product["listed_on"] is None]
    await importing.put_products(connection, told)
    await importing.put_products(connection, untold, keep_listing=True)
    parts: dict[str, list[Mapping[str, Any]]] = {
        table.name: [row for record in records for row in record.parts[table.name]] for table in PARTS
    }
    await importing.replace_parts(connection, [record.sku for record in records], parts)


async def _refuse_unsound(
    connection: AsyncConnection, catalogues: Sequence[Catalogue], places: Mapping[str, Place]
) -> None:
    """What only the whole can tell, checked before the transaction commits."""
    problems = Problems()
    for sku, kind, target in await importing.dangling_references(connection, PROBLEM_LIMIT):
        problems.add(places[sku], f"Article '{sku}' names '{target}' as its {kind}, but there is no such article.")
    for gtin, first, last in await importing.shared_gtins(connection, PROBLEM_LIMIT):
        place = places.get(last) or places[first]
        problems.add(place, f"GTIN {gtin} belongs to one article, but '{first}' and '{last}' claim it.")
    if await importing.known_categories(connection) > CATEGORY_CAP:
        last_group = next(catalogue.groups[-1] for catalogue in reversed(catalogues) if catalogue.groups)
        problems.add(
            last_group.place, f"With this there are more than {CATEGORY_CAP} categories; the shop shows no more."
        )
    problems.refuse()
