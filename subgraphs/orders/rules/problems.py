"""Why a line cannot be ordered as it stands (DOMAIN 2 "Channels" and 5.2). Pure."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from subgraphs.common.viewer import Viewer
from subgraphs.orders.rules.articles import Article, Wanted
from subgraphs.orders.rules.quantities import QUANTITY_CAP, next_valid

DIRECT_BUYERS = frozenset({"kind:private", "kind:firm"})


class LineProblemCode(enum.Enum):
    UNKNOWN_NUMBER = "unknown_number"
    AMBIGUOUS_NUMBER = "ambiguous_number"
    NOT_READABLE = "not_readable"
    QUANTITY_NOT_VALID = "quantity_not_valid"
    BELOW_MINIMUM = "below_minimum"
    NOT_IN_STEP = "not_in_step"
    NOT_WHOLE_UNITS = "not_whole_units"
    NOT_DELIVERED = "not_delivered"
    NOT_SOLD_TO_YOU = "not_sold_to_you"
    ON_ENQUIRY = "on_enquiry"
    DISCONTINUED = "discontinued"
    NO_PRICE = "no_price"
    TOO_MANY_ROWS = "too_many_rows"


@dataclass(frozen=True, slots=True)
class LineProblem:
    """`next_quantity`: the next valid one upwards, in order units; `values` fill the blanks of its sentence."""

    code: LineProblemCode
    next_quantity: int | None = None
    values: Mapping[str, object] = field(default_factory=dict)


def line_problem(line: Wanted, article: Article | None, viewer: Viewer) -> LineProblem | None:
    """What stands in the way of ordering a line; None when nothing does.

    `article` is None for one that is gone from the catalogue. Whether it can be bought at all comes before how many.
    """
    if article is None:
        return LineProblem(LineProblemCode.UNKNOWN_NUMBER, values={"number": line.sku})
    return article_problem(article, viewer) or quantity_problem(article, line.quantity)


def article_problem(article: Article, viewer: Viewer) -> LineProblem | None:
    if article.discontinued:
        return LineProblem(LineProblemCode.DISCONTINUED, values={"successor": article.successor})
    refused = _refused_by_channel(article.channel, direct=bool(viewer.claims & DIRECT_BUYERS))
    if refused is not None:
        return LineProblem(refused)
    return None if article.delivered else LineProblem(LineProblemCode.NOT_DELIVERED)


def quantity_problem(article: Article, quantity: int) -> LineProblem | None:
    """Told with the next valid quantity, never rounded silently (DOMAIN 5.2)."""
    valid = next_valid(quantity, article)
    if quantity < 1 or valid is None:
        return not_a_quantity(article, valid)
    if quantity == valid:
        return None
    code = LineProblemCode.BELOW_MINIMUM if quantity < article.minimum else LineProblemCode.NOT_IN_STEP
    return LineProblem(code, valid, {"minimum": article.minimum, "step": article.step})


def not_a_quantity(article: Article, next_quantity: int | None = None) -> LineProblem:
    """What was given is no quantity of any article."""
    values = {"minimum": article.minimum, "cap": QUANTITY_CAP}
    return LineProblem(LineProblemCode.QUANTITY_NOT_VALID, next_quantity, values)


def _refused_by_channel(channel: str, *, direct: bool) -> LineProblemCode | None:
    """Private buyers and firms buy direct; dealers and service partners as dealers, enquiries are theirs to serve."""
    if direct and channel == "on_enquiry":
        return LineProblemCode.ON_ENQUIRY
    if channel == ("dealers_only" if direct else "direct"):
        return LineProblemCode.NOT_SOLD_TO_YOU
    return None
