"""States: what a subgraph can answer at a place of the answer.

A state is (type, subgraph, view). The view holds the selections that a `@provides` above makes answerable here although
they are external; it is empty in the plain state.
"""

from __future__ import annotations

from typing import NamedTuple

from gateway.model.operation import Field, Fragment, Selection
from gateway.supergraph import SubgraphField, SubgraphType, Supergraph

View = tuple[Selection, ...]


class State(NamedTuple):
    """An object of `type_name`, as declared in `subgraph`, reached with this `view`."""

    type_name: str
    subgraph: str
    view: View = ()


class States:
    """Questions about states, answered from the supergraph tables alone."""

    def __init__(self, supergraph: Supergraph) -> None:
        self.supergraph = supergraph

    def known(self, state: State) -> SubgraphType | None:
        return self.supergraph.types.get(state.type_name, {}).get(state.subgraph)

    def field(self, state: State, name: str) -> SubgraphField | None:
        known = self.known(state)
        return None if known is None else known.fields.get(name)

    def is_local(self, state: State, name: str) -> bool:
        """Whether the subgraph answers the field right here, without a hop."""
        field = self.field(state, name)
        if field is None or field.needs_entry:
            return False
        return not field.external or self._provided(state, name) is not None

    def is_local_everywhere(self, state: State, name: str, types: frozenset[str]) -> bool:
        """Whether a field of an abstract state can be sent as it is: declared, and local for each type it may meet."""
        return self.is_local(state, name) and all(self.is_local(self.narrowed(state, one), name) for one in types)

    def below(self, state: State, name: str) -> State:
        """The state of the value of a field that is local here."""
        field = self.field(state, name)
        if field is None:
            raise LookupError(f"{state.type_name}.{name} is not in {state.subgraph}")
        return State(field.type_name, state.subgraph, field.provides + (self._provided(state, name) or ()))

    def narrowed(self, state: State, type_name: str) -> State:
        """The state of an object of one runtime type at an abstract state."""
        return State(type_name, state.subgraph, narrowed_view(state.view, type_name))

    def possible(self, state: State) -> frozenset[str]:
        known = self.known(state)
        return frozenset() if known is None else known.possible

    def is_interface_object(self, state: State) -> bool:
        """Whether the subgraph knows an interface only as an object, and so not what is behind it."""
        known = self.known(state)
        return known is not None and known.is_interface_object and known.entity_name == state.type_name

    def _provided(self, state: State, name: str) -> View | None:
        for selection in narrowed_view(state.view, state.type_name):
            if isinstance(selection, Field) and selection.name == name:
                return selection.selections
        return None


def narrowed_view(view: View, type_name: str) -> View:
    """The provided selections that hold for one object type; guards that may hold for it are opened."""
    result: list[Selection] = []
    for selection in view:
        if isinstance(selection, Fragment):
            if type_name in selection.types:
                result.extend(narrowed_view(selection.selections, type_name))
        else:
            result.append(selection)
    return tuple(result)
