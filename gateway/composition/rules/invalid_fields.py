"""KEY_INVALID_FIELDS, REQUIRES_INVALID_FIELDS, PROVIDES_INVALID_FIELDS: a field set must be a valid selection.

Aliases are not part of the grammar; the selection is checked against the schema of its own subgraph.
"""

from __future__ import annotations

from collections.abc import Iterator

from graphql import (
    DocumentNode,
    FieldNode,
    FieldsOnCorrectTypeRule,
    FragmentDefinitionNode,
    GraphQLError,
    KnownArgumentNamesRule,
    KnownTypeNamesRule,
    NamedTypeNode,
    NameNode,
    PossibleFragmentSpreadsRule,
    ProvidedRequiredArgumentsRule,
    ScalarLeafsRule,
    ValuesOfCorrectTypeRule,
    validate,
)

from gateway.composition.field_sets import parse_field_set
from gateway.composition.merged import Federation
from gateway.composition.result import CompositionError
from gateway.composition.rules.field_set_places import Place, places, selections
from gateway.composition.wording import applied, error_in

CHECKED = (
    FieldsOnCorrectTypeRule,
    KnownArgumentNamesRule,
    KnownTypeNamesRule,
    PossibleFragmentSpreadsRule,
    ProvidedRequiredArgumentsRule,
    ScalarLeafsRule,
    ValuesOfCorrectTypeRule,
)


def invalid_fields(federation: Federation) -> Iterator[CompositionError]:
    for place in places(federation):
        for problem in _problems(place):
            message = f'on "{place.coordinate}", for {applied(place.application)}: {problem}'
            yield error_in(place.subgraph, f"{place.prefix}_INVALID_FIELDS", message, place.application.node)


def _problems(place: Place) -> list[str]:
    text = place.application.text("fields")
    if text is None:
        return []
    try:
        selection_set = parse_field_set(text)
    except GraphQLError as error:
        return [f"the field set cannot be parsed: {error.message}"]
    aliased = [one for one in selections(selection_set) if isinstance(one, FieldNode) and one.alias is not None]
    if aliased:
        return [f'"{one.alias.value}" is an alias, which a field set cannot have' for one in aliased if one.alias]
    empty = [one for one in selections(selection_set) if one.selection_set and not one.selection_set.selections]
    if empty:
        return ["it selects nothing in a pair of braces"]
    fragment = FragmentDefinitionNode(
        name=NameNode(value="FieldSet"),
        type_condition=NamedTypeNode(name=NameNode(value=place.on)),
        directives=(),
        selection_set=selection_set,
    )
    return [one.message for one in validate(place.subgraph.schema, DocumentNode(definitions=(fragment,)), CHECKED)]
