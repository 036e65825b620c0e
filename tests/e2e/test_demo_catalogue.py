"""The demo catalogue is what a manufacturer would send: complete, correct in itself, and valid BMEcat 2005."""

from __future__ import annotations

import os
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from lxml import etree
from stdnum import ean

from subgraphs.products.bmecat.article import Article, ArticlePrice
from subgraphs.products.bmecat.reader import Catalogue, read_catalogue
from werktor.catalogue import price_rows

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "werktor" / "demo" / "catalogue"
FILES = sorted(FOLDER.glob("*.xml"))
PICTURES = sorted((FOLDER / "media").glob("*.svg"))

DATA = Path(os.environ.get("WERKTOR_INTEROP_DATA", ROOT.parent / "shared" / "data"))
SCHEMA = DATA / "xsd" / "bmecat_2005.xsd"

NAMES = ("accessories.xml", "batteries.xml", "hand-tools.xml", "power-tools.xml", "spare-parts.xml")
GERMAN_ONLY = {"HW-3017"}
VAT = {"DE": Decimal("0.19"), "AT": Decimal("0.20"), "CH": Decimal("0.081")}
CURRENCIES = {"DE": "EUR", "AT": "EUR", "CH": "CHF"}
CENT = Decimal("0.01")


@pytest.fixture(scope="module")
def catalogues() -> list[Catalogue]:
    """Every file through the reader customers use; it raises when anything is wrong."""
    return [read_catalogue(path) for path in FILES]


@pytest.fixture(scope="module")
def articles(catalogues: list[Catalogue]) -> dict[str, Article]:
    return {article.sku: article for catalogue in catalogues for article in catalogue.articles()}


def amounts(article: Article, kind: str) -> dict[tuple[str | None, date | None, int], ArticlePrice]:
    """The prices of one kind by country, first day and lower bound."""
    return {
        (price.territory, price.valid_from, price.lower_bound): price for price in article.prices if price.kind == kind
    }


def gtins(article: Article) -> Iterator[str | None]:
    yield article.gtin
    yield from (packaging.gtin for packaging in article.packagings)


def test_the_reader_takes_every_file_and_every_article_stands_once(
    catalogues: list[Catalogue], articles: dict[str, Article]
) -> None:
    assert tuple(path.name for path in FILES) == NAMES
    assert sum(len(catalogue.places) for catalogue in catalogues) == len(articles) >= 320
    assert all(article.group for article in articles.values())


def test_every_piece_and_every_box_has_a_gtin_of_its_own(articles: dict[str, Article]) -> None:
    found = [code for article in articles.values() for code in gtins(article)]
    assert all(code is not None and ean.is_valid(code) and len(code) == 13 for code in found)
    assert all(code is not None and code.startswith("4069876") for code in found)
    assert [code for code, times in Counter(found).items() if times > 1] == []


def test_all_is_told_in_german_and_english_except_one_article(articles: dict[str, Article]) -> None:
    for article in articles.values():
        languages = {"de"} if article.sku in GERMAN_ONLY else {"de", "en"}
        told = [article.names, article.descriptions, *(feature.names for feature in article.features)]
        told += [medium.alts for medium in article.media]
        assert [texts for texts in told if texts.keys() != languages] == [], article.sku
        assert 4 <= len(article.features) <= 8, article.sku


def test_references_lead_to_articles_and_positions_are_told_once_per_drawing(articles: dict[str, Article]) -> None:
    for article in articles.values():
        targets = [reference.target for reference in article.references]
        assert [target for target in targets if target not in articles or target == article.sku] == [], article.sku
        positions = [reference.position for reference in article.references if reference.kind == "spare_part"]
        assert len(positions) == len(set(positions)), article.sku


def test_every_spare_part_belongs_to_a_tool(articles: dict[str, Article]) -> None:
    parts = {sku for sku, article in articles.items() if article.kind == "spare_part"}
    fitted = {
        reference.target
        for article in articles.values()
        for reference in article.references
        if reference.kind == "spare_part"
    }
    assert len(parts) >= 80
    assert parts == fitted


def test_a_private_buyer_pays_the_net_price_and_vat_half_up_to_cents(articles: dict[str, Article]) -> None:
    compared = 0
    for article in articles.values():
        nets, grosses = amounts(article, "udp_directnet"), amounts(article, "udp_directgross")
        assert nets.keys() == grosses.keys(), article.sku
        for market, gross in grosses.items():
            rate = VAT[str(gross.territory)]
            expected = (nets[market].amount * (1 + rate)).quantize(CENT, ROUND_HALF_UP)
            assert (gross.amount, gross.tax) == (expected, rate), (article.sku, market)
            compared += 1
    assert compared > 900


def test_every_article_has_prices_in_all_countries_unless_it_is_sold_on_enquiry(articles: dict[str, Article]) -> None:
    for article in articles.values():
        for country, currency in CURRENCIES.items():
            ways = {market.channel for market in article.markets if market.country == country}
            kinds = {price.kind for price in article.prices if price.territory == country}
            assert {price.currency for price in article.prices if price.territory == country} == {currency}
            assert ("udp_directnet" in kinds) == (ways == {"both"}), (article.sku, country)
            assert kinds >= ({"udp_cost"} if ways == {"on_enquiry"} else {"net_list", "nrp", "udp_cost"}), article.sku
        assert all(price.valid_from is not None for price in article.prices), article.sku


