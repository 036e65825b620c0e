"""Who reads service documents, which links open one, and how a text becomes a page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest

from subgraphs.common.viewer import Viewer
from subgraphs.content.rendering import render_page, render_text
from subgraphs.content.rules import link_opens, reads_service_documents, signed_link

NOW = datetime(2026, 11, 24, 11, 59, 30, tzinfo=UTC)
SECRET = b"secret"
PATH = "/manuals/service/gearbox/de"


def parts(link: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(link).query))


@pytest.mark.parametrize(
    ("role", "reads"),
    [
        ("certified", True),
        ("service_partner", True),
        ("service", True),
        ("dealer", False),
        ("dealer_plus", False),
        ("dealer_sales", False),
        ("visitor", False),
    ],
)
def test_service_documents_are_for_those_who_repair(role: str, reads: bool) -> None:
    assert reads_service_documents(Viewer("somebody", roles=frozenset({role, "public"}))) is reads


def test_a_link_opens_its_document_for_at_least_an_hour() -> None:
    link = signed_link(PATH, NOW, SECRET)
    assert link.startswith(PATH + "?")
    assert link_opens(PATH, **parts(link), now=NOW + timedelta(hours=1), secret=SECRET)
    assert not link_opens(PATH, **parts(link), now=NOW + timedelta(hours=2), secret=SECRET)


def test_the_link_of_one_hour_is_the_same_for_everybody() -> None:
    assert signed_link(PATH, NOW, SECRET) == signed_link(PATH, NOW - timedelta(minutes=30), SECRET)


def test_an_altered_link_opens_nothing() -> None:
    good = parts(signed_link(PATH, NOW, SECRET))
    longer = {**good, "until": str(int(good["until"]) + 3600)}
    for path, altered in ((PATH + "x", good), (PATH, longer), (PATH, {**good, "signature": "ü"})):
        assert not link_opens(path, **altered, now=NOW, secret=SECRET)
    assert not link_opens(PATH, **good, now=NOW, secret=b"another")


@pytest.mark.parametrize("until", ["", "soon", "-1", "²", "1e9"])
def test_a_link_without_a_moment_opens_nothing(until: str) -> None:
    assert not link_opens(PATH, until, parts(signed_link(PATH, NOW, SECRET))["signature"], NOW, SECRET)


def test_paragraphs_headings_lists_and_warnings_are_rendered() -> None:
    body = "One.\n\n## Two\n\n- a\n- b\n\n! Three"
    assert render_text(body) == ('<p>One.</p><h2>Two</h2><ul><li>a</li><li>b</li></ul><p class="warning">Three</p>')


def test_a_text_cannot_bring_markup_of_its_own() -> None:
    page = render_page("<script>", "- <img onerror=x>\n\n! \"&'", language='de" x="', remark="<b>")
    assert "<script>" not in page
    assert "<img" not in page
    assert "<b>" not in page
    assert '" x="' not in page
