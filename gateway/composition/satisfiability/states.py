"""Where an object may be held while a query runs, and what can be had of it there and elsewhere.

A state is a subgraph, the type the object has in that subgraph, and the external fields its path provides. Everything
reachable is a least fixed point: keys and requirements that only support each other in a circle support nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graphql import FieldNode, GraphQLError, InlineFragmentNode, SelectionNode, SelectionSetNode, print_ast

from gateway.composition.field_sets import parse_field_set
from gateway.composition.merged import Federation
from gateway.composition.merging.fields import overridden_by
from gateway.composition.subgraph import Application, Field, Kind, Type, named


@dataclass(frozen=True, slots=True)
class State:
    """`type` is the object type itself, an interface object standing for it, or an abstract type not yet narrowed.

    `provided` is the text of the selections that `@provides` makes local here.
    """

    graph: str
    type: str
    provided: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """An object of runtime type `type`, held in a state."""

    type: str
    state: State


@dataclass(frozen=True, slots=True)
class Requirement:
    """A field with `@requires`, wanted of an object held in its subgraph."""

    held: Held
    field: str


class Fetching:
    """What can be fetched over one federation. `labels_active` decides who resolves progressively overridden fields."""

    def __init__(self, federation: Federation, *, labels_active: bool) -> None:
        self.federation = federation
        self.labels_active = labels_active
        self._possible = _possible_types(federation)
        self._reached: dict[Held, set[State]] = {}
        self._handed_over: dict[Requirement, bool] = {}
        self._settled: set[Held | Requirement] = set()
        self._settling = False

    def possible(self, type_name: str) -> frozenset[str]:
        """The object types over all subgraphs that a position of this type may hold."""
        return self._possible.get(type_name, frozenset())

    def start(self, root: str) -> frozenset[State]:
        return frozenset(State(name, root) for name, one in self.federation.subgraphs.items() if root in one.types)

    def narrowed(self, states: frozenset[State], runtime: str) -> frozenset[State]:
        """The same position, knowing the object's type; states that cannot hold such an object fall away."""
        result = set()
        for state in states:
            one = self.federation.subgraphs[state.graph].types.get(state.type)
            if one is None:
                continue
            if one.name == runtime or (one.is_interface_object and runtime in self.possible(one.name)):
                result.add(state)
            elif runtime in self._possible_in(one, state.graph):
                result.add(State(state.graph, runtime, _narrowed_provision(state.provided, runtime)))
        return frozenset(result)

    def reachable(self, held: Held) -> frozenset[State]:
        """All states the object can be held in by entering subgraphs through their keys."""
        self._reached.setdefault(held, {held.state})
        self._settle(held)
        return frozenset(self._reached[held])

    def is_handed_over(self, requirement: Requirement) -> bool:
        """Whether all that the field requires can be fetched and given to its subgraph."""
        self._handed_over.setdefault(requirement, False)
        self._settle(requirement)
        return self._handed_over[requirement]

    def resolved(self, held: Held, field_name: str) -> frozenset[State]:
        """The states that the field leads to, resolved in the object's very state; empty when it is not."""
        one = self.federation.subgraphs[held.state.graph].types.get(held.state.type)
        field = one.fields.get(field_name) if one else None
        if one is None or field is None or not self._is_resolvable(held, one, field):
            return frozenset()
        below = _below(held.state.provided, field_name)
        provided = [below] + [one.text("fields") or "" for one in field.applications("provides")]
        return frozenset([State(held.state.graph, named(field.type), " ".join(text for text in provided if text))])

    def advanced(self, held: Held, field_name: str) -> frozenset[State]:
        """The states that the field leads to, resolved wherever the object can be held."""
        return frozenset(
            state for at in self.reachable(held) for state in self.resolved(Held(held.type, at), field_name)
        )

    def obtains(self, held: Held, selections: tuple[SelectionNode, ...]) -> bool:
        """Whether a field set can be fetched for the object, hopping as needed."""
        return all(self.obtains_one(held, one) for one in selections)

    def obtains_one(self, held: Held, selection: SelectionNode) -> bool:
        if isinstance(selection, InlineFragmentNode):
            condition = selection.type_condition.name.value if selection.type_condition else held.type
            applies = held.type == condition or held.type in self.possible(condition)
            return not applies or self.obtains(held, selection.selection_set.selections)
        if not isinstance(selection, FieldNode) or selection.name.value == "__typename":
            return True
        states = self.advanced(held, selection.name.value)
        if not selection.selection_set:
            return bool(states)
        return any(self._obtains_below(state, selection.selection_set) for state in states)

    def enterable_keys(self, graph: str, runtime: str, held: State) -> Iterator[tuple[State, Application]]:
        """The resolvable keys by which `graph` takes an object of this type that is held elsewhere."""
        types = self.federation.subgraphs[graph].types
        source = self.federation.subgraphs[held.graph].types.get(held.type)
        from_interface_object = source is not None and source.is_interface_object
        for name in (runtime, *self._interfaces(runtime)):
            one = types.get(name)
            if one is None or one.kind is Kind.UNION:
                continue
            if one.name == runtime and from_interface_object:
                continue  # whoever holds an interface object cannot tell which implementation it is
            if one.kind is Kind.INTERFACE and not (from_interface_object and source and source.name == name):
                continue
            entered = runtime if one.kind is Kind.INTERFACE else name
            for key in one.applications("key"):
                if key.flag("resolvable", True) and entered in types:
                    yield State(graph, entered), key

    def _settle(self, wanted: Held | Requirement) -> None:
        """Grows what is reached and handed over until nothing changes; within that, what is asked is what is known."""
        if wanted in self._settled or self._settling:
            return
        self._settling = True
        changed = True
        while changed:
            known = len(self._reached) + len(self._handed_over)
            changed = False
            for held in [one for one in self._reached if one not in self._settled]:
                changed = self._extend(held) or changed
            for requirement, met in list(self._handed_over.items()):
                if not met and requirement not in self._settled and self._hands_over(requirement):
                    self._handed_over[requirement] = changed = True
            changed = changed or len(self._reached) + len(self._handed_over) > known
        self._settled.update(self._reached, self._handed_over)
        self._settling = False

    def _extend(self, held: Held) -> bool:
        """One round for one object: enters every subgraph whose key can be had by now."""
        reached = self._reached[held]
        before = len(reached)
        if held.type == "Query":
            reached.update(self.start("Query"))
        for graph in self.federation.subgraphs:
            for source in tuple(reached):
                for target, key in self.enterable_keys(graph, held.type, source):
                    if target not in reached and self.obtains(Held(held.type, source), selections_of(key)):
                        reached.add(target)
        return len(reached) > before

    def _hands_over(self, requirement: Requirement) -> bool:
        """What is required comes from elsewhere, so the subgraph must be entered once more to be given it."""
        held = requirement.held
        one = self.federation.subgraphs[held.state.graph].types[held.state.type]
        required = [
            selection
            for requires in one.fields[requirement.field].applications("requires")
            for selection in selections_of(requires)
        ]
        return self.obtains(held, tuple(required)) and any(
            self.obtains(held, selections_of(key)) for key in one.applications("key") if key.flag("resolvable", True)
        )

    def _is_resolvable(self, held: Held, one: Type, field: Field) -> bool:
        graph = held.state.graph
        merged = self.federation.types[one.name].fields.get(field.name)
        if merged is not None and self._is_given_up(graph, field, merged.sources):
            return False
        if field.is_external:
            return any(
                isinstance(each, FieldNode) and each.name.value == field.name for each in _parsed(held.state.provided)
            )
        return not field.has("requires") or self.is_handed_over(Requirement(held, field.name))

    def _is_given_up(self, graph: str, field: Field, copies: Mapping[str, Field]) -> bool:
        """Whether another subgraph resolves the field instead of this one."""
        taker = overridden_by(copies).get(graph)
        if taker is not None:
            override = copies[taker].application("override")
            return self.labels_active or override is None or override.text("label") is None
        own = field.application("override")
        progressive = own is not None and own.text("label") is not None and own.text("from") in copies
        return progressive and not self.labels_active

    def _obtains_below(self, state: State, selection_set: SelectionSetNode) -> bool:
        runtimes = self.possible(state.type) or {state.type}
        return all(
            self.obtains(Held(runtime, narrowed), selection_set.selections)
            for runtime in runtimes
            for narrowed in self.narrowed(frozenset([state]), runtime)
        )

    def _interfaces(self, runtime: str) -> tuple[str, ...]:
        merged = self.federation.types.get(runtime)
        return merged.interfaces if merged is not None else ()

    def _possible_in(self, one: Type, graph: str) -> frozenset[str]:
        if one.kind is Kind.UNION:
            return frozenset(one.members)
        if one.kind is Kind.INTERFACE:
            types = self.federation.subgraphs[graph].types.values()
            return frozenset(each.name for each in types if each.kind is Kind.OBJECT and one.name in each.interfaces)
        return frozenset()


