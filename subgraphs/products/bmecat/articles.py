"""A PRODUCT element as an Article; whatever is wrong with it is noted, and then there is no Article."""

from __future__ import annotations

import mimetypes
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import urlsplit

from subgraphs.products.bmecat.article import (
    Article,
    ArticleFeature,
    ArticleMedium,
    ArticleReference,
    Header,
)
from subgraphs.products.bmecat.extensions import extensions_of
from subgraphs.products.bmecat.gtin import gtin_of
from subgraphs.products.bmecat.node import Node
from subgraphs.products.bmecat.prices import prices_of
from subgraphs.products.bmecat.quantities import quantities_of

REFERENCES = {
    "accessories": "accessory",
    "mandatory": "accessory",
    "sparepart": "spare_part",
    "followup": "successor",
}
"""The PRODUCT_REFERENCE types that are read; similar products, parts of a set and the like are not."""

DISCONTINUED = "old_product"
"""The PRODUCT_STATUS type of what is no longer made."""

PICTURES = frozenset({"normal", "detail"})
DOCUMENTS = frozenset({"data_sheet", "safety_data_sheet"})
DECORATION = frozenset({"icon", "logo", "thumbnail"})
"""MIME_PURPOSE of what says nothing about the article."""


def article_of(product: Node, header: Header, group: str | None) -> Article | None:
    """The article, or nothing when any problem was noted while reading it."""
    problems = product.source.problems
    before = len(problems)
    names = product.texts("PRODUCT_DETAILS", "DESCRIPTION_SHORT")
    if not names:
        product.wrong("PRODUCT has no DESCRIPTION_SHORT, so it has no name.")
    extensions = extensions_of(product, header)
    article = Article(
        sku=product.required("SUPPLIER_PID"),
        gtin=_gtin(product),
        names=names,
        descriptions=product.texts("PRODUCT_DETAILS", "DESCRIPTION_LONG"),
        keywords=tuple(word.content for word in product.children("PRODUCT_DETAILS", "KEYWORD") if word.content),
        kind=extensions.kind,
        group=group,
        platform=extensions.platform,
        quantities=quantities_of(product),
        features=tuple(_features(product)),
        media=tuple(_media(product, header)),
        packagings=extensions.packagings,
        references=tuple(_references(product, header)),
        markets=extensions.markets,
        prices=prices_of(product, header),
        discount_group=extensions.discount_group,
        discontinued=any(
            status.attribute("type") == DISCONTINUED for status in product.children("PRODUCT_DETAILS", "PRODUCT_STATUS")
        ),
        origin=product.country("PRODUCT_LOGISTIC_DETAILS", "COUNTRY_OF_ORIGIN"),
        customs_tariff=product.text("PRODUCT_LOGISTIC_DETAILS", "CUSTOMS_TARIFF_NUMBER", "CUSTOMS_NUMBER"),
        dangerous_goods=extensions.dangerous_goods,
        spare_parts_until=extensions.spare_parts_until,
        listed_on=extensions.listed_on,
    )
    if article.gtin is not None and article.gtin in {packaging.gtin for packaging in article.packagings}:
        product.wrong(f"Piece and packing unit have the same GTIN {article.gtin}; a scan could not tell them apart.")
    return article if len(problems) == before else None


def _gtin(product: Node) -> str | None:
    for stated in product.children("PRODUCT_DETAILS", "INTERNATIONAL_PID"):
        if (stated.attribute("type") or "").lower() in ("gtin", "ean"):
            return gtin_of(stated)
    return gtin_of(product.child("PRODUCT_DETAILS", "EAN"))


def _features(product: Node) -> Iterator[ArticleFeature]:
    """Features with a name and a value of their own; codes that only a classification explains are kept as written."""
    for feature in product.children("PRODUCT_FEATURES", "FEATURE"):
        contents: dict[str, list[str]] = defaultdict(list)
        for value in feature.children("FVALUE"):
            if value.content and (language := value.language()) is not None:
                contents[language].append(value.content)
        names = feature.texts("FNAME")
        if not names:
            feature.wrong("FEATURE has no FNAME.")
        unit = feature.unit("FUNIT")
        if contents:
            told = {language: tuple(values) for language, values in contents.items()}
            ranged = feature.text("FVALUE_TYPE") == "range"
            yield ArticleFeature(names=names, contents=told, ranged=ranged, unit=unit)


def _media(product: Node, header: Header) -> Iterator[ArticleMedium]:
    """In MIME_ORDER, then as they stand."""
    found = list(product.children("MIME_INFO", "MIME"))
    for mime in sorted(found, key=lambda mime: mime.whole("MIME_ORDER", default=len(found), least=0)):
        purpose = mime.text("MIME_PURPOSE") or "normal"
        source = mime.required("MIME_SOURCE")
        if purpose in DECORATION or not source:
            continue
        url = _url(mime, source, header.mime_root)
        alts = mime.texts("MIME_ALT") or mime.texts("MIME_DESCR")
        yield ArticleMedium(url=url, alts=alts, kind=_media_kind(purpose, mime.text("MIME_TYPE"), source))


def _url(mime: Node, source: str, root: str) -> str:
    """MIME_SOURCE below MIME_ROOT, unless it is a whole address; only what a browser may open without harm."""
    whole = source if source.startswith("/") or ":" in source or not root else f"{root.rstrip('/')}/{source}"
    if urlsplit(whole).scheme not in ("", "http", "https"):
        mime.wrong(f"The address '{whole[:50]}' is neither relative nor http(s).")
    return whole


def _media_kind(purpose: str, mime_type: str | None, source: str) -> str:
    """A picture for any purpose that BMEcat has no word for (`others`) is a drawing, e.g. the exploded view."""
    is_image = (mime_type or mimetypes.guess_type(source)[0] or "").startswith("image/")
    if purpose in DOCUMENTS or not is_image:
        return "document"
    return "picture" if purpose in PICTURES else "drawing"


def _references(product: Node, header: Header) -> Iterator[ArticleReference]:
    """References inside this catalogue; the number of a spare part in the drawing is its REFERENCE_DESCR."""
    for reference in product.children("PRODUCT_REFERENCE"):
        kind = REFERENCES.get(reference.attribute("type") or "")
        other = reference.text("CATALOG_ID")
        if kind is None or other not in (None, header.catalogue_id):
            continue
        position = next(iter(reference.texts("REFERENCE_DESCR").values()), None)
        if kind == "spare_part" and position is None:
            reference.wrong("A spare part has no REFERENCE_DESCR with its number in the drawing.")
        yield ArticleReference(
            kind=kind,
            target=reference.required("PROD_ID_TO"),
            position=position,
            quantity=reference.whole_attribute("quantity", default=1),
        )
