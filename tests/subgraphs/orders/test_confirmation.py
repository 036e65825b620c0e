"""The confirmation of an order as paper: what stands on it is read back from the PDF."""

from __future__ import annotations

import io
import logging
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from pypdf import PdfReader

from subgraphs.orders.documents.confirmation import (
    Confirmation,
    ConfirmedCharge,
    ConfirmedLine,
    LineAmounts,
    Party,
    Totals,
)
from subgraphs.orders.documents.drawing import draw, file_name
from subgraphs.orders.documents.words import ENGLISH, GERMAN
from tests.kit.papers import words_of

SELLER = Party("Hartwerk Werkzeugfabrik GmbH", "Schmiedestraße 1", "42853", "Remscheid", "DE")
BUYER = Party("Eisen Vogt GmbH", "Herforder Straße 214", "33609", "Bielefeld", "DE")
SHIP_TO = Party("Dieter Öhlmann", "Valiergasse 15", "6020", "Innsbruck", "AT")
DRILL = ConfirmedLine(
    position=1,
    sku="HW-1001",
    name="Akku-Bohrschrauber W18",
    buyer_number="EV-10.001",
    line_text="für Emre Aydın",
    quantity=10,
    unit="C62",
    state="open",
    promised_date=date(2026, 12, 7),
    back_ordered=0,
    amounts=LineAmounts(Decimal("51.30"), Decimal("513.00"), 1),
)
SCREWS = replace(
    DRILL,
    position=2,
    sku="HW-4001",
    name="Holzschraube 5 x 60",
    buyer_number=None,
    line_text=None,
    quantity=500,
    state="back_order",
    back_ordered=200,
    amounts=LineAmounts(Decimal("12.4025"), Decimal("62.01"), 100),
)
ORDER = Confirmation(
    number="100512",
    state="confirmed",
    placed_at=datetime(2026, 11, 24, 23, 30, tzinfo=UTC),
    currency="EUR",
    buyer_reference="EV-7802",
    requested_date=date(2026, 12, 1),
    back_orders=True,
    reserved_until=None,
    seller=SELLER,
    buyer=BUYER,
    ship_to=SHIP_TO,
    lines=(DRILL, SCREWS),
    charges=(ConfirmedCharge("freight", Decimal("6.90")),),
    totals=Totals(Decimal("581.91"), Decimal(19), Decimal("110.56"), Decimal("692.47")),
)
MONEY = ("€", "513,00", "62,01", "6,90", "692,47", "51,30", "Umsatzsteuer", "Versand", "Betrag", "Einzelpreis")


def text_of(confirmation: Confirmation, language: str = "de") -> str:
    return words_of(draw(confirmation, language))


def without_amounts(confirmation: Confirmation) -> Confirmation:
    lines = tuple(replace(line, amounts=None) for line in confirmation.lines)
    return replace(confirmation, lines=lines, charges=(), totals=None)


def test_it_names_the_parties_the_lines_and_what_is_to_be_paid() -> None:
    text = text_of(ORDER)
    for part in (
        *("Auftragsbestätigung 100512", "EV-7802", "01.12.2026"),
        *("Hartwerk Werkzeugfabrik GmbH", "Eisen Vogt GmbH", "33609 Bielefeld", "6020 Innsbruck", "Österreich"),
        *("Akku-Bohrschrauber W18", "HW-1001", "Ihre Artikelnummer EV-10.001", "10 Stück", "51,30 €", "513,00 €"),
        *("12,4025 €", "je 100", "62,01 €", "im Rückstand", "davon 200 im Rückstand", "ab Lager 07.12.2026"),
        *("Warenwert netto", "575,01 €", "Versand", "6,90 €", "581,91 €", "Umsatzsteuer 19 %", "110,56 €", "692,47 €"),
    ):
        assert part in text, part


def test_the_order_day_is_that_of_the_seller() -> None:
    assert "25.11.2026" in text_of(ORDER)


