"""As a sort, as a filter and as an argument of the lists there are, written and by variable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tests.leaks.asking import WORD, Question
from tests.leaks.cells import Cell
from tests.leaks.coordinates import Kind
from tests.leaks.judging import like_unknown
from tests.leaks.ways import Way

WRITTEN = {
    "ProductSort.{}": f"sort: products(orderBy: {WORD}) {{ totalCount }}",
    "ProductFilter.{}": f"filter: products(filter: {{{WORD}: 1}}) {{ totalCount }}",
    "Query.products({}:)": f"argument: products({WORD}: 1) {{ totalCount }}",
    "OrderState.{}": f"state: orders(state: {WORD}) {{ totalCount }}",
    "Query.orders({}:)": f"orders({WORD}: 1) {{ totalCount }}",
}
BY_VARIABLE: Mapping[str, tuple[str, str, Mapping[str, Any]]] = {
    "ProductSort.{}": ("$sort: ProductSort!", "sort: products(orderBy: $sort) { totalCount }", {"sort": WORD}),
    "ProductFilter.{}": ("$f: ProductFilter", "filter: products(filter: $f) { totalCount }", {"f": {WORD: 1}}),
    "OrderState.{}": ("$state: OrderState", "orders(state: $state) { totalCount }", {"state": WORD}),
}


def questions(cell: Cell) -> Iterator[Question]:
    """Each probe where the name is hidden: many words stand for several things, and a visible sort may be called so."""
    if cell.hidden.kind in (Kind.TYPE, Kind.DIRECTIVE):
        return
    hidden = [place for place in WRITTEN if place.format(cell.hidden.name) not in cell.seen.visible]
    if hidden:
        yield Question(f"{{ {' '.join(WRITTEN[place] for place in hidden)} }}")
    given = [BY_VARIABLE[place] for place in hidden if place in BY_VARIABLE]
    if given:
        declared, asked = ", ".join(one[0] for one in given), " ".join(one[1] for one in given)
        yield Question(
            f"query({declared}) {{ {asked} }}", {key: one for _, _, values in given for key, one in values.items()}
        )


WAY = Way("sort and filter", questions, like_unknown)
