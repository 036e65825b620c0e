"""A catalogue comes from outside: nothing is expanded, fetched or loaded for it, and it cannot fill the memory."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from subgraphs.products.bmecat import stream
from subgraphs.products.bmecat.problems import CatalogueError
from subgraphs.products.bmecat.reader import read_catalogue
from tests.kit import catalogue as written
from tests.kit.catalogue import article, catalogue

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def refusal(folder: Path, text: str) -> str:
    path = written.write(folder / "katalog.xml", text)
    with pytest.raises(CatalogueError) as refused:
        read_catalogue(path)
    return str(refused.value)


def test_a_billion_laughs_are_refused_before_the_first(tmp_path: Path) -> None:
    doctype = f'<!DOCTYPE BMECAT [<!ENTITY l0 "ha">{LAUGHS}]>\n'
    told = refusal(tmp_path, catalogue(article("A", {"deu": "x"}).replace(">x<", ">&l9;<"), doctype=doctype))
    assert told == "katalog.xml:3: The DOCTYPE declares entities; a catalogue needs none, so the file is refused."


def test_laughs_in_an_attribute_of_the_root_are_refused_too(tmp_path: Path) -> None:
    doctype = f'<!DOCTYPE BMECAT [<!ENTITY l0 "ha">{LAUGHS}]>\n'
    told = refusal(tmp_path, catalogue(article("A"), doctype=doctype, version="&l9;"))
    assert told.startswith("katalog.xml:")
    assert len(told) < 1_000


@pytest.mark.parametrize("system", ["file:///etc/passwd", "secret.txt"])
def test_an_external_entity_is_refused_and_its_file_stays_unread(tmp_path: Path, system: str) -> None:
    (tmp_path / "secret.txt").write_text("the secret", encoding="utf-8")
    doctype = f'<!DOCTYPE BMECAT [<!ENTITY x SYSTEM "{system}">]>\n'
    told = refusal(tmp_path, catalogue(article("A", {"deu": "x"}).replace(">x<", ">&x;<"), doctype=doctype))
    assert "declares entities" in told
    assert "root:" not in told
    assert "secret" not in told


def test_a_parameter_entity_is_refused(tmp_path: Path) -> None:
    doctype = '<!DOCTYPE BMECAT [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]>\n'
    assert "katalog.xml:" in refusal(tmp_path, catalogue(article("A"), doctype=doctype))


def test_a_dtd_that_is_only_named_is_neither_loaded_nor_missed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_network(*_: object) -> None:
        raise AssertionError("the reader went to the network")

    monkeypatch.setattr(socket.socket, "connect", no_network)
    (tmp_path / "bmecat.dtd").write_text('<!ENTITY uuml "ü">', encoding="utf-8")
    doctype = '<!DOCTYPE BMECAT SYSTEM "bmecat.dtd">\n'
    known = read_catalogue(written.write(tmp_path / "katalog.xml", catalogue(article("A"), doctype=doctype)))
    assert [found.sku for found in known.articles()] == ["A"]
    told = refusal(tmp_path, catalogue(article("A", {"deu": "x"}).replace(">x<", ">T&uuml;r<"), doctype=doctype))
    assert "&uuml; stands for nothing, since no DTD is read; write the character itself." in told


def test_one_endless_article_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "LARGEST_ELEMENT", 50)
    told = refusal(tmp_path, catalogue(article("A", details="<KEYWORD>x</KEYWORD>" * 60)))
    assert "More than 50 elements stand inside one" in told


def test_one_endless_text_is_refused(tmp_path: Path) -> None:
    told = refusal(tmp_path, catalogue(article("A", {"deu": "x" * 11_000_000})))
    assert "no well-formed XML" in told


def test_a_deep_nesting_is_refused(tmp_path: Path) -> None:
    told = refusal(tmp_path, catalogue("<X>" * 5_000 + "</X>" * 5_000))
    assert "no well-formed XML" in told
