"""How values are shown and what a product is found by."""

from __future__ import annotations

import pytest

from subgraphs.products.rules.gtin import gtin14
from subgraphs.products.rules.searching import search_text, search_words
from subgraphs.products.rules.showing import feature_value


@pytest.mark.parametrize(
    ("value", "unit", "language", "shown"),
    [
        ("4.0", "AMH", "de", "4,0"),
        ("4.0", "AMH", "en", "4.0"),
        ("1900", "RPM", "de", "1.900"),
        ("-10", "CEL", "de", "-10"),
        ("0.125", "KGM", "de", "0,125"),
        ("2026", None, "de", "2026"),
        ("12.5", None, "de", "12,5"),
        ("007", None, "de", "007"),
        ("1e3", "RPM", "de", "1e3"),
        ("NaN", "RPM", "de", "NaN"),
        ("SDS-plus", None, "de", "SDS-plus"),
        ("4.0", "AMH", "xx", "4,0"),
    ],
)
def test_numbers_are_written_as_the_language_writes_them_and_names_stay(
    value: str, unit: str | None, language: str, shown: str
) -> None:
    assert feature_value({"de": [value]}, unit, language) == shown


def test_a_value_of_another_language_stands_in() -> None:
    contents = {"de": ["ja"], "en": ["yes"], "fr": ["oui"]}
    assert [feature_value(contents, None, language) for language in ("en", "it", "fr")] == ["yes", "ja", "oui"]
    assert feature_value({"nl": ["ja"]}, None, "en") == "ja"


def test_several_values_stand_side_by_side_unless_they_are_a_range() -> None:
    assert feature_value({"de": ["110", "230"]}, "VLT", "de") == "110 / 230"
    assert feature_value({"de": ["0", "2100"]}, "RPM", "de", ranged=True) == "0–2.100"


def test_one_article_has_one_number_however_long_it_is_printed() -> None:
    assert gtin14("4006381333931") == gtin14("04006381333931") == gtin14(" 4006381333931 ")
    assert gtin14("96385074") == "00000096385074"


def test_what_is_looked_for_is_folded_like_what_is_found() -> None:
    text = search_text("HW-1001", ["4006381333931"], ["Säge für Weißholz", "W18"])
    for search in ("SAGE", "säge", "WEISSHOLZ", "hw1001", "hw-1001", "4006381333931", "w18"):
        (word,) = search_words(search)
        assert word in text
    assert search_words(None) == ()
