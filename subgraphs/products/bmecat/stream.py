"""A BMEcat file as a stream of the elements that matter: memory stays small however long the file is.

No DTD is loaded, no entity expanded, nothing fetched: a file that declares entities is refused (BMEcat needs none).
A DOCTYPE that only names the DTD of the format is common and harmless.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from lxml import etree

from subgraphs.products.bmecat.article import Place
from subgraphs.products.bmecat.node import Node, Source, place_in
from subgraphs.products.bmecat.problems import CatalogueError, Problem, Problems

NAMESPACES = ("http://www.bmecat.org/bmecat/2005", "https://www.etim-international.com/bmecat/")
"""Namespaces start with one of these, or there is none."""

TRANSACTION = "T_NEW_CATALOG"
WANTED = frozenset({"HEADER", "CATALOG_STRUCTURE", "PRODUCT", "ARTICLE", "PRODUCT_TO_CATALOGGROUP_MAP"})
LARGEST_ELEMENT = 100_000
"""Elements inside one wanted element, which alone stands in memory as a whole."""


@dataclass(frozen=True, slots=True)
class FileState:
    """By what a file that was exchanged or written again is known."""

    inode: int
    size: int
    changed_ns: int


def file_state(path: Path) -> FileState:
    """Raises CatalogueError for a file that is not there."""
    try:
        found = path.stat()
    except OSError as error:
        raise _unreadable(path, error) from error
    return FileState(found.st_ino, found.st_size, found.st_mtime_ns)


def stream(path: Path, problems: Problems) -> Iterator[Node]:
    """The wanted elements in the order of the file, each gone as soon as the next is asked for.

    Raises CatalogueError for what is no BMEcat 2005 with T_NEW_CATALOG, or no well-formed XML.
    """
    try:
        with path.open("rb") as file:
            yield from _elements(file, path.name, problems)
    except etree.XMLSyntaxError as error:
        place = Place(path.name, error.lineno or 1)
        raise problems.stop(place, f"This is no well-formed XML: {error.msg}.") from error
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> CatalogueError:
    return CatalogueError([Problem(Place(path.name, 1), f"The file cannot be read: {error.strerror}.")])


def _elements(file: IO[bytes], name: str, problems: Problems) -> Iterator[Node]:
    events = etree.iterparse(
        file,
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    source: Source | None = None
    inside = 0
    for event, element in events:
        if source is None:
            source = _source(element, name, problems)
        local = element.tag.rpartition("}")[2]
        if event == "start":
            _refuse_other_transactions(element, local, source)
            inside += bool(inside) or local in WANTED
            if inside > LARGEST_ELEMENT:
                reason = f"More than {LARGEST_ELEMENT} elements stand inside one; no article needs so many."
                raise problems.stop(place_in(name, element), reason)
        elif local in WANTED:
            _note_entities(element, source)
            yield Node(element, source)
            inside = 0
        if event == "end" and not inside:
            _forget(element)


def _source(root: etree._Element, name: str, problems: Problems) -> Source:
    """Looks at the root before anything inside it is read."""
    place = place_in(name, root)
    declared: Any = root.getroottree().docinfo.internalDTD
    if declared is not None and declared.entities():
        raise problems.stop(place, "The DOCTYPE declares entities; a catalogue needs none, so the file is refused.")
    tag = etree.QName(root)
    if tag.localname != "BMECAT":
        raise problems.stop(place, f"The file begins with {tag.localname}; a catalogue begins with BMECAT.")
    version = root.get("version") or "none"
    if not version.startswith("2005"):
        raise problems.stop(place, f"This is BMEcat version {version}; only version 2005 is read.")
    if tag.namespace is not None and not tag.namespace.startswith(NAMESPACES):
        raise problems.stop(place, f"The namespace '{tag.namespace}' is none of BMEcat 2005.")
    return Source(name, tag.namespace, problems)


def _refuse_other_transactions(element: etree._Element, local: str, source: Source) -> None:
    if local.startswith("T_") and local != TRANSACTION:
        place = place_in(source.file, element)
        raise source.problems.stop(place, f"{local} is not read; ask for the whole catalogue ({TRANSACTION}).")


def _note_entities(element: etree._Element, source: Source) -> None:
    """A DOCTYPE that names a DTD lets undeclared entities pass the parser; their text would be missing."""
    for entity in element.iter(etree.Entity):
        parent = entity.getparent()
        place = place_in(source.file, element if parent is None else parent)
        source.problems.add(
            place, f"{entity.text} stands for nothing, since no DTD is read; write the character itself."
        )


def _forget(element: etree._Element) -> None:
    """Frees the element and what was left of those before it."""
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]
