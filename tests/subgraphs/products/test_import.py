"""Taking catalogues in: once, twice, changed, broken, and several that refer to each other."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from subgraphs.products.bmecat.problems import CatalogueError
from subgraphs.products.bmecat.reader import Catalogue, read_catalogue
from subgraphs.products.service.importing import ImportResult, import_catalogue
from subgraphs.products.subgraph import SUBGRAPH
from subgraphs.products.tables import METADATA
from tests.kit import catalogue as written
from tests.kit.catalogue import article, group, membership, reference
from tests.kit.signing import VISITOR
from tests.kit.subgraphs import TODAY, SubgraphClient, running
from tests.kit.tables import contents


@pytest.fixture
async def products(database_url: str) -> AsyncIterator[SubgraphClient]:
    async with running(SUBGRAPH, database_url) as client:
        yield client


def read(folder: Path, *articles: str, name: str = "katalog.xml", groups: str = "", memberships: str = "") -> Catalogue:
    text = written.catalogue(*articles, groups=groups, memberships=memberships)
    return read_catalogue(written.write(folder / name, text))


def told_reason(refusal: pytest.ExceptionInfo[CatalogueError]) -> str:
    (problem,) = refusal.value.problems
    return str(problem)


async def test_importing_twice_changes_nothing(products: SubgraphClient, catalogue_file: Path) -> None:
    catalogue = read_catalogue(catalogue_file)
    assert await import_catalogue(products.services, catalogue) == ImportResult(added=8, changed=0, unchanged=0)
    before = await contents(products.services.database, METADATA)
    assert await import_catalogue(products.services, catalogue) == ImportResult(added=0, changed=0, unchanged=8)
    assert await contents(products.services.database, METADATA) == before


async def test_only_what_changed_is_written(products: SubgraphClient, tmp_path: Path) -> None:
    await import_catalogue(products.services, read(tmp_path, article("A"), article("B"), article("C")))
    catalogue = read(tmp_path, article("A"), article("B", {"deu": "Neu"}), article("D"))
    assert await import_catalogue(products.services, catalogue) == ImportResult(added=1, changed=1, unchanged=1)
    data = await products.data("{ products(orderBy: SKU) { nodes { sku name } } }", VISITOR)
    assert data["products"]["nodes"] == [
        {"sku": "A", "name": "Werkzeug A"},
        {"sku": "B", "name": "Neu"},
        {"sku": "C", "name": "Werkzeug C"},
        {"sku": "D", "name": "Werkzeug D"},
    ]


async def test_a_change_of_prices_alone_does_not_concern_the_products(products: SubgraphClient, tmp_path: Path) -> None:
    def priced(amount: str) -> str:
        price = f'<PRODUCT_PRICE price_type="net_list"><PRICE_AMOUNT>{amount}</PRICE_AMOUNT></PRODUCT_PRICE>'
        return article("A", prices=price)

    await import_catalogue(products.services, read(tmp_path, priced("10")))
    assert await import_catalogue(products.services, read(tmp_path, priced("11"))) == ImportResult(0, 0, 1)


async def test_what_a_changed_article_no_longer_has_is_gone(products: SubgraphClient, tmp_path: Path) -> None:
    parts = reference("accessories", "B") + reference("sparepart", "B", "1")
    await import_catalogue(products.services, read(tmp_path, article("A", references=parts), article("B")))
    await import_catalogue(products.services, read(tmp_path, article("A"), article("B")))
    data = await products.data('{ product(sku: "A") { accessories { sku } spareParts { position } } }', VISITOR)
    assert data["product"] == {"accessories": [], "spareParts": []}


async def test_an_article_is_listed_since_its_first_import_unless_the_catalogue_says_otherwise(
    products: SubgraphClient, tmp_path: Path, database_url: str
) -> None:
    told = article("B", extensions="<UDX.WERKTOR.LISTED_ON>2026-05-01</UDX.WERKTOR.LISTED_ON>")
    await import_catalogue(products.services, read(tmp_path, article("A"), told))
    async with running(SUBGRAPH, database_url, today=date(2027, 1, 1)) as later:
        renamed = read(tmp_path, article("A", {"deu": "Neuer Name"}), told, article("C"))
        assert await import_catalogue(later.services, renamed) == ImportResult(added=1, changed=1, unchanged=1)
        rows = (await contents(later.services.database, METADATA))["products"]
    assert [row.listed_on for row in rows] == [TODAY, date(2026, 5, 1), date(2027, 1, 1)]


async def test_catalogues_may_refer_to_each_others_articles(products: SubgraphClient, tmp_path: Path) -> None:
    tools = read(tmp_path, article("A", references=reference("accessories", "B")), name="tools.xml")
    packs = read(tmp_path, article("B", references=reference("followup", "A")), name="packs.xml")
    assert await import_catalogue(products.services, tools, packs) == ImportResult(added=2, changed=0, unchanged=0)


async def test_a_reference_to_nothing_refuses_the_whole_import(products: SubgraphClient, tmp_path: Path) -> None:
    await import_catalogue(products.services, read(tmp_path, article("A")))
    before = await contents(products.services.database, METADATA)
    broken = read(
        tmp_path,
        article("A", {"deu": "Anders"}),
        article("B", references=reference("sparepart", "HW-0000", "7")),
        groups=group("new", deu="Neu"),
        memberships=membership("A", "new"),
    )
    with pytest.raises(CatalogueError) as refusal:
        await import_catalogue(products.services, broken)
    line = broken.places["B"].line
    assert told_reason(refusal) == (
        f"katalog.xml:{line}: Article 'B' names 'HW-0000' as its spare_part, but there is no such article."
    )
    assert await contents(products.services.database, METADATA) == before


async def test_one_gtin_belongs_to_one_article(products: SubgraphClient, tmp_path: Path) -> None:
    def with_gtin(sku: str) -> str:
        return article(sku, details='<INTERNATIONAL_PID type="gtin">4006381333931</INTERNATIONAL_PID>')

    await import_catalogue(products.services, read(tmp_path, with_gtin("A")))
    with pytest.raises(CatalogueError, match=r"GTIN 04006381333931 belongs to one article, but 'A' and 'B' claim it"):
        await import_catalogue(products.services, read(tmp_path, with_gtin("B")))
    moved = read(tmp_path, article("A"), with_gtin("B"))
    assert await import_catalogue(products.services, moved) == ImportResult(added=1, changed=1, unchanged=0)


async def test_an_article_in_two_catalogues_is_refused(products: SubgraphClient, tmp_path: Path) -> None:
    first, second = read(tmp_path, article("A"), name="a.xml"), read(tmp_path, article("A"), name="b.xml")
    with pytest.raises(CatalogueError, match=r"b\.xml:\d+: Article 'A' stands in a\.xml:\d+ as well"):
        await import_catalogue(products.services, first, second)


async def test_a_file_that_changes_between_check_and_import_is_refused(
    products: SubgraphClient, tmp_path: Path
) -> None:
    checked = read(tmp_path, article("A"))
    written.write(checked.path, written.catalogue(article("A"), article("B")))
    with pytest.raises(CatalogueError, match="has changed since it was checked"):
        await import_catalogue(products.services, checked)
    assert (await contents(products.services.database, METADATA))["products"] == []


async def test_more_categories_than_are_shown_are_refused(products: SubgraphClient, tmp_path: Path) -> None:
    many = read(tmp_path, article("A"), groups="".join(group(f"g{number}", deu="Gruppe") for number in range(501)))
    with pytest.raises(CatalogueError, match="more than 500 categories"):
        await import_catalogue(products.services, many)
    assert (await contents(products.services.database, METADATA))["categories"] == []


async def test_a_large_catalogue_is_written_in_batches(products: SubgraphClient, tmp_path: Path) -> None:
    many = read(tmp_path, *(article(f"A{number:04d}") for number in range(450)))
    products.statements.clear()
    assert await import_catalogue(products.services, many) == ImportResult(added=450, changed=0, unchanged=0)
    assert sum(statement.startswith("INSERT INTO products") for statement in products.statements) == 3
    data = await products.data("{ products(first: 1) { totalCount } }", VISITOR)
    assert data["products"]["totalCount"] == 450
