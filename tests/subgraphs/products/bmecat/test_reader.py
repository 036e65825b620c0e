"""What the reader makes of a catalogue: header, groups, articles and prices, told as BMEcat 2005 means them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from subgraphs.products.bmecat.article import Article, ArticlePackaging, Market, Quantities
from subgraphs.products.bmecat.problems import Problems
from subgraphs.products.bmecat.reader import read_catalogue
from subgraphs.products.bmecat.stream import stream
from tests.kit import catalogue as written
from tests.kit.catalogue import PIECE, article, catalogue, group, membership, reference


def read(folder: Path, text: str) -> list[Article]:
    return list(read_catalogue(written.write(folder / "katalog.xml", text)).articles())


def read_one(folder: Path, text: str) -> Article:
    (only,) = read(folder, catalogue(text))
    return only


@pytest.mark.parametrize("namespace", [written.NAMESPACE, None, "https://www.etim-international.com/bmecat/50"])
def test_the_namespace_may_be_that_of_2005_or_none(tmp_path: Path, namespace: str | None) -> None:
    found = read(tmp_path, catalogue(article("HW-1", references=reference("followup", "HW-2")), namespace=namespace))
    assert [(found.sku, found.references[0].target) for found in found] == [("HW-1", "HW-2")]


def test_the_header_says_what_holds_for_all(tmp_path: Path) -> None:
    header = read_catalogue(written.write(tmp_path / "katalog.xml", catalogue(article("HW-1")))).header
    assert (header.catalogue_id, header.version, header.names) == ("werkzeuge", "1", {"de": "Werkzeuge"})
    assert (header.language, header.territories, header.currency) == ("de", ("DE", "AT"), "EUR")
    assert header.mime_root == "/media"


def test_groups_come_with_parents_first_and_the_root_is_no_group(tmp_path: Path) -> None:
    groups = group("drills", parent="tools", order=3, deu="Bohrer", eng="Drills") + group("tools", deu="Maschinen")
    found = read_catalogue(written.write(tmp_path / "katalog.xml", catalogue(groups=groups))).groups
    assert [(node.id, node.parent, node.order) for node in found] == [("tools", None, 0), ("drills", "tools", 3)]
    assert found[1].names == {"de": "Bohrer", "en": "Drills"}


def test_the_group_of_an_article_is_known_though_it_is_told_after_all_articles(tmp_path: Path) -> None:
    groups = group("one", deu="Eins") + group("two", deu="Zwei")
    memberships = membership("B", "two") + membership("B", "one")
    found = read(tmp_path, catalogue(article("A"), article("B"), groups=groups, memberships=memberships))
    assert [(found.sku, found.group) for found in found] == [("A", None), ("B", "two")]


def test_texts_are_kept_by_language_and_without_one_in_that_of_the_catalogue(tmp_path: Path) -> None:
    found = read_one(tmp_path, article("A", {"deu": "Säge", "eng": "Saw", "fre": "Scie"}))
    assert found.names == {"de": "Säge", "en": "Saw", "fr": "Scie"}


QUANTITIES = [
    (PIECE, "", Quantities("C62", "C62", 1, "C62", 1, 1, 1, 1)),
    (
        "<ORDER_UNIT>BX</ORDER_UNIT><CONTENT_UNIT>C62</CONTENT_UNIT><NO_CU_PER_OU>10</NO_CU_PER_OU>"
        "<QUANTITY_MIN>20</QUANTITY_MIN><QUANTITY_INTERVAL>10</QUANTITY_INTERVAL>",
        "",
        Quantities("C62", "BX", 10, "BX", 10, 1, 20, 10),
    ),
    (
        "<ORDER_UNIT>BX</ORDER_UNIT><CONTENT_UNIT>C62</CONTENT_UNIT><NO_CU_PER_OU>250</NO_CU_PER_OU>"
        "<PRICE_QUANTITY>100</PRICE_QUANTITY>",
        "<PRICE_BASE><PRICE_UNIT>C62</PRICE_UNIT><PRICE_UNIT_FACTOR>250</PRICE_UNIT_FACTOR></PRICE_BASE>",
        Quantities("C62", "BX", 250, "C62", 1, 100, 1, 1),
    ),
    (
        "<ORDER_UNIT>PX</ORDER_UNIT><CONTENT_UNIT>C62</CONTENT_UNIT><NO_CU_PER_OU>480</NO_CU_PER_OU>",
        "<PRICE_BASE><PRICE_UNIT>CT</PRICE_UNIT><PRICE_UNIT_FACTOR>40</PRICE_UNIT_FACTOR></PRICE_BASE>",
        Quantities("C62", "PX", 480, "CT", 12, 1, 1, 1),
    ),
]


@pytest.mark.parametrize(("order", "base", "quantities"), QUANTITIES)
def test_order_unit_and_price_unit_are_told_in_base_units(
    tmp_path: Path, order: str, base: str, quantities: Quantities
) -> None:
    price = f'<PRODUCT_PRICE price_type="net_list"><PRICE_AMOUNT>1</PRICE_AMOUNT>{base}</PRODUCT_PRICE>'
    assert read_one(tmp_path, article("A", order=order, prices=price)).quantities == quantities


PRICES = """<DATETIME type="valid_start_date"><DATE>2026-01-01</DATE></DATETIME>
<DATETIME type="valid_end_date"><DATE>2026-12-31</DATE></DATETIME>
<PRODUCT_PRICE price_type="net_list"><PRICE_AMOUNT>100.00</PRICE_AMOUNT><PRICE_CURRENCY>EUR</PRICE_CURRENCY>
<TAX>0.19</TAX><LOWER_BOUND>1</LOWER_BOUND><TERRITORY>DE</TERRITORY></PRODUCT_PRICE>
<PRODUCT_PRICE price_type="net_list"><PRICE_AMOUNT>110</PRICE_AMOUNT><PRICE_CURRENCY>CHF</PRICE_CURRENCY>
<PRICE_FACTOR>0.95</PRICE_FACTOR><LOWER_BOUND>10</LOWER_BOUND><TERRITORY>CH</TERRITORY></PRODUCT_PRICE>
<PRODUCT_PRICE price_type="udp_direct_gross"><PRICE_AMOUNT>142.80</PRICE_AMOUNT></PRODUCT_PRICE>
<PRODUCT_PRICE price_type="on_request"/>"""


def test_prices_are_told_one_by_one_for_each_territory(tmp_path: Path) -> None:
    found = read_one(tmp_path, article("A", prices=PRICES)).prices
    assert [(price.kind, price.territory, price.currency, price.amount, price.lower_bound) for price in found] == [
        ("net_list", "DE", "EUR", Decimal("100.00"), 1),
        ("net_list", "CH", "CHF", Decimal("104.50"), 10),
        ("udp_direct_gross", "DE", "EUR", Decimal("142.80"), 1),
        ("udp_direct_gross", "AT", "EUR", Decimal("142.80"), 1),
    ]
    assert {(price.valid_from, price.valid_until) for price in found} == {(date(2026, 1, 1), date(2026, 12, 31))}
    assert [price.tax for price in found] == [Decimal("0.19"), None, None, None]


def test_announced_prices_stand_beside_those_of_today(tmp_path: Path) -> None:
    def since(day: str, amount: str) -> str:
        return (
            f"<VALID_START_DATE>{day}</VALID_START_DATE>"
            f'<PRODUCT_PRICE price_type="nrp"><PRICE_AMOUNT>{amount}</PRICE_AMOUNT></PRODUCT_PRICE>'
        )

    prices = since("2026-01-01", "9") + "</PRODUCT_PRICE_DETAILS><PRODUCT_PRICE_DETAILS>" + since("2027-01-01", "10")
    found = read_one(tmp_path, article("A", prices=prices)).prices
    assert [(price.valid_from, price.valid_until, price.amount) for price in found if price.territory == "DE"] == [
        (date(2026, 1, 1), None, Decimal(9)),
        (date(2027, 1, 1), None, Decimal(10)),
    ]


EXTENSIONS = """<UDX.EDXF.DISCOUNT_GROUP><UDX.EDXF.DISCOUNT_GROUP_SUPPLIER>E1</UDX.EDXF.DISCOUNT_GROUP_SUPPLIER>
</UDX.EDXF.DISCOUNT_GROUP>
<UDX.EDXF.PACKING_UNITS><UDX.EDXF.PACKING_UNIT><UDX.EDXF.QUANTITY_MIN>12</UDX.EDXF.QUANTITY_MIN>
<UDX.EDXF.PACKING_UNIT_CODE>CT</UDX.EDXF.PACKING_UNIT_CODE></UDX.EDXF.PACKING_UNIT></UDX.EDXF.PACKING_UNITS>
<UDX.WERKTOR.CHANNEL country="DE">direct</UDX.WERKTOR.CHANNEL>
<UDX.WERKTOR.CHANNEL country="AT" delivered="false">on_enquiry</UDX.WERKTOR.CHANNEL>"""


def test_extensions_tell_what_bmecat_has_no_element_for(tmp_path: Path) -> None:
    found = read_one(tmp_path, article("A", kind="set", extensions=EXTENSIONS))
    assert (found.kind, found.discount_group) == ("set", "E1")
    assert found.packagings == (ArticlePackaging("CT", 12, None),)
    assert found.markets == (Market("DE", "direct", True), Market("AT", "on_enquiry", False))


def mime(source: str, purpose: str = "", mime_type: str = "", order: str = "") -> str:
    told = (("MIME_TYPE", mime_type), ("MIME_SOURCE", source), ("MIME_PURPOSE", purpose), ("MIME_ORDER", order))
    return "<MIME>" + "".join(f"<{tag}>{value}</{tag}>" for tag, value in told if value) + "</MIME>"


def test_media_are_sorted_addressed_and_told_apart(tmp_path: Path) -> None:
    media = (
        mime("safety.pdf", "safety_data_sheet", order="4")
        + mime("exploded.svg", "others", order="2")
        + mime("front.jpg", order="1")
        + mime("logo.png", "logo")
        + mime("https://cdn.example/film.mp4", "others", "video/mp4", "3")
        + mime("/static/side.jpg", "detail")
    )
    assert [(medium.kind, medium.url) for medium in read_one(tmp_path, article("A", media=media)).media] == [
        ("picture", "/media/front.jpg"),
        ("drawing", "/media/exploded.svg"),
        ("document", "https://cdn.example/film.mp4"),
        ("document", "/media/safety.pdf"),
        ("picture", "/static/side.jpg"),
    ]


def test_references_to_other_catalogues_and_of_other_sorts_are_passed_over(tmp_path: Path) -> None:
    elsewhere = (
        '<PRODUCT_REFERENCE type="accessories"><PROD_ID_TO>X</PROD_ID_TO><CATALOG_ID>other</CATALOG_ID>'
        "</PRODUCT_REFERENCE>"
    )
    references = elsewhere + reference("similar", "Y") + reference("mandatory", "B") + reference("followup", "C")
    found = read_one(tmp_path, article("A", references=references)).references
    assert [(known.kind, known.target) for known in found] == [("accessory", "B"), ("successor", "C")]


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("4006381333931", "4006381333931"),
        ("04006381333931", "4006381333931"),
        ("40 0638 1333931", "4006381333931"),
        ("96385074", "96385074"),
        ("036000291452", "036000291452"),
    ],
)
def test_gtins_of_all_lengths_are_read(tmp_path: Path, printed: str, kept: str) -> None:
    details = f'<INTERNATIONAL_PID type="gtin">{printed}</INTERNATIONAL_PID>'
    assert read_one(tmp_path, article("A", details=details)).gtin == kept


def most_elements_at_once(path: Path) -> int:
    """How many elements of the file stand in memory at most while it is read."""
    return max(sum(1 for _ in node.element.getroottree().iter()) for node in stream(path, Problems()))


def test_a_long_catalogue_stands_in_memory_one_article_at_a_time(tmp_path: Path) -> None:
    def long(count: int) -> Path:
        groups = "".join(group(f"g{number}", deu="Gruppe") for number in range(count))
        unheard_of = "<UNHEARD_OF><OF/></UNHEARD_OF>" * count
        articles = "".join(article(f"A{number}", prices=PRICES, extensions=EXTENSIONS) for number in range(count))
        memberships = "".join(membership(f"A{number}", "g0") for number in range(count))
        text = catalogue(unheard_of, articles, groups=groups, memberships=memberships)
        return written.write(tmp_path / f"{count}.xml", text)

    read_ahead = 4_000
    assert most_elements_at_once(long(100)) < read_ahead
    assert most_elements_at_once(long(1_000)) < read_ahead
