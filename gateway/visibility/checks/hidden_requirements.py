"""Tells of visible fields that subgraphs compute from hidden ones (federation `@requires`, `@fromContext`).

That is allowed, since plans fetch what they need and answers hold only what is visible; but whoever sees the one may
conclude on the other, so it is told and judged by people.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gateway.model.operation import Field, Selection
from gateway.supergraph.tables import Supergraph
from gateway.visibility.audiences import audiences
from gateway.visibility.checks.deciding_places import SCHEMA, place_deciding
from gateway.visibility.findings import Finding
from gateway.visibility.policies import Policies

WAY_OUT = "hide it too, or see that it tells nothing of what it is computed from"


def hidden_requirements(policies: Policies, supergraph: Supergraph) -> tuple[Finding, ...]:
    """Notes, not refusals: each field with what it is computed from and from whom that is hidden.

    Fields that clients cannot see at all (`@inaccessible`) are hidden from everybody on purpose and not told.
    """
    required = _requirements(supergraph)
    public = policies.coordinates.positions.keys()
    found: dict[tuple[str, str], list[str]] = {}
    for audience, viewer in audiences(policies):
        visible = policies.visible(viewer).coordinates
        for coordinate in visible & required.keys():
            for needed in (required[coordinate] & public) - visible:
                found.setdefault((coordinate, needed), []).append(audience)
    return tuple(sorted(_note(policies, *pair, names) for pair, names in found.items()))


def _note(policies: Policies, coordinate: str, needed: str, names: list[str]) -> Finding:
    known = coordinate in policies.coordinates.positions
    place = place_deciding(policies, coordinate) if known else SCHEMA
    others = f" and {len(names) - 1} more" if names[1:] else ""
    reason = f"{coordinate} is computed from {needed}, which is hidden (for {names[0]}{others})"
    return Finding(place.file, place.line, reason, WAY_OUT)


def _requirements(supergraph: Supergraph) -> dict[str, frozenset[str]]:
    """The coordinates that each field needs in any subgraph, those of fields on their way to another included."""
    found: dict[str, frozenset[str]] = {}
    declared = [
        (type_name, field)
        for type_name, subgraphs in supergraph.types.items()
        for type_ in subgraphs.values()
        for field in type_.fields.values()
    ]
    for type_name, field in [*declared, *((one.type_name, one.field) for one in supergraph.moving)]:
        needed = set(_coordinates(field.requires))
        for context in field.contexts:
            for selections in context.selections.values():
                needed.update(_coordinates(selections))
        if needed:
            coordinate = f"{type_name}.{field.name}"
            found[coordinate] = found.get(coordinate, frozenset()) | needed
    return found


def _coordinates(selections: Iterable[Selection]) -> Iterator[str]:
    for one in selections:
        if isinstance(one, Field):
            yield f"{one.parent}.{one.name}"
        yield from _coordinates(one.selections)
