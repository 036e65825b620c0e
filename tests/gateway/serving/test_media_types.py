"""The Accept header decides the media type of the answer."""

from __future__ import annotations

import pytest

from gateway.serving.media_types import (
    EVENT_STREAM,
    GRAPHQL_RESPONSE,
    JSON,
    charset_of,
    chosen_type,
    content_type_of,
    wants_page,
)

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, JSON),
        ("", JSON),
        (" ", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        ("application/json", JSON),
        ("application/json; charset=utf-8", JSON),
        ("Application/JSON", JSON),
        (GRAPHQL_RESPONSE, GRAPHQL_RESPONSE),
        (f"{GRAPHQL_RESPONSE}, application/json", GRAPHQL_RESPONSE),
        (f"application/json, {GRAPHQL_RESPONSE}", JSON),
        (f"application/json;q=0.9, {GRAPHQL_RESPONSE}", GRAPHQL_RESPONSE),
        (f"{GRAPHQL_RESPONSE};charset=utf-8, application/json;q=0.8", GRAPHQL_RESPONSE),
        (f"{GRAPHQL_RESPONSE};q=0.5, */*;q=0.4", GRAPHQL_RESPONSE),
        (f"*/*, {GRAPHQL_RESPONSE}", JSON),
        ("text/event-stream", EVENT_STREAM),
        ("text/*", EVENT_STREAM),
        ("text/event-stream, application/json;q=0.9", EVENT_STREAM),
        ("application/json, text/event-stream", JSON),
        (BROWSER, JSON),
        ("text/html, */*", JSON),
        ("text/html", None),
        ("application/xml, image/*", None),
    ],
)
def test_the_best_liked_type_that_is_offered_is_chosen(accept: str | None, chosen: str | None) -> None:
    assert chosen_type(accept) == chosen


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("application/json;q=0, */*", GRAPHQL_RESPONSE),
        ("application/*, application/json;q=0.5", GRAPHQL_RESPONSE),
        ("application/*;q=0, */*", EVENT_STREAM),
        ("application/json;q=0", None),
        ("*/*;q=0", None),
        ("application/json;q=many", None),
        ("application/json;q=nan", None),
        (f"application/json;q=9, {GRAPHQL_RESPONSE}", JSON),
    ],
)
def test_the_most_precise_range_decides_and_a_quality_of_nought_refuses(accept: str, chosen: str | None) -> None:
    assert chosen_type(accept) == chosen


@pytest.mark.parametrize("accept", ["text/html", BROWSER, "TEXT/HTML;q=0.3"])
def test_a_browser_wants_a_page(accept: str) -> None:
    assert wants_page(accept)


@pytest.mark.parametrize(
    "accept",
    [None, "", "*/*", "text/*", "text/html;q=0", "application/json, text/html", f"text/html, {GRAPHQL_RESPONSE};q=0.1"],
)
def test_who_names_a_graphql_type_or_no_page_wants_an_answer(accept: str | None) -> None:
    assert not wants_page(accept)


def test_parameters_are_told_apart_from_the_content_type() -> None:
    assert content_type_of("Application/JSON; charset=utf-8") == JSON
    assert content_type_of(None) == ""
    assert charset_of('application/json; a=b; Charset="UTF-8"') == "utf-8"
    assert charset_of("application/json; charset=utf-16") == "utf-16"
    assert charset_of("application/json") == charset_of(None) == "utf-8"
