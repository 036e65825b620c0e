"""How pasted, typed and uploaded rows are read."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subgraphs.orders.rules.numbers import compared
from subgraphs.orders.rules.pasted import PastedRow, possible_numbers, read_rows
from subgraphs.orders.rules.quantity_text import read_quantity


def read(text: str, *known: str, language: str = "de") -> PastedRow:
    (row,) = read_rows(text, language, {compared(number) for number in known}).rows
    return row


def parts(row: PastedRow) -> tuple[str | None, Decimal | None, str | None]:
    return row.number, row.quantity, row.line_text


@pytest.mark.parametrize(
    "text",
    [
        "HW-1001\t5\tHalle 3",
        "HW-1001;5;Halle 3",
        "HW-1001 ; 5 ; Halle 3",
        "HW-1001,5,Halle 3",
        "HW-1001   5   Halle 3",
        "HW-1001 5 Halle 3",
        '"HW-1001";"5";"Halle 3"',
        "\ufeffHW-1001;5;Halle 3",
        "HW-1001;5;Halle 3;",
    ],
)
def test_columns_are_parted_as_spreadsheets_files_and_people_do(text: str) -> None:
    assert parts(read(text)) == ("HW-1001", 5, "Halle 3")


def test_a_text_may_hold_what_parts_columns_elsewhere() -> None:
    assert parts(read("HW-1001;5;Meier, Halle 3")) == ("HW-1001", 5, "Meier, Halle 3")
    assert parts(read("HW-1001;5;Meier; Halle 3")) == ("HW-1001", 5, "Meier; Halle 3")
    assert parts(read("HW-1001  5  Meier, Halle 3")) == ("HW-1001", 5, "Meier, Halle 3")
    assert parts(read('HW-1001,5,"Meier, Halle 3"')) == ("HW-1001", 5, "Meier, Halle 3")
    assert parts(read('HW-1001;5;Rohr 3/4" innen')) == ("HW-1001", 5, 'Rohr 3/4" innen')


def test_a_quantity_may_be_missing() -> None:
    for text in ("HW-1001", "HW-1001;", "HW-1001;;"):
        assert parts(read(text)) == ("HW-1001", None, None)
        assert read(text).quantity_is_readable
    assert parts(read("HW-1001;;Halle 3")) == ("HW-1001", None, "Halle 3")


@pytest.mark.parametrize("written", ["fünf", "5 Stk", "-5", "5x", "1,000", "1.5.0", "٥"])
def test_what_is_no_quantity_is_not_taken_for_one(written: str) -> None:
    row = read(f"HW-1001;{written}")
    assert (row.number, row.quantity, row.quantity_is_readable) == ("HW-1001", None, False)


@pytest.mark.parametrize(
    ("written", "language", "quantity"),
    [
        ("5", "de", 5),
        ("005", "de", 5),
        ("0", "de", 0),
        ("1.000", "de", 1000),
        ("1,000", "en", 1000),
        ("1'000", "de", 1000),
        ("1 000", "de", 1000),
        ("1\u202f000", "fr", 1000),
        ("12.000.000", "de", 12_000_000),
        ("5,0", "de", 5),
        ("5.00", "de", 5),
        ("2,5", "de", Decimal("2.5")),
        ("1,000", "de", None),
        ("1.000", "en", None),
        ("10.00.000", "de", None),
        ("", "de", None),
        ("9" * 5000, "de", None),
    ],
)
def test_thousands_are_grouped_as_the_language_does(written: str, language: str, quantity: Decimal | None) -> None:
    assert read_quantity(written, language) == quantity


@pytest.mark.parametrize("text", ["HW-1001,1,000", "HW-1001,2,5", "HW-1001,2,500,Halle 3"])
def test_a_quantity_that_commas_have_torn_apart_is_asked_for(text: str) -> None:
    row = read(text, language="en")
    assert (row.number, row.quantity, row.quantity_is_readable) == ("HW-1001", None, False)


def test_a_buyers_number_may_hold_spaces_where_he_has_it() -> None:
    assert parts(read("BM 4711 5", "bm 4711")) == ("BM 4711", 5, None)
    assert parts(read("BM 4711", "bm 4711")) == ("BM 4711", None, None)
    assert parts(read("BM 4711 5 Halle 3", "bm 4711")) == ("BM 4711", 5, "Halle 3")
    assert parts(read("BM 4711")) == ("BM", 4711, None)
    assert "bm 4711" in possible_numbers("BM  4711\nBM 4711 5")


def test_a_gtin_may_be_spaced_as_it_is_printed() -> None:
    for text in ("4 006381 333931", "4 006381 333931 5", "4 006381 333931;5"):
        assert read(text).number == "4006381333931"
    assert read("4 006381 333931 5").quantity == 5


def test_rows_keep_their_line_and_empty_ones_are_left_out() -> None:
    pasted = read_rows("HW-1001;1\n\n  \t\r\nHW-1002;2\rHW-1003;3", "de")
    assert [(row.row, row.number) for row in pasted.rows] == [(1, "HW-1001"), (4, "HW-1002"), (5, "HW-1003")]


@pytest.mark.parametrize(
    "heading", ["Artikelnummer;Menge", "Art.-Nr.\tAnzahl\tText", "SKU,Quantity", "Artikel", "sep=;", "EAN;Stück"]
)
def test_a_heading_names_no_article(heading: str) -> None:
    rows = read_rows(f"{heading}\nHW-1001;5", "de").rows
    assert [row.number for row in rows] == [None, "HW-1001"]


def test_only_the_first_row_can_be_a_heading() -> None:
    assert [row.number for row in read_rows("HW-1001;5\nMenge;5", "de").rows] == ["HW-1001", "Menge"]


def test_a_row_without_number_is_there_nevertheless() -> None:
    assert [(row.text, row.number) for row in read_rows("HW-1001;5\n;5", "de").rows] == [
        ("HW-1001;5", "HW-1001"),
        (";5", None),
    ]


def test_rows_beyond_five_hundred_are_counted_not_dropped() -> None:
    assert read_rows("\n".join(["HW-1001;1"] * 500), "de").unread == 0
    pasted = read_rows("\n".join(["HW-1001;1"] * 730), "de")
    assert (len(pasted.rows), pasted.rows[-1].row, pasted.unread) == (500, 500, 231)


@given(st.text(alphabet=st.sampled_from("AB-19 ,;\t\"'.\n\r\u00a0ß=x"), max_size=200), st.sampled_from(["de", "en"]))
def test_every_row_that_is_not_empty_is_accounted_for(text: str, language: str) -> None:
    rows = read_rows(text, language).rows
    written = {
        number: row.strip() for number, row in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1)
    }
    assert {row.row: row.text for row in rows} == {number: row for number, row in written.items() if row}
    assert all(row.number is None or row.number for row in rows)
