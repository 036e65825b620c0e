"""Progressive overrides: which labels are active for a request, and which of them its operation can meet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from gateway.model.operation import Field, Operation, Selection
from gateway.supergraph import SubgraphField, Supergraph

PERCENT = re.compile(r"percent\((\d+(?:\.\d+)?)\)")


def active_labels(labels: frozenset[str], configured: Iterable[str], chance: Callable[[], float]) -> frozenset[str]:
    """The active ones of a supergraph's labels: those configured, and of `percent(x)` each with x chances in a hundred.

    `chance` gives a number from 0 up to 1 and is asked once for each percentage.
    """
    active = labels.intersection(configured)
    shares = {label: PERCENT.fullmatch(label) for label in sorted(labels - active)}
    return active | {label for label, share in shares.items() if share and chance() * 100 < float(share[1])}


def labels_met(supergraph: Supergraph, operation: Operation) -> frozenset[str]:
    """The labels that can change the plan of an operation: of the fields it selects, of the keys of their types and of
    what is required for any of these. Operations that meet none are planned alike whatever is active.
    """
    if not supergraph.moving:
        return frozenset()
    walk = _Walk(supergraph)
    walk.selections(operation.root_type, operation.selections)
    return frozenset(walk.found)


class _Walk:
    """One walk over all that an operation can make the planner look at."""

    def __init__(self, supergraph: Supergraph) -> None:
        self.supergraph = supergraph
        self.found: set[str] = set()
        self._types: set[str] = set()
        self._fields: set[tuple[str, str]] = set()
        self._copies: dict[tuple[str, str], list[SubgraphField]] = {}
        for one in supergraph.moving:
            self._copies.setdefault((one.type_name, one.field.name), []).append(one.field)
        self._labels = {(one.type_name, one.field.name): one.label for one in supergraph.moving}

    def selections(self, type_name: str, selections: tuple[Selection, ...]) -> None:
        self._of_types({type_name, *self.supergraph.possible[type_name]}, selections)

    def _of_types(self, types: Iterable[str], selections: tuple[Selection, ...]) -> None:
        types = frozenset(types)
        for name in types:
            self._type(name)
        for one in selections:
            if not isinstance(one, Field):
                self._of_types(one.types & types, one.selections)
                continue
            for name in types:
                self._field(name, one.name)
            if one.selections:
                self.selections(one.type_name, one.selections)

    def _type(self, name: str) -> None:
        if name in self._types:
            return
        self._types.add(name)
        for known in self.supergraph.types[name].values():
            for key in known.keys:
                self._of_types([name], key.selections)

    def _field(self, type_name: str, name: str) -> None:
        if (type_name, name) in self._fields:
            return
        self._fields.add((type_name, name))
        copies = list(self._copies.get((type_name, name), ()))
        if copies:
            self.found.add(self._labels[type_name, name])
        copies += [known.fields[name] for known in self.supergraph.types[type_name].values() if name in known.fields]
        for copy in copies:
            self._of_types([type_name], copy.requires)
            for argument in copy.contexts:
                for carrier, selections in argument.selections.items():
                    self.selections(carrier, selections)
