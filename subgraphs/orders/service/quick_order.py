"""The use case of quick order: what pasted rows mean to a viewer. Nothing is stored."""

from __future__ import annotations

from subgraphs.common.app import Services
from subgraphs.common.errors import BadInput
from subgraphs.common.viewer import Viewer
from subgraphs.orders.rules.carts import cart_owner
from subgraphs.orders.rules.checking import CheckedText, checked
from subgraphs.orders.rules.numbers import Meant
from subgraphs.orders.rules.pasted import possible_numbers, read_rows
from subgraphs.orders.service.articles import articles
from subgraphs.orders.service.naming import meanings, own_numbers

TEXT_CAP = 100_000
"""Characters of a pasted text."""


async def quick_order(viewer: Viewer, services: Services, text: str) -> CheckedText | None:
    """Every row of the text that is not empty; None for whoever may fill no cart. Raises PeerFailed, and BadInput for a
    text that is too long."""
    owner = cart_owner(viewer)
    if owner is None:
        return None
    if len(text) > TEXT_CAP:
        raise BadInput(f"Argument 'text' may have {TEXT_CAP} characters at most, not {len(text)}; paste it in parts.")
    text = text.replace("\0", " ")
    own = await own_numbers(services, owner, possible_numbers(text))
    pasted = read_rows(text, viewer.language, own)
    found = await meanings(services, viewer, own, {row.number for row in pasted.rows if row.number is not None})
    skus = {meaning.sku for meaning in found.values() if isinstance(meaning, Meant)}
    return checked(pasted, found, await articles(services, viewer, skus, deliver_to=viewer.country), viewer)
