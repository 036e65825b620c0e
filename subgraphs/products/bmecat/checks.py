"""What only several elements together can get wrong: repeated numbers, missing groups, a tree that is none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter

from subgraphs.products.bmecat.article import Group, Place
from subgraphs.products.bmecat.node import Node
from subgraphs.products.bmecat.problems import Problems


def refuse_repeated_sku(product: Node, places: dict[str, Place]) -> None:
    """Notes where the article stands, or that its number was there already."""
    sku = product.text("SUPPLIER_PID")
    if sku is None:
        return
    if sku in places:
        product.wrong(f"Article '{sku}' stands at line {places[sku].line} already.")
    else:
        places[sku] = product.place


def sound_groups(groups: Iterable[Group], roots: Collection[str], problems: Problems) -> tuple[Group, ...]:
    """The groups with parents before children; those right below a root have none."""
    found: dict[str, Group] = {}
    for group in groups:
        if group.id in found:
            problems.add(group.place, f"Group '{group.id}' stands at line {found[group.id].place.line} already.")
        found[group.id] = replace(group, parent=None) if group.parent in roots else group
    for group in found.values():
        if group.parent is not None and group.parent not in found:
            problems.add(group.place, f"Group '{group.id}' belongs to group '{group.parent}', which does not exist.")
    sorter = TopologicalSorter({group.id: [group.parent] if group.parent in found else [] for group in found.values()})
    try:
        return tuple(found[group] for group in sorter.static_order())
    except CycleError as error:
        circle = error.args[1]
        problems.add(found[circle[0]].place, f"The groups {' -> '.join(circle)} belong to each other in a circle.")
        return tuple(found.values())


def sound_memberships(
    memberships: Iterable[tuple[str, str, Place]],
    groups: Iterable[Group],
    places: Mapping[str, Place],
    problems: Problems,
) -> dict[str, str]:
    """Group by SKU; of several groups of one article the first stated holds."""
    known = {group.id for group in groups}
    found: dict[str, str] = {}
    for sku, group, place in memberships:
        if sku not in places:
            problems.add(place, f"Group '{group}' is given article '{sku}', which does not exist.")
        if group not in known:
            problems.add(place, f"Article '{sku}' is put into group '{group}', which does not exist.")
        found.setdefault(sku, group)
    return found
