"""One element of a catalogue, read by name: texts, numbers, dates and codes, each wrong one noted with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TypeVar, cast

from lxml import etree

from subgraphs.products.bmecat import codes
from subgraphs.products.bmecat.article import Place
from subgraphs.products.bmecat.problems import Problems

Value = TypeVar("Value")

LARGEST = Decimal(10) ** 12
"""No price, quantity or content of a catalogue comes near it."""
WHOLE_LIMIT = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Source:
    """What holds for all elements of one file."""

    file: str
    namespace: str | None
    problems: Problems

    def tag(self, name: str) -> str:
        return name if self.namespace is None else f"{{{self.namespace}}}{name}"


@dataclass(frozen=True, slots=True)
class Node:
    """An element with the words to read it; a missing or wrong value becomes a problem and the stated default."""

    element: etree._Element
    source: Source
    default_language: str = ""

    @property
    def name(self) -> str:
        return etree.QName(self.element).localname

    @property
    def place(self) -> Place:
        return place_in(self.source.file, self.element)

    @property
    def content(self) -> str:
        """The text inside, spaces at both ends away."""
        return "".join(map(str, self.element.itertext())).strip()

    def wrong(self, reason: str) -> None:
        self.source.problems.add(self.place, reason)

    def attribute(self, name: str) -> str | None:
        return self.element.get(name)

    def children(self, *path: str) -> Iterator[Node]:
        """All elements at the end of a path of names."""
        found = self.element.iterfind("/".join(self.source.tag(name) for name in path))
        return (Node(element, self.source, self.default_language) for element in found)

    def child(self, *path: str) -> Node | None:
        return next(self.children(*path), None)

    def text(self, *path: str) -> str | None:
        """The text at the end of a path; an empty one counts as none."""
        found = self.child(*path)
        return None if found is None or not found.content else found.content

    def required(self, *path: str) -> str:
        value = self.text(*path)
        if value is None:
            self.wrong(f"{self.name} has no {'/'.join(path)}.")
        return value or ""

    def texts(self, *path: str) -> dict[str, str]:
        """Text by language; the first one of a language holds."""
        found: dict[str, str] = {}
        for node in self.children(*path):
            if node.content and (language := node.language()) is not None:
                found.setdefault(language, node.content)
        return found

    def language(self) -> str | None:
        """The language of the text inside, ISO 639-1: its `lang`, otherwise that of the catalogue."""
        stated = self.attribute("lang")
        if stated is None:
            return self.default_language
        known = codes.language(stated)
        if known is None:
            self.wrong(f"{self.name} is in language '{stated}', which is none of ISO 639.")
        return known

    def decimal(self, *path: str) -> Decimal | None:
        return self._read(path, _decimal, "is no number")

    def whole(self, *path: str, default: int, least: int = 1) -> int:
        """A whole number, `least` or more."""
        value = self._read(path, lambda text: _whole(text, least), f"is no whole number from {least} up")
        return default if value is None else value

    def day(self, *path: str) -> date | None:
        return self._read(path, date.fromisoformat, "is no date like 2026-11-24")

    def unit(self, *path: str) -> str | None:
        return self._read(path, _unit, "is no unit known here; use a UN/ECE code such as C62, BX, MMT or KGM")

    def countries(self, *path: str) -> tuple[str, ...]:
        """All countries at the end of a path, each once, in their order."""
        found = (node.country() for node in self.children(*path))
        return tuple(dict.fromkeys(country for country in found if country is not None))

    def country(self, *path: str) -> str | None:
        return self._read(path, codes.country, "is no country of ISO 3166-1")

    def currency(self, *path: str) -> str | None:
        return self._read(path, codes.currency, "is no currency of ISO 4217")

    def country_attribute(self, name: str) -> str | None:
        """A required attribute with a country."""
        stated = self.attribute(name) or ""
        known = codes.country(stated)
        if known is None:
            self.wrong(f"{self.name} says {name}='{stated}', which is no country of ISO 3166-1.")
        return known

    def whole_attribute(self, name: str, *, default: int) -> int:
        """An attribute with a whole number above zero."""
        stated = self.attribute(name)
        if stated is None:
            return default
        number = _whole(stated, 1)
        if number is None:
            self.wrong(f"{self.name} says {name}='{stated}', which is no whole number from 1 up.")
        return default if number is None else number

    def _read(self, path: tuple[str, ...], convert: Callable[[str], Value | None], reason: str) -> Value | None:
        """The converted text at the end of a path (of the node itself without one), nothing where there is none."""
        found = self if not path else self.child(*path)
        if found is None or not found.content:
            return None
        try:
            value = convert(found.content)
        except ValueError:
            value = None
        if value is None:
            found.wrong(f"{found.name} '{found.content[:50]}' {reason}.")
        return value


def place_in(file: str, element: etree._Element) -> Place:
    """Where an element begins."""
    return Place(file, cast("int | None", element.sourceline) or 1)


def _decimal(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < LARGEST else None


def _whole(text: str, least: int) -> int | None:
    number = _decimal(text)
    if number is None or number != number.to_integral_value() or not least <= number <= WHOLE_LIMIT:
        return None
    return int(number)


def _unit(text: str) -> str | None:
    return text if text in codes.UNITS else None
