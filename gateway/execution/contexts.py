"""Fills the contextual arguments of entity calls from the objects above those called for.

Objects for which the values differ cannot be asked for in one `_entities` field, so a call is made once for each set of
values, all in one request.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from gateway.execution.losses import Losses, Place
from gateway.execution.representations import Batch, NotAskedError, batch, canonical, represented
from gateway.execution.requests import FetchRequest
from gateway.model.operation import Operation, VariableDefinition
from gateway.model.plan import ContextSource, ContextualArgument, EntityCall, Fetch, Need

TEXTS_AND_VARIABLES = re.compile(r'"""(?:\\"""|(?!""").)*"""|"(?:\\.|[^"\\])*"|\$(\w+)', re.DOTALL | re.ASCII)


@dataclass(slots=True)
class Filled:
    """A fetch as it is sent once: its calls, each with its representations, and the variables with their values."""

    fetch: Fetch
    variables: dict[str, Any]
    definitions: list[VariableDefinition] = field(default_factory=list)
    batches: dict[int, Batch] = field(default_factory=dict)

    def request(self, operation: Operation) -> FetchRequest:
        return FetchRequest(self.fetch, replace(operation, variables=(*operation.variables, *self.definitions)))


def fill(data: Any, fetch: Fetch, variables: Mapping[str, Any], losses: Losses) -> Filled:
    """The calls of a fetch for the objects that are there, one for each set of values of the contextual arguments.

    Nothing is asked for an object whose value is missing because the fetch that should have brought it failed.
    """
    filled = Filled(fetch, dict(variables))
    calls: list[EntityCall] = []
    for call in fetch.calls:
        if not call.guard.holds(variables):
            continue
        if not call.contexts:
            filled.batches[len(calls)] = batch(data, call, variables, losses)
            calls.append(call)
            continue
        for values, one in _by_values(data, call, variables, losses):
            names = {name: f"{name}_{len(calls)}" for name in values}
            filled.definitions += (
                VariableDefinition(names[one.variable], one.type_text, None) for one in call.contexts
            )
            filled.variables |= {names[name]: value for name, value in values.items()}
            filled.batches[len(calls)] = one
            calls.append(_renamed(call, names))
    filled.batches = {index: one for index, one in filled.batches.items() if one.representations}
    filled.fetch = replace(fetch, calls=tuple(calls))
    return filled


def _by_values(
    data: Any, call: EntityCall, variables: Mapping[str, Any], losses: Losses
) -> list[tuple[Mapping[str, Any], Batch]]:
    found: dict[bytes, tuple[Mapping[str, Any], Batch]] = {}
    for representation, value, place in represented(data, call, variables, losses):
        try:
            values = {one.variable: _value(data, one, place, variables) for one in call.contexts}
        except NotAskedError as missing:
            losses.skip(call, place, missing.place)
            continue
        digest = canonical(list(values.values()))
        found.setdefault(digest, (values, Batch()))[1].add(representation, value, place)
    return list(found.values())


def _renamed(call: EntityCall, names: Mapping[str, str]) -> EntityCall:
    """The call with other variables; what only looks like one, in a text, stays."""
    text = TEXTS_AND_VARIABLES.sub(lambda found: f"${names[found[1]]}" if found[1] in names else found[0], call.text)
    return replace(call, text=text, variables=(*call.variables, *names.values()))


def _value(data: Any, argument: ContextualArgument, place: Place, variables: Mapping[str, Any]) -> Any:
    for source in argument.sources:
        above, at = _object_above(data, source, place)
        for need in _fitting(above, source.needs):
            return _leaf(above, need, at) if need.guard.holds(variables) else None
    return None


def _object_above(data: Any, source: ContextSource, place: Place) -> tuple[dict[str, Any], Place]:
    """The object at the source's path that a place goes through, and where it stands."""
    keys = sum(1 for step in source.path if step.key)
    found = data
    for depth, step in enumerate(place):
        if isinstance(step, str):
            if not keys:
                return found, place[:depth]
            keys -= 1
        found = found[step]
    return found, place


def _fitting(value: dict[str, Any], needs: tuple[Need, ...]) -> Iterator[Need]:
    return (need for need in needs if need.types is None or value.get("__typename") in need.types)


def _leaf(value: dict[str, Any], need: Need, place: Place) -> Any:
    if need.key not in value:
        raise NotAskedError((*place, need.key))
    return _leaf_below(value[need.key], need.needs, (*place, need.key))


def _leaf_below(value: Any, needs: tuple[Need, ...], place: Place) -> Any:
    if not needs:
        return value
    if isinstance(value, list):
        return [_leaf_below(item, needs, (*place, index)) for index, item in enumerate(value)]
    if not isinstance(value, dict):
        return None
    return next((_leaf(value, need, place) for need in _fitting(value, needs)), None)