def selections_of(application: Application) -> tuple[SelectionNode, ...]:
    return _parsed(application.text("fields") or "")


def _possible_types(federation: Federation) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for merged in federation.types.values():
        if merged.kind is Kind.OBJECT:
            found.setdefault(merged.name, set()).add(merged.name)
            for interface in merged.interfaces:
                found.setdefault(interface, set()).add(merged.name)
        elif merged.kind is Kind.UNION:
            found.setdefault(merged.name, set()).update(merged.members)
    return {name: frozenset(names) for name, names in found.items()}


def _parsed(text: str) -> tuple[SelectionNode, ...]:
    try:
        return tuple(parse_field_set(text).selections) if text else ()
    except GraphQLError:
        return ()


def _below(provided: str, field_name: str) -> str:
    """What a provision says of the fields below one field."""
    return " ".join(
        print_ast(inner)
        for one in _parsed(provided)
        if isinstance(one, FieldNode) and one.name.value == field_name and one.selection_set
        for inner in one.selection_set.selections
    )


def _narrowed_provision(provided: str, runtime: str) -> str:
    """The provision with the fragments on this type opened."""
    texts = []
    for one in _parsed(provided):
        if not isinstance(one, InlineFragmentNode):
            texts.append(print_ast(one))
        elif one.type_condition is None or one.type_condition.name.value == runtime:
            texts += [print_ast(inner) for inner in one.selection_set.selections]
    return " ".join(texts)
