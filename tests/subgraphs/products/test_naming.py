"""Which article a number names, decided alone."""

from __future__ import annotations

import pytest

from subgraphs.products.rules.naming import Codes, NamedArticle, article_called, article_scanned, folded


@pytest.mark.parametrize("number", ["HW-1001", "hw-1001", " Hw-1001\t"])
def test_case_and_surrounding_space_of_an_article_number_do_not_count(number: str) -> None:
    assert folded(number) == folded("HW-1001")


def test_hyphens_of_an_article_number_count() -> None:
    assert folded("HW1001") != folded("HW-1001")


def test_of_numbers_that_differ_only_in_case_the_exact_one_is_meant() -> None:
    assert article_called(" ab-1 ", ["AB-1", "ab-1"]) == "ab-1"


def test_where_only_the_case_could_tell_and_does_not_no_article_is_guessed() -> None:
    assert article_called("Ab-1", ["AB-1", "ab-1"]) is None
    assert article_called("Ab-1", ["AB-1"]) == "AB-1"


@pytest.mark.parametrize(
    ("order_content", "boxes", "gtin", "pieces"),
    [
        (1, {}, "04006381333931", 1),
        (1, {"04006381333948": 10}, "04006381333931", 1),
        (1, {"04006381333948": 10}, "04006381333948", 10),
        (10, {}, "04006381333931", 10),
        (10, {"04006381333948": 100}, "04006381333931", 10),
        (10, {"04006381333948": 10}, "04006381333931", 1),
        (10, {"04006381333931": 10}, "04006381333931", 10),
    ],
    ids=[
        "a piece",
        "a piece that also comes in boxes",
        "a box of ten",
        "a tin of ten with the article's own code",
        "the same tin, also packed by the hundred",
        "a piece out of a tin that has a code of its own",
        "a tin whose code the catalogue states twice",
    ],
)
def test_a_code_stands_for_what_it_is_printed_on(
    order_content: int, boxes: dict[str, int], gtin: str, pieces: int
) -> None:
    assert Codes(order_content, boxes).pieces(gtin) == pieces


@pytest.mark.parametrize("number", ["4006381333931", "04006381333931", " 4006381333931 "])
def test_a_gtin_is_found_by_any_of_its_lengths_and_told_as_it_was_asked_for(number: str) -> None:
    found = article_scanned(number, {"04006381333931": "HW-1001"}, {"HW-1001": Codes(1, {})})
    assert found == NamedArticle(number, "HW-1001", 1)
    assert article_scanned("4006381333948", {"04006381333931": "HW-1001"}, {}) is None
