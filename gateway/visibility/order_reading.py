"""Reads `subsets.yaml` of a policy folder: the declared orders, with the line of each."""

from __future__ import annotations

from typing import Any

from gateway.visibility.declared_orders import DeclaredOrder, Pair
from gateway.visibility.files import PolicyFiles
from gateway.visibility.findings import Finding, PolicyError
from gateway.visibility.rules import Place
from gateway.visibility.yaml_entries import NotAnEntry, entries, promise, viewer_of

FILE = "subsets.yaml"
KIND = "order"
PAIR = frozenset({"lesser", "greater"})
MACHINES = "no more than their company"
FORM = f"write order, sentence, and either the viewers lesser and greater, or machines: {MACHINES}"


def read_orders(files: PolicyFiles) -> tuple[DeclaredOrder, ...]:
    """The orders in the order of their lines, none without the file; raises PolicyError for what cannot be read."""
    if FILE not in files.texts:
        return ()
    try:
        return tuple(_order(place, values) for place, values in entries(FILE, files.texts[FILE], KIND))
    except NotAnEntry as error:
        raise PolicyError([Finding(FILE, error.place.line, error.reason, FORM)]) from error


def _order(place: Place, values: dict[str, Any]) -> DeclaredOrder:
    name, sentence = promise(place, values, KIND, PAIR | {KIND, "sentence", "machines"})
    said = values.keys() & (PAIR | {"machines"})
    if said == PAIR:
        pair = Pair(viewer_of(place, values["lesser"], KIND), viewer_of(place, values["greater"], KIND))
        return DeclaredOrder(name, sentence, pair, place)
    if said == {"machines"} and values["machines"] == MACHINES:
        return DeclaredOrder(name, sentence, None, place)
    raise NotAnEntry(place, f"the order {name!r} does not say who sees no more than whom")