def test_names_of_all_europe_and_the_sign_of_the_euro_are_written_as_they_are(caplog: pytest.LogCaptureFixture) -> None:
    names = ("Emre Aydın", "Öhlmann", "Łukasz Żółć", "Şükrü Ğöçük", "Ołeksandra Київ", "Ωmega", "Straße ẞ", "Čeřovský")
    lines = tuple(replace(DRILL, position=place, line_text=name) for place, name in enumerate(names, start=1))
    with caplog.at_level(logging.WARNING):
        text = text_of(replace(ORDER, lines=lines))
    assert [name for name in names if name not in text] == []
    assert "€" in text
    assert [record.getMessage() for record in caplog.records if "missing" in record.getMessage()] == []


def test_english_readers_get_english_words_days_and_numbers() -> None:
    text = text_of(ORDER, "en")
    for part in (
        "Order confirmation 100512",
        "1 Dec 2026",
        "10 pieces",
        "€12.4025",
        "per 100",
        "VAT 19%",
        "€692.47",
        "Austria",
    ):
        assert part in text, part
    assert text_of(ORDER, "fr") == text


def test_whoever_sees_no_prices_gets_the_same_paper_without_any() -> None:
    text = text_of(without_amounts(ORDER))
    for part in (
        "Akku-Bohrschrauber W18",
        "EV-10.001",
        "10 Stück",
        "500 Stück",
        "ab Lager 07.12.2026",
        "Eisen Vogt GmbH",
    ):
        assert part in text, part
    assert [part for part in MONEY if part in text] == []


def test_whoever_may_not_see_the_address_finds_none() -> None:
    text = text_of(replace(ORDER, ship_to=None))
    assert "Lieferanschrift" not in text
    assert "Innsbruck" not in text


def test_a_private_buyer_pays_gross_and_is_told_the_tax_inside() -> None:
    totals = Totals(None, Decimal(20), Decimal("97.53"), Decimal("585.20"))
    text = text_of(replace(ORDER, lines=(DRILL,), totals=totals))
    assert "darin enthaltene Umsatzsteuer 20 %" in text
    assert "585,20 €" in text
    assert "netto" not in text


def test_a_request_says_that_it_is_no_order_yet_and_until_when_it_reserves() -> None:
    request = replace(ORDER, state="awaiting", reserved_until=datetime(2026, 11, 27, 11, tzinfo=UTC))
    text = text_of(request)
    assert "Bestellanforderung 100512" in text
    assert "Auftragsbestätigung" not in text
    assert "27.11.2026, 12:00" in text
    assert file_name(request, "de") == "Bestellanforderung-100512.pdf"
    assert file_name(ORDER, "en") == "Order-confirmation-100512.pdf"


def test_five_hundred_lines_fill_pages_and_none_is_lost() -> None:
    lines = tuple(replace(DRILL, position=place, line_text=f"Platz {place}.") for place in range(1, 501))
    pages = PdfReader(io.BytesIO(draw(replace(ORDER, lines=lines), "de"))).pages
    texts = [page.extract_text() for page in pages]
    assert len(pages) > 20
    assert all(
        "Artikel" in text and f"Seite {number} von {len(pages)}" in text for number, text in enumerate(texts[:-1], 1)
    )
    told = "\n".join(texts)
    assert [place for place in range(1, 501) if f"Platz {place}." not in told] == []


def test_a_long_text_is_wrapped_and_not_cut() -> None:
    words = [f"Wort{number}" for number in range(120)]
    text = text_of(replace(ORDER, lines=(replace(DRILL, line_text=" ".join(words)),)))
    assert [word for word in words if word not in text] == []


def test_every_state_kind_and_unit_has_words_in_both_languages() -> None:
    for named in (GERMAN, ENGLISH):
        for texts in (named.charges, named.units, named.order_states, named.line_states):
            assert texts
            assert all(texts.values())
    assert GERMAN.order_states.keys() == ENGLISH.order_states.keys()
    assert GERMAN.line_states.keys() == ENGLISH.line_states.keys()
    assert GERMAN.units.keys() == ENGLISH.units.keys()
    assert GERMAN.charges.keys() == ENGLISH.charges.keys()
