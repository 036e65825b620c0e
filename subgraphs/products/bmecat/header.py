"""The HEADER of a catalogue and the groups of its tree."""

from __future__ import annotations

from dataclasses import replace

from subgraphs.products.bmecat import codes
from subgraphs.products.bmecat.article import Group, Header
from subgraphs.products.bmecat.node import Node


def header_of(node: Node) -> Header:
    """What holds for the whole catalogue; the default language is the one marked so, otherwise the first."""
    catalogue = node.child("CATALOG")
    if catalogue is None:
        raise node.source.problems.stop(node.place, "HEADER has no CATALOG.")
    languages = sorted(catalogue.children("LANGUAGE"), key=lambda stated: stated.attribute("default") != "true")
    if not languages:
        raise node.source.problems.stop(catalogue.place, "CATALOG has no LANGUAGE; without it no text can be read.")
    language = codes.language(languages[0].content)
    if language is None:
        raise node.source.problems.stop(languages[0].place, f"LANGUAGE '{languages[0].content}' is none of ISO 639.")
    catalogue = replace(catalogue, default_language=language)
    return Header(
        catalogue_id=catalogue.required("CATALOG_ID"),
        version=catalogue.required("CATALOG_VERSION"),
        names=catalogue.texts("CATALOG_NAME"),
        language=language,
        territories=catalogue.countries("TERRITORY"),
        currency=catalogue.currency("CURRENCY"),
        mime_root=catalogue.text("MIME_ROOT") or "",
    )


def group_of(node: Node) -> Group:
    """A CATALOG_STRUCTURE other than the root, which is the tree itself."""
    names = node.texts("GROUP_NAME")
    if not names:
        node.wrong("CATALOG_STRUCTURE has no GROUP_NAME.")
    return Group(
        id=node.required("GROUP_ID"),
        parent=node.required("PARENT_ID"),
        names=names,
        order=node.whole("GROUP_ORDER", default=0, least=0),
        place=node.place,
    )
