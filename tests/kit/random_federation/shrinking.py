"""Makes a failing case small: first its operation, then its federation, as long as it fails.

Parts are left out of the documents, one after the other, and what no longer validates or composes is not kept. The data
stay as they are, as every value is a function of its place alone.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    parse,
    print_ast,
    validate,
)

from tests.kit.random_federation.cases import Case, ComposedFederation, RefusedError
from tests.kit.random_federation.dropping import droppable, without
from tests.kit.random_federation.writing import subgraph_sdls

Path = tuple[tuple[str, int | None], ...]
LISTS = ("definitions", "selections", "fields", "types", "directives", "arguments", "interfaces")
Steps = Callable[[Case, int], Iterator[tuple[int, Case]]]
"""Smaller cases with their numbers, from a number on."""
Fails = Callable[[Case], Awaitable[bool]]


async def shrunk(one: Case, fails: Fails) -> Case:
    """The smallest failing case found."""
    one = await _smaller(_without_named_fragments(one), _operations, fails)
    one = await _smaller(one, _worlds, fails)
    one = await _smaller(one, _subgraphs, fails)
    one = await _smaller(one, _declarations, fails)
    return await _smaller(one, _operations, fails)


async def _smaller(one: Case, steps: Steps, fails: Fails) -> Case:
    """Takes each step that still fails and goes on behind it, until a whole round leaves nothing out."""
    at, changed = 0, False
    while True:
        for index, smaller in steps(one, at):
            if await fails(smaller):
                one, at, changed = smaller, index, True
                break
        else:
            if not changed:
                return one
            at, changed = 0, False


def _operations(one: Case, start: int) -> Iterator[tuple[int, Case]]:
    """The case with one selection, argument, directive or alias less, or one fragment replaced by what is in it."""
    whole = parse(one.query, no_location=True)
    for index, path in list(enumerate(_paths(whole)))[start:]:
        removed = _at(whole, path)
        yield from ((index, smaller) for smaller in _valid(one, _with(whole, path, ())))
        if isinstance(removed, InlineFragmentNode):
            opened = _with(whole, path, removed.selection_set.selections)
            yield from ((index, smaller) for smaller in _valid(one, opened))
        if isinstance(removed, FieldNode) and removed.alias is not None:
            plain = _with(whole, path, [replace(removed, alias=None)])
            yield from ((index, smaller) for smaller in _valid(one, plain))


def _valid(one: Case, document: Any) -> Iterator[Case]:
    """The case with this document, if it is valid; definitions of variables that nothing uses any more go with it."""
    if not document.definitions:
        return
    operation = document.definitions[0]
    text = print_ast(operation)
    used = tuple(
        item for item in operation.variable_definitions or () if text.count(f"${item.variable.name.value}") > 1
    )
    document = replace(document, definitions=(replace(operation, variable_definitions=used),))
    if _is_whole(document) and not validate(one.federation.supergraph.public_schema, document):
        names = {item.variable.name.value for item in used}
        variables = {name: value for name, value in one.variables.items() if name in names}
        yield replace(one, query=print_ast(document), variables=variables)


def _is_whole(node: Any) -> bool:
    """Whether no selection set is empty."""
    selections = getattr(node, "selections", None)
    if selections is not None and not selections:
        return False
    below = [*(getattr(node, "definitions", None) or ()), *(selections or ())]
    own = getattr(node, "selection_set", None)
    return all(map(_is_whole, below)) and (own is None or _is_whole(own))


def _paths(node: Any, path: Path = ()) -> Iterator[Path]:
    """Where parts stand that may be left out, outermost first."""
    for name in LISTS:
        yield from ((*path, (name, index)) for index in range(len(getattr(node, name, None) or ())))
    for name in ("definitions", "selections", "fields"):
        for index, item in enumerate(getattr(node, name, None) or ()):
            yield from _paths(item, (*path, (name, index)))
    if getattr(node, "selection_set", None) is not None:
        yield from _paths(node.selection_set, (*path, ("selection_set", None)))


def _at(node: Any, path: Path) -> Any:
    for name, index in path:
        node = getattr(node, name) if index is None else getattr(node, name)[index]
    return node


def _with(node: Any, path: Path, items: Sequence[Any]) -> Any:
    """The same tree with these items instead of the one at the path."""
    (name, index), *rest = path
    value = getattr(node, name)
    if index is None:
        return replace(node, **{name: _with(value, tuple(rest), items)})
    new = (_with(value[index], tuple(rest), items),) if rest else tuple(items)
    return replace(node, **{name: (*value[:index], *new, *value[index + 1 :])})


def _without_named_fragments(one: Case) -> Case:
    """The same with inline fragments, which can be taken apart."""
    document = parse(one.query, no_location=True)
    named = {item.name.value: item for item in document.definitions if isinstance(item, FragmentDefinitionNode)}

    def opened(node: Any) -> Any:
        if isinstance(node, FragmentSpreadNode):
            found = named[node.name.value]
            node = InlineFragmentNode(
                type_condition=found.type_condition, directives=node.directives, selection_set=found.selection_set
            )
        if getattr(node, "selection_set", None) is None:
            return node
        selections = tuple(opened(item) for item in node.selection_set.selections)
        return replace(node, selection_set=replace(node.selection_set, selections=selections))

    return replace(one, query=print_ast(opened(document.definitions[0])))


def _worlds(one: Case, start: int) -> Iterator[tuple[int, Case]]:
    """The case with one type or field less in all subgraphs, if that composes."""
    for index, (type_name, field_name) in list(enumerate(droppable(one.merged)))[start:]:
        merged = without(one.merged, type_name, field_name)
        for smaller in _composed(one, subgraph_sdls(merged)):
            yield index, replace(smaller, merged=merged)


def _subgraphs(one: Case, start: int) -> Iterator[tuple[int, Case]]:
    """The case with one subgraph less, if that composes."""
    for index, name in list(enumerate(one.federation.sdls))[start:]:
        rest = {other: sdl for other, sdl in one.federation.sdls.items() if other != name}
        yield from ((index, smaller) for smaller in _composed(one, rest))


def _declarations(one: Case, start: int) -> Iterator[tuple[int, Case]]:
    """The case with one type, field, key, member or other directive less in one subgraph, if that composes."""
    documents = {name: parse(sdl, no_location=True) for name, sdl in one.federation.sdls.items()}
    places = [(name, path) for name, whole in documents.items() for path in _paths(whole)]
    for index, (name, path) in list(enumerate(places))[start:]:
        smaller = _with(documents[name], path, ())
        if all(getattr(_at(smaller, path[:length]), path[length][0]) for length in range(len(path))):
            sdls = {**one.federation.sdls, name: print_ast(smaller)}
            yield from ((index, found) for found in _composed(one, sdls))


def _composed(one: Case, sdls: dict[str, str]) -> Iterator[Case]:
    try:
        federation = ComposedFederation(one.federation.world, sdls)
    except (RefusedError, TypeError, GraphQLError):
        return
    if not validate(federation.supergraph.public_schema, parse(one.query)):
        yield replace(one, federation=federation)
