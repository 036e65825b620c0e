"""A catalogue goes in whole, articles and prices together, or it changes nothing anywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from subgraphs.prices.errors import PriceImportRefused
from subgraphs.prices.tables import METADATA as PRICE_TABLES
from subgraphs.products.bmecat.problems import CatalogueError
from subgraphs.products.tables import METADATA as PRODUCT_TABLES
from tests.kit.house import Asker
from tests.kit.tables import contents
from werktor.catalogue import import_files
from werktor.demo.loading import CATALOGUE


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Copies of the demo catalogue that a test may spoil."""
    copies = []
    for path in CATALOGUE:
        copies.append(tmp_path / path.name)
        copies[-1].write_bytes(path.read_bytes())
    return copies


async def kept(house: Asker) -> tuple[object, object]:
    services = house.house.services
    return (
        await contents(services["products"].database, PRODUCT_TABLES),
        await contents(services["prices"].database, PRICE_TABLES),
    )


def spoil(files: list[Path], name: str, right: str, wrong: str) -> int:
    """Replaces one text of one file; returns the line it stands in."""
    path = next(path for path in files if path.name == name)
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    return text[: text.index(right)].count("\n") + 1


async def test_importing_the_same_catalogue_again_changes_nothing(house: Asker, files: list[Path]) -> None:
    before = await kept(house)
    result = await import_files(house.house.services, files)
    assert (result.added, result.changed) == (0, 0)
    assert result.unchanged > 300
    assert await kept(house) == before


async def test_a_price_that_is_no_number_in_the_last_file_leaves_products_and_prices_as_they_were(
    house: Asker, files: list[Path]
) -> None:
    before = await kept(house)
    spoil(files, "accessories.xml", "Werkzeugkoffer M", "Werkzeugkoffer mittel")
    line = spoil(files, "spare-parts.xml", "<PRICE_AMOUNT>", "<PRICE_AMOUNT>about ")
    with pytest.raises(CatalogueError, match=f"spare-parts.xml:{line}"):
        await import_files(house.house.services, files)
    assert await kept(house) == before


async def test_two_prices_from_one_day_on_keep_the_articles_out_as_well(house: Asker, files: list[Path]) -> None:
    before = await kept(house)
    spoil(files, "accessories.xml", "Werkzeugkoffer M", "Werkzeugkoffer mittel")
    spoil(files, "accessories.xml", "<DATE>2027-01-01</DATE>", "<DATE>2026-01-01</DATE>")
    with pytest.raises(PriceImportRefused, match="HW-4005"):
        await import_files(house.house.services, files)
    assert await kept(house) == before