def test_a_recommended_price_is_never_below_our_own(articles: dict[str, Article]) -> None:
    for article in articles.values():
        recommended = amounts(article, "nrp")
        for market, gross in amounts(article, "udp_directgross").items():
            country, first_day, _ = market
            assert recommended[country, first_day, 1].amount >= gross.amount, (article.sku, country)


def test_lithium_ion_batteries_carry_their_un_number(articles: dict[str, Article]) -> None:
    assert {article.dangerous_goods for article in articles.values() if article.kind == "battery"} == {"UN 3480"}
    assert {article.dangerous_goods for article in articles.values() if article.kind == "set"} == {"UN 3481"}


def test_the_articles_that_stories_are_told_of_are_as_told(articles: dict[str, Article]) -> None:
    """Orders, prices, stock and documents of the demo world, and its tests, name these."""
    first = [articles[f"HW-{number}"] for number in range(1001, 1013)]
    assert {article.platform for article in first} == {"W18"}
    list_prices = {
        sku: price.amount
        for sku, article in articles.items()
        for (country, _, bound), price in amounts(article, "net_list").items()
        if country == "DE" and bound == 1 and price.valid_from is not None and price.valid_from.year == 2026
    }
    assert (list_prices["HW-1001"], articles["HW-1001"].discount_group) == (Decimal("100.00"), "E1")
    assert list_prices["HW-4004"] == Decimal("7.99")
    assert len([it for it in articles["HW-1002"].references if it.kind == "spare_part"]) >= 12
    assert [medium.kind for medium in articles["HW-1002"].media] == ["picture", "drawing"]
    assert {market.channel for market in articles["HW-1006"].markets} == {"dealers_only"}
    assert {market.channel for market in articles["HW-1007"].markets} == {"on_enquiry"}
    assert articles["HW-1008"].discontinued
    assert ("successor", "HW-1009") in {(it.kind, it.target) for it in articles["HW-1008"].references}
    assert {market.country for market in articles["HW-1010"].markets if not market.delivered} == {"AT"}
    assert articles["HW-1012"].kind == "set"
    assert articles["HW-4001"].quantities.price_quantity == 100
    assert (articles["HW-4002"].quantities.minimum, articles["HW-4002"].quantities.step) == (20, 10)
    assert ("BX", 10) in {(packaging.unit, packaging.content) for packaging in articles["HW-4002"].packagings}
    assert (articles["HW-4003"].quantities.order_unit, articles["HW-4003"].quantities.order_content) == ("PK", 10)
    rises = {price.valid_from for price in articles["HW-4005"].prices if price.kind == "net_list"}
    assert {day.isoformat() for day in rises if day is not None} == {"2026-01-01", "2027-01-01"}


def test_all_prices_but_enquiries_reach_the_price_lists(articles: dict[str, Article]) -> None:
    kept: dict[str, int] = defaultdict(int)
    for article in articles.values():
        kept[article.sku] = sum(1 for _ in price_rows(article))
    assert {sku: len(article.prices) for sku, article in articles.items()} == dict(kept)


def test_every_picture_is_a_drawing_that_some_article_shows(articles: dict[str, Article]) -> None:
    shown = {medium.url for article in articles.values() for medium in article.media}
    assert shown == {f"/media/{path.name}" for path in PICTURES}
    for path in PICTURES:
        root = etree.parse(path).getroot()
        assert root.tag == "{http://www.w3.org/2000/svg}svg", path.name
        assert root.get("viewBox"), path.name
        assert path.stat().st_size < (8192 if path.name.startswith("exploded-") else 4096), path.name


def test_a_drawing_numbers_every_part_of_its_tool(articles: dict[str, Article]) -> None:
    drawings = {
        article.sku: medium.url for article in articles.values() for medium in article.media if medium.kind == "drawing"
    }
    assert len(drawings) == 3
    for sku, url in drawings.items():
        written = {text.text for text in etree.parse(FOLDER / "media" / Path(url).name).iter("{*}text")}
        positions = {it.position for it in articles[sku].references if it.kind == "spare_part"}
        assert positions <= written, sku
        assert len(positions) >= 12, sku


@pytest.mark.skipif(
    not SCHEMA.is_file(), reason=f"no schema at {SCHEMA}; set WERKTOR_INTEROP_DATA to a folder with xsd/"
)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_is_valid_by_the_schema_of_bmecat_2005(path: Path, tmp_path: Path) -> None:
    """The schema leaves `udxPRODUCT` empty for the parties to define; `extensions.xsd` does, lying beside it."""
    for part in (SCHEMA, FOLDER / "extensions.xsd"):
        shutil.copy(part, tmp_path)
    etree.XMLSchema(etree.parse(tmp_path / "extensions.xsd")).assertValid(etree.parse(path))
