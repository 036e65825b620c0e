"""How an article of a catalogue is kept: the rows of its product and a fingerprint that tells whether it changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import orjson

from subgraphs.common.text import localized, sort_key
from subgraphs.products import tables
from subgraphs.products.bmecat.article import Article, Group
from subgraphs.products.rules.gtin import gtin14
from subgraphs.products.rules.naming import folded
from subgraphs.products.rules.searching import search_text

Values: TypeAlias = Mapping[str, Any]

ORDER_DIGITS = 10
BELOW = "\x01"
"""Between the steps of a category's path; less than anything in a name, so that children follow their parent."""


@dataclass(frozen=True, slots=True)
class ProductRecord:
    """The row of one product and, by table name, the rows that belong to it."""

    product: Values
    parts: Mapping[str, tuple[Values, ...]]

    @property
    def sku(self) -> str:
        return str(self.product["sku"])

    @property
    def fingerprint(self) -> str:
        return str(self.product["fingerprint"])


def record_of(article: Article) -> ProductRecord:
    """The rows of an article; `listed_on` is None where the catalogue does not tell. Prices are not kept here."""
    product = _product(article)
    parts = {
        name: tuple({"sku": article.sku, **row} for row in rows)
        for name, rows in (
            (tables.SORT_KEYS.name, _sort_keys(article)),
            (tables.NUMBERS.name, [{"number": folded(article.sku)}]),
            (tables.GTINS.name, [{"gtin": code} for code in sorted({gtin14(code) for code in _gtins(article)})]),
            (tables.MARKETS.name, _markets(article)),
            (tables.FEATURES.name, _features(article)),
            (tables.MEDIA.name, _media(article)),
            (tables.PACKAGINGS.name, _packagings(article)),
            (tables.REFERENCES.name, _references(article)),
        )
    }
    told = orjson.dumps([product, list(parts.values())], option=orjson.OPT_SORT_KEYS)
    return ProductRecord({**product, "fingerprint": hashlib.sha256(told).hexdigest()}, parts)


def category_rows(groups: Sequence[Group]) -> list[dict[str, Any]]:
    """The rows of the category tree, parents before children.

    Sort keys are paths, so that the flat list runs through the tree depth first; siblings go by their stated order,
    then by name.
    """
    keys: dict[str | None, str] = {None: ""}
    for group in groups:
        keys[group.id] = f"{keys[group.parent]}{BELOW}{group.order:0{ORDER_DIGITS}d} {sort_key(_shown(group.names))}"
    return [
        {"id": group.id, "parent_id": group.parent, "names": dict(group.names), "sort_key": keys[group.id]}
        for group in groups
    ]


def _product(article: Article) -> dict[str, Any]:
    quantities = article.quantities
    return {
        "sku": article.sku,
        "gtin": article.gtin,
        "names": dict(article.names),
        "descriptions": dict(article.descriptions),
        "sort_key": sort_key(_shown(article.names)),
        "search_text": search_text(
            article.sku,
            _gtins(article),
            [
                article.platform or "",
                *(article.names[language] for language in sorted(article.names)),
                *article.keywords,
            ],
        ),
        "kind": article.kind,
        "category_id": article.group,
        "platform": article.platform,
        "base_unit": quantities.base_unit,
        "order_unit": quantities.order_unit,
        "order_content": quantities.order_content,
        "price_unit": quantities.price_unit,
        "price_content": quantities.price_content,
        "price_quantity": quantities.price_quantity,
        "minimum": quantities.minimum,
        "step": quantities.step,
        "discontinued": article.discontinued,
        "origin": article.origin,
        "customs_tariff": article.customs_tariff,
        "dangerous_goods": article.dangerous_goods,
        "spare_parts_until": article.spare_parts_until,
        "listed_on": article.listed_on,
    }


def _gtins(article: Article) -> list[str]:
    codes = [article.gtin, *(packaging.gtin for packaging in article.packagings)]
    return [code for code in codes if code is not None]


def _sort_keys(article: Article) -> list[dict[str, Any]]:
    return [{"language": language, "sort_key": sort_key(name)} for language, name in sorted(article.names.items())]


def _markets(article: Article) -> list[dict[str, Any]]:
    return [
        {"country": market.country, "channel": market.channel, "delivered": market.delivered}
        for market in sorted(article.markets, key=lambda market: market.country)
    ]


def _features(article: Article) -> list[dict[str, Any]]:
    return [
        {
            "place": place,
            "names": dict(feature.names),
            "contents": {language: list(values) for language, values in feature.contents.items()},
            "ranged": feature.ranged,
            "unit": feature.unit,
        }
        for place, feature in enumerate(article.features)
    ]


def _media(article: Article) -> list[dict[str, Any]]:
    return [
        {"place": place, "url": medium.url, "alts": dict(medium.alts), "kind": medium.kind}
        for place, medium in enumerate(article.media)
    ]


def _packagings(article: Article) -> list[dict[str, Any]]:
    return [
        {"place": place, "unit": packaging.unit, "content": packaging.content, "gtin": packaging.gtin}
        for place, packaging in enumerate(article.packagings)
    ]


def _references(article: Article) -> list[dict[str, Any]]:
    return [
        {
            "kind": reference.kind,
            "place": place,
            "target": reference.target,
            "position": reference.position,
            "quantity": reference.quantity,
        }
        for place, reference in enumerate(article.references)
    ]


def _shown(texts: Mapping[str, str]) -> str:
    """The text shown where a language has none of its own; empty only where there is none at all."""
    return localized(texts, "") or ""
