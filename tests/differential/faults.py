"""Faults that planners have had, planted one at a time: a comparison that does not see them proves nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest

from gateway.execution import representations, run
from gateway.execution.representations import Batch
from gateway.model.guard import ALWAYS
from gateway.model.operation import Field, Selection
from gateway.model.plan import EntityCall, Need
from gateway.planning import builder, freezing, merging, needs, planner
from gateway.planning.fetches import Draft, FetchDraft
from gateway.planning.positions import Position
from gateway.planning.states import State, States
from gateway.supergraph import SubgraphField

Patch = pytest.MonkeyPatch


@dataclass(frozen=True)
class Fault:
    """A fault by name: `plant` patches it in, `seed` begins the 200 cases of which one shows it."""

    name: str
    plant: Callable[[Patch], None]
    seed: int = 0


def key_not_sent(patch: Patch) -> None:
    """The first field of each key stays away."""

    def short(*arguments: Any, is_key: bool) -> tuple[Need, ...]:
        found = needs.needs_at(*arguments, is_key=is_key)
        return found[1:] if is_key else found

    patch.setattr(builder, "needs_at", short)


def requirement_from_wrong_alias(patch: Patch) -> None:
    """A required field is read under its own name, whatever stands there."""
    genuine = needs._need

    def plain(*arguments: Any) -> Need:
        found = genuine(*arguments)
        return found if found.is_key else replace(found, key=found.name)

    patch.setattr(needs, "_need", plain)


def guard_dropped(patch: Patch) -> None:
    """Fetches are made although all that they ask for is skipped."""
    patch.setattr(Draft, "guard", property(lambda draft: ALWAYS))


def provides_everywhere(patch: Patch) -> None:
    """What one field provides is taken as answerable wherever the type stands in that subgraph."""
    genuine = States.is_local

    def is_local(self: States, state: State, name: str) -> bool:
        field = self.field(state, name)
        provided = field is not None and field.external and not field.requires and _is_provided(self, state, name)
        return provided or genuine(self, state, name)

    patch.setattr(States, "is_local", is_local)


def _is_provided(states: States, state: State, name: str) -> bool:
    homes = (known.get(state.subgraph) for known in states.supergraph.types.values())
    fields = [field for home in homes if home is not None for field in home.fields.values()]
    return any(
        isinstance(one, Field) and one.name == name and field.type_name == state.type_name
        for field in fields
        for one in field.provides
    )


def unknown_fragment_sent(patch: Patch) -> None:
    """An abstract place is expanded by all its types, known to the subgraph or not."""
    genuine = States.possible

    def possible(self: States, state: State) -> frozenset[str]:
        found = genuine(self, state)
        return found if state.type_name in found else self.supergraph.possible[state.type_name]

    patch.setattr(States, "possible", possible)


def entities_reversed(patch: Patch) -> None:
    """The results of entity calls go to the wrong objects."""
    genuine = run.Run._scatter

    def scatter(self: Any, call: EntityCall, entities: list[Any], one: Batch) -> None:
        genuine(self, call, entities[::-1], one)

    patch.setattr(run.Run, "_scatter", scatter)


def requirement_without_argument(patch: Patch) -> None:
    """Required fields are asked for without their arguments."""
    genuine = States.field

    def field(self: States, state: State, name: str) -> SubgraphField | None:
        found = genuine(self, state, name)
        return found and replace(found, requires=_without_arguments(found.requires))

    patch.setattr(States, "field", field)


def _without_arguments(selections: Sequence[Selection]) -> tuple[Selection, ...]:
    return tuple(
        replace(one, arguments=(), selections=_without_arguments(one.selections))
        if isinstance(one, Field)
        else replace(one, selections=_without_arguments(one.selections))
        for one in selections
    )


def interface_object_named(patch: Patch) -> None:
    """The type name that an interface object has in its subgraph is taken for the real one."""
    patch.setattr(States, "is_interface_object", lambda self, state: False)


def different_requirements_joined(patch: Patch) -> None:
    """Entries whose requirements differ in the value of one field share a representation, which carries the first."""
    genuine = merging.joined_needs

    def joined(some: tuple[Need, ...], more: tuple[Need, ...]) -> tuple[Need, ...]:
        found = genuine(some, more)
        if found is not None:
            return found
        names = {one.name for one in some}
        return some + tuple(one for one in more if one.name not in names)

    patch.setattr(merging, "joined_needs", joined)


def edge_lost(patch: Patch) -> None:
    """A fetch that waits for several others forgets one of them."""
    genuine = planner.reduce_waits

    def reduce_waits(fetches: Sequence[FetchDraft]) -> None:
        genuine(fetches)
        for fetch in fetches:
            if len(fetch.after) > 1:
                fetch.after.remove(max(fetch.after, key=lambda one: one.order))

    patch.setattr(planner, "reduce_waits", reduce_waits)


def null_key_sent(patch: Patch) -> None:
    """An object whose key is null is asked for all the same."""
    genuine = representations._represent

    def represent(value: dict[str, Any], wanted: tuple[Need, ...]) -> dict[str, Any]:
        return genuine(value, tuple(replace(one, is_key=False) for one in wanted))

    patch.setattr(representations, "_represent", represent)


def path_lost(patch: Patch) -> None:
    """A call for several places forgets the last."""
    genuine = freezing._calls

    def calls(group: list[FetchDraft]) -> tuple[EntityCall, ...]:
        return tuple(replace(one, paths=one.paths[:-1] or one.paths) for one in genuine(group))

    patch.setattr(freezing, "_calls", calls)


def aliases_confused(patch: Patch) -> None:
    """What a plan needs is asked for under its plain name even where the client has given that name to something."""
    patch.setattr(Position, "key_for", lambda self, name, arguments: name)


FAULTS = [
    Fault("a key is not sent", key_not_sent),
    Fault("a requirement is taken from the wrong alias", requirement_from_wrong_alias),
    Fault("a guard is dropped from a fetch", guard_dropped),
    Fault("provides holds everywhere on the type", provides_everywhere),
    Fault("a fragment on an unknown member is sent", unknown_fragment_sent),
    Fault("entity results are scattered in reversed order", entities_reversed),
    Fault("the argument of a requirement is lost", requirement_without_argument),
    Fault("the type name of an interface object leaks", interface_object_named),
    Fault("entries with different requirements are joined", different_requirements_joined, 300),
    Fault("an edge between fetches is lost", edge_lost, 320),
    Fault("a null key is sent", null_key_sent, 160),
    Fault("a path of a call is lost", path_lost),
    Fault("the client's aliases are not minded", aliases_confused),
]
