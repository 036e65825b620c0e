"""Reads a BMEcat 2005 catalogue: everything is checked first, then the articles can be read one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from subgraphs.products.bmecat.article import Article, Group, Header, Place
from subgraphs.products.bmecat.articles import article_of
from subgraphs.products.bmecat.checks import refuse_repeated_sku, sound_groups, sound_memberships
from subgraphs.products.bmecat.header import group_of, header_of
from subgraphs.products.bmecat.node import Node
from subgraphs.products.bmecat.problems import Problems
from subgraphs.products.bmecat.stream import FileState, file_state, stream


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A catalogue without a fault; its articles stay in the file until they are read."""

    path: Path
    header: Header
    groups: tuple[Group, ...]
    """Parents before children."""
    places: Mapping[str, Place]
    """Where each article stands, by SKU."""
    memberships: Mapping[str, str]
    """Group by SKU, of the articles that are in one."""
    state: FileState

    def articles(self) -> Iterator[Article]:
        """The articles in the order of the file, read anew with each call.

        Raises CatalogueError when the file is no longer the one that was checked.
        """
        problems = Problems()
        self._refuse_another_file(problems)
        for node in stream(self.path, problems):
            if node.name == "PRODUCT":
                product = replace(node, default_language=self.header.language)
                article = article_of(product, self.header, self.memberships.get(product.text("SUPPLIER_PID") or ""))
                problems.refuse()
                if article is not None:
                    yield article
        self._refuse_another_file(problems)

    def _refuse_another_file(self, problems: Problems) -> None:
        if file_state(self.path) != self.state:
            raise problems.stop(Place(self.path.name, 1), "The file has changed since it was checked; read it again.")


@dataclass(slots=True)
class _FirstReading:
    """What is kept of a file while it is checked from beginning to end."""

    problems: Problems = field(default_factory=Problems)
    header: Header | None = None
    roots: set[str] = field(default_factory=set)
    groups: list[Group] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    memberships: list[tuple[str, str, Place]] = field(default_factory=list)

    def take(self, node: Node) -> None:
        if node.name == "HEADER":
            self.header = header_of(node)
            return
        if self.header is None:
            raise self.problems.stop(node.place, f"{node.name} stands before HEADER.")
        self._take_content(replace(node, default_language=self.header.language), self.header)

    def _take_content(self, node: Node, header: Header) -> None:
        match node.name:
            case "CATALOG_STRUCTURE" if node.attribute("type") == "root":
                self.roots.add(node.required("GROUP_ID"))
            case "CATALOG_STRUCTURE":
                self.groups.append(group_of(node))
            case "PRODUCT":
                refuse_repeated_sku(node, self.places)
                article_of(node, header, group=None)
            case "PRODUCT_TO_CATALOGGROUP_MAP":
                self.memberships.append((node.required("PROD_ID"), node.required("CATALOG_GROUP_ID"), node.place))
            case "ARTICLE":
                raise self.problems.stop(node.place, "ARTICLE is the form of BMEcat 1.2; in BMEcat 2005 it is PRODUCT.")


def read_catalogue(path: Path) -> Catalogue:
    """The catalogue in a file, checked from beginning to end; raises CatalogueError with all that is wrong (up to 50).

    The file is read twice, so that nothing is taken from a catalogue with a fault in its last line, and so that the
    group of an article is known, which BMEcat tells only after all articles. Kept in memory are numbers, places and
    groups, never articles.
    """
    reading = _FirstReading()
    state = file_state(path)
    for node in stream(path, reading.problems):
        reading.take(node)
    if reading.header is None:
        raise reading.problems.stop(Place(path.name, 1), "The catalogue has no HEADER.")
    groups = sound_groups(reading.groups, reading.roots, reading.problems)
    memberships = sound_memberships(reading.memberships, groups, reading.places, reading.problems)
    reading.problems.refuse()
    return Catalogue(path, reading.header, groups, reading.places, memberships, state)
