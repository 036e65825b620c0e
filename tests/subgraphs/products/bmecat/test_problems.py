"""Everything that is wrong in a catalogue is told at once, with file, line and reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from subgraphs.products.bmecat.problems import PROBLEM_LIMIT, CatalogueError
from subgraphs.products.bmecat.reader import read_catalogue
from tests.kit import catalogue as written
from tests.kit.catalogue import HEADER, PIECE, article, catalogue, group, membership, reference


def refusal(folder: Path, text: str) -> CatalogueError:
    path = written.write(folder / "katalog.xml", text)
    with pytest.raises(CatalogueError) as refused:
        read_catalogue(path)
    return refused.value


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def price(inside: str) -> str:
    return f'<PRODUCT_PRICE price_type="net_list">{inside}</PRODUCT_PRICE>'


WRONG_ARTICLES = [
    (
        article("A", details='<INTERNATIONAL_PID type="gtin">4006381333930</INTERNATIONAL_PID>'),
        "INTERNATIONAL_PID",
        "'4006381333930' is no GTIN: the check digit should be 1",
    ),
    (article("A", details="<EAN>12345</EAN>"), "<EAN>", "it must have 8, 12, 13 or 14 digits"),
    (article("A", order="<ORDER_UNIT>PCE</ORDER_UNIT>"), "<ORDER_UNIT>", "ORDER_UNIT 'PCE' is no unit known here"),
    (article("A", order="<CONTENT_UNIT>C62</CONTENT_UNIT>"), "<PRODUCT_ORDER", "has no ORDER_UNIT"),
    (
        article("A", order=PIECE + "<NO_CU_PER_OU>2.5</NO_CU_PER_OU>"),
        "<NO_CU",
        "NO_CU_PER_OU '2.5' is no whole number from 1 up",
    ),
    (article("A", order=PIECE + "<PRICE_QUANTITY>0</PRICE_QUANTITY>"), "<PRICE_Q", "PRICE_QUANTITY '0' is no whole"),
    (article("A", order=PIECE + "<QUANTITY_MIN>9e99</QUANTITY_MIN>"), "<QUANTITY_MIN", "no whole number"),
    (article("A", prices=price("<PRICE_AMOUNT>12,50</PRICE_AMOUNT>")), "<PRICE_A", "PRICE_AMOUNT '12,50' is no number"),
    (article("A", prices=price("<PRICE_AMOUNT>NaN</PRICE_AMOUNT>")), "<PRICE_A", "PRICE_AMOUNT 'NaN' is no number"),
    (article("A", prices=price("<PRICE_AMOUNT>-1</PRICE_AMOUNT>")), "<PRODUCT_PRICE ", "-1 is below zero"),
    (article("A", prices=price("<PRICE_AMOUNT>0.00001</PRICE_AMOUNT>")), "<PRODUCT_PRICE ", "four decimal places"),
    (article("A", prices=price("<PRICE_FORMULA/>")), "<PRODUCT_PRICE ", "has no PRICE_AMOUNT"),
    (article("A", prices="<PRODUCT_PRICE/>"), "<PRODUCT_PRICE/", "has no price_type"),
    (
        article("A", prices=price("<PRICE_AMOUNT>1</PRICE_AMOUNT><TAX>19</TAX>")),
        "<PRODUCT_PRICE ",
        "TAX 19 is no fraction; 19 % is written 0.19",
    ),
    (
        article("A", prices=price("<PRICE_AMOUNT>1</PRICE_AMOUNT><TERRITORY>XX</TERRITORY>")),
        "<PRICE_AMOUNT",
        "TERRITORY 'XX' is no country",
    ),
    (
        article("A", prices=price("<PRICE_AMOUNT>1</PRICE_AMOUNT><PRICE_CURRENCY>EURO</PRICE_CURRENCY>")),
        "<PRICE_CURRENCY",
        "PRICE_CURRENCY 'EURO' is no currency",
    ),
    (
        article(
            "A", prices="<VALID_START_DATE>01.02.2026</VALID_START_DATE>" + price("<PRICE_AMOUNT>1</PRICE_AMOUNT>")
        ),
        "<VALID_START",
        "VALID_START_DATE '01.02.2026' is no date",
    ),
    (
        article(
            "A",
            order="<ORDER_UNIT>BX</ORDER_UNIT><NO_CU_PER_OU>10</NO_CU_PER_OU>",
            prices=price(
                "<PRICE_AMOUNT>1</PRICE_AMOUNT><PRICE_BASE><PRICE_UNIT>PA</PRICE_UNIT>"
                "<PRICE_UNIT_FACTOR>3</PRICE_UNIT_FACTOR></PRICE_BASE>"
            ),
        ),
        "<PRICE_BASE",
        "leaves no whole base units in a PA; an order unit has 10",
    ),
    (
        article(
            "A",
            prices=price(
                "<PRICE_AMOUNT>1</PRICE_AMOUNT><PRICE_BASE><PRICE_UNIT_FACTOR>0</PRICE_UNIT_FACTOR></PRICE_BASE>"
            ),
        ),
        "<PRICE_BASE",
        "PRICE_UNIT_FACTOR 0 leaves no whole base units",
    ),
    (
        article("A", prices=price("<PRICE_AMOUNT>1</PRICE_AMOUNT><LOWER_BOUND>0.5</LOWER_BOUND>")),
        "<PRICE_AMOUNT",
        "LOWER_BOUND '0.5' is no whole number from 1 up",
    ),
    (
        article(
            "A",
            details="<EAN>4006381333931</EAN>",
            extensions="<UDX.EDXF.PACKING_UNITS><UDX.EDXF.PACKING_UNIT><UDX.EDXF.QUANTITY_MIN>10</UDX.EDXF.QUANTITY_MIN>"
            "<UDX.EDXF.PACKING_UNIT_CODE>BX</UDX.EDXF.PACKING_UNIT_CODE><UDX.EDXF.GTIN>04006381333931</UDX.EDXF.GTIN>"
            "</UDX.EDXF.PACKING_UNIT></UDX.EDXF.PACKING_UNITS>",
        ),
        "<PRODUCT>",
        "Piece and packing unit have the same GTIN 4006381333931",
    ),
    (article("A", {"deu": ""}), "<PRODUCT>", "has no DESCRIPTION_SHORT"),
    (
        article("A", {"deu": "x", "klingon": "y"}),
        "DESCRIPTION_SHORT",
        "in language 'klingon', which is none of ISO 639",
    ),
    (article("A", kind="gadget"), "<USER_DEFINED", "UDX.WERKTOR.KIND 'gadget' is none of accessory, battery"),
    (
        article("A", extensions='<UDX.WERKTOR.CHANNEL country="DE">web</UDX.WERKTOR.CHANNEL>'),
        "<USER_DEFINED",
        "UDX.WERKTOR.CHANNEL 'web' is none of both, dealers_only",
    ),
    (
        article("A", extensions="<UDX.WERKTOR.CHANNEL>both</UDX.WERKTOR.CHANNEL>"),
        "<USER_DEFINED",
        "country='', which is no country",
    ),
    (
        article("A", extensions='<UDX.WERKTOR.CHANNEL country="DE">both</UDX.WERKTOR.CHANNEL>' * 2),
        "<USER_DEFINED",
        "told twice for DE",
    ),
    (
        article("A", extensions='<UDX.WERKTOR.CHANNEL country="DE" delivered="no">both</UDX.WERKTOR.CHANNEL>'),
        "<USER_DEFINED",
        "delivered is true or false, not 'no'",
    ),
    (article("A", references=reference("sparepart", "B")), "<PRODUCT_REFERENCE", "no REFERENCE_DESCR with its number"),
    (
        article("A", references=reference("accessories", "B", quantity="many")),
        "<PRODUCT_REFERENCE",
        "quantity='many', which is no whole number",
    ),
    (
        article("A", media="<MIME><MIME_SOURCE>javascript:alert(1)</MIME_SOURCE></MIME>"),
        "<MIME_INFO",
        "'javascript:alert(1)' is neither relative nor http(s)",
    ),
    (
        article("A", features="<FEATURE><FNAME>Länge</FNAME><FVALUE>1</FVALUE><FUNIT>ELLE</FUNIT></FEATURE>"),
        "<FEATURE>",
        "FUNIT 'ELLE' is no unit known here",
    ),
    (article("A", logistics="<COUNTRY_OF_ORIGIN>Germany</COUNTRY_OF_ORIGIN>"), "<COUNTRY", "'Germany' is no country"),
    (
        article("A").replace("<UDX.WERKTOR.KIND>power_tool</UDX.WERKTOR.KIND>", ""),
        "<USER_DEFINED",
        "has no UDX.WERKTOR.KIND",
    ),
]


@pytest.mark.parametrize(("wrong", "where", "reason"), WRONG_ARTICLES)
def test_a_wrong_article_is_told_with_line_and_reason(tmp_path: Path, wrong: str, where: str, reason: str) -> None:
    text = catalogue(article("FIRST"), wrong)
    after_first = text.index("<SUPPLIER_PID>A<") - len("<PRODUCT>\n")
    (problem,) = refusal(tmp_path, text).problems
    assert problem.place.file == "katalog.xml"
    assert problem.place.line == text[: text.index(where, after_first)].count("\n") + 1
    assert reason in problem.reason


def test_a_number_that_stands_twice_is_told_with_both_lines(tmp_path: Path) -> None:
    text = catalogue(article("A"), article("B"), article("A"))
    (problem,) = refusal(tmp_path, text).problems
    assert problem.place.line == text[: text.rindex("<PRODUCT>")].count("\n") + 1
    assert problem.reason == f"Article 'A' stands at line {line_of(text, '<PRODUCT>')} already."


def test_groups_that_do_not_exist_are_told(tmp_path: Path) -> None:
    text = catalogue(
        article("A"),
        groups=group("one", parent="none", deu="Eins") + group("two", deu="Zwei") + group("two", deu="Noch einmal"),
        memberships=membership("A", "three") + membership("B", "two"),
    )
    first_two = line_of(text, "<GROUP_ID>two")
    assert [problem.reason for problem in refusal(tmp_path, text).problems] == [
        f"Group 'two' stands at line {first_two} already.",
        "Group 'one' belongs to group 'none', which does not exist.",
        "Article 'A' is put into group 'three', which does not exist.",
        "Group 'two' is given article 'B', which does not exist.",
    ]


def test_groups_in_a_circle_are_no_tree(tmp_path: Path) -> None:
    text = catalogue(groups=group("a", parent="b", deu="A") + group("b", parent="a", deu="B"))
    (problem,) = refusal(tmp_path, text).problems
    assert "belong to each other in a circle" in problem.reason


def test_all_problems_are_told_at_once_up_to_fifty(tmp_path: Path) -> None:
    few = refusal(tmp_path, catalogue(*(article(f"A{number}", kind="x") for number in range(PROBLEM_LIMIT))))
    assert (len(few.problems), few.complete) == (PROBLEM_LIMIT, True)
    many = refusal(tmp_path, catalogue(*(article(f"A{number}", kind="x") for number in range(PROBLEM_LIMIT + 1))))
    assert (len(many.problems), many.complete) == (PROBLEM_LIMIT, False)
    assert str(many).endswith("Only the first 50 problems are told; correct these and try again.")


WRONG_FILES = [
    ("", "no well-formed XML"),
    (catalogue(article("A"))[:-40], "no well-formed XML"),
    ("<ORDER/>", "The file begins with ORDER; a catalogue begins with BMECAT."),
    (catalogue(article("A"), version="1.2"), "This is BMEcat version 1.2; only version 2005 is read."),
    (catalogue(article("A"), namespace="urn:other"), "The namespace 'urn:other' is none of BMEcat 2005."),
    (catalogue(article("A")).replace("T_NEW_CATALOG", "T_UPDATE_PRICES"), "T_UPDATE_PRICES is not read"),
    (catalogue(article("A"), header=""), "PRODUCT stands before HEADER."),
    (catalogue(header=""), "The catalogue has no HEADER."),
    (catalogue(article("A"), header="<HEADER/>"), "HEADER has no CATALOG."),
    (catalogue(header="<HEADER><CATALOG/></HEADER>"), "CATALOG has no LANGUAGE"),
    (catalogue(header=HEADER.replace("deu", "xyz1")), "LANGUAGE 'xyz1' is none of ISO 639."),
    (catalogue("<ARTICLE/>"), "ARTICLE is the form of BMEcat 1.2"),
]


@pytest.mark.parametrize(("text", "reason"), WRONG_FILES)
def test_a_file_that_is_no_catalogue_gets_one_clear_answer(tmp_path: Path, text: str, reason: str) -> None:
    (problem,) = refusal(tmp_path, text).problems
    assert str(problem).startswith("katalog.xml:")
    assert reason in problem.reason


def test_a_file_that_is_not_there_is_told_like_any_problem(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"missing\.xml:1: The file cannot be read: No such file"):
        read_catalogue(tmp_path / "missing.xml")
