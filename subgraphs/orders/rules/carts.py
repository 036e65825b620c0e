"""Who may fill a cart, and what a cart holds when lines are added to it (DOMAIN 4). Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from subgraphs.common.viewer import Viewer

CUSTOMERS = frozenset({"kind:private", "kind:firm", "kind:dealer", "kind:service_partner"})
FILL_CARTS = frozenset({"all", "buyer", "requester"})
LINES_CAP = 500
"""Lines of one cart or order."""
LINE_TEXT_CAP = 200
"""Characters of the buyer's own text of a line."""


@dataclass(frozen=True, slots=True)
class CartOwner:
    """A cart belongs to one person in one company; colleagues do not see it."""

    company: str
    person: str


@dataclass(frozen=True, slots=True)
class CartLine:
    """`quantity` in order units; `seen_unit` is the unit price its buyer was shown when he put it in or changed it."""

    position: int
    sku: str
    quantity: int
    buyer_number: str | None = None
    line_text: str | None = None
    seen_unit: Decimal | None = None

    @property
    def key(self) -> tuple[str, str | None]:
        """Lines of the same article and line text are one."""
        return self.sku, self.line_text


@dataclass(frozen=True, slots=True)
class Addition:
    """What is to go into a cart; `index` says which row or input it comes from. `quantity` in order units."""

    index: int
    sku: str
    quantity: int
    buyer_number: str | None = None
    line_text: str | None = None

    @property
    def key(self) -> tuple[str, str | None]:
        return self.sku, self.line_text


def cart_owner(viewer: Viewer) -> CartOwner | None:
    """Buyers and requesters of customers have carts; visitors, machines and staff have none."""
    if viewer.company is None or viewer.is_staff or viewer.machine:
        return None
    if not viewer.claims & CUSTOMERS or not viewer.functions & FILL_CARTS:
        return None
    return CartOwner(viewer.company, viewer.subject)


def filled(lines: Sequence[CartLine], additions: Sequence[Addition]) -> list[CartLine] | None:
    """The lines with the additions among them: same article and line text add up, others come behind the last.

    None when there would be more lines than a cart may have.
    """
    after = {line.key: line for line in lines}
    positions = _free_positions([line.position for line in lines])
    for added in additions:
        known = after.get(added.key)
        if known is not None:
            number = known.buyer_number or added.buyer_number
            after[added.key] = replace(known, quantity=known.quantity + added.quantity, buyer_number=number)
            continue
        position = next(positions, None)
        if position is None:
            return None
        after[added.key] = CartLine(position, added.sku, added.quantity, added.buyer_number, added.line_text)
    return list(after.values())


def changed(lines: Sequence[CartLine], line: CartLine) -> list[CartLine]:
    """The lines with this one in its place; another of the same article and line text goes into it."""
    same = [other for other in lines if other.position != line.position and other.key == line.key]
    joined = replace(line, quantity=line.quantity + sum(other.quantity for other in same))
    return [joined if other.position == line.position else other for other in lines if other not in same]


def line_text_of(text: str | None) -> str | None:
    """A line text as it is kept: on one line, None where nothing is written."""
    return " ".join((text or "").replace("\0", " ").split()) or None


def _free_positions(taken: Sequence[int]) -> Iterator[int]:
    """Behind the last first; where those run out, the gaps that removed lines have left."""
    last = max(taken, default=0)
    yield from range(last + 1, LINES_CAP + 1)
    yield from sorted(set(range(1, last + 1)) - set(taken))
