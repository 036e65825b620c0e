"""Searching by words: what a product is found by, and the words somebody looks for, folded alike."""

from __future__ import annotations

import re
from collections.abc import Iterable

from subgraphs.common.errors import BadInput
from subgraphs.common.text import sort_key

SEARCH_LENGTH = 100
SEARCH_WORDS = 8

_BETWEEN_SIGNS = re.compile(r"[\s\-./_]+")


def search_text(sku: str, gtins: Iterable[str], texts: Iterable[str]) -> str:
    """Everything a product is found by: its number (with and without hyphens), GTINs, and texts in all languages."""
    words = [sku, _BETWEEN_SIGNS.sub("", sku), *gtins, *texts]
    return sort_key(" ".join(dict.fromkeys(word for word in words if word)))


def search_words(search: str | None) -> tuple[str, ...]:
    """The words that all must occur, folded; raises BadInput for a text longer than anybody means."""
    if search is None:
        return ()
    if len(search) > SEARCH_LENGTH:
        raise BadInput(f"Argument 'filter.search' is longer than {SEARCH_LENGTH} characters; look for fewer words.")
    words = tuple(dict.fromkeys(sort_key(search).split()))
    if len(words) > SEARCH_WORDS:
        raise BadInput(f"Argument 'filter.search' has more than {SEARCH_WORDS} words; look for fewer.")
    return words
