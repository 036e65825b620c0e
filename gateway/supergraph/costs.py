"""What the supergraph says its elements cost and how long its lists are.

Source: specs.apollo.dev/cost/v0.1, which takes `@cost` and `@listSize` from the GraphQL Cost Directives Specification
(IBM). Names are resolved through the link table; weights are numbers, or numbers written as texts as IBM has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import ConstDirectiveNode, DocumentNode, Node, TypeDefinitionNode

from gateway.errors import ConfigurationError
from gateway.supergraph.links import LinkTable, arguments_of

NO_DIRECTIVES: tuple[ConstDirectiveNode, ...] = ()


@dataclass(frozen=True, slots=True)
class ListSize:
    """`@listSize` of a field: the size assumed, or the arguments that say it, and the fields below that have it.

    A slicing argument may lead into an input object by dots (`filter.max`).
    """

    assumed: int | None = None
    slicing: tuple[str, ...] = ()
    sized_fields: frozenset[str] = frozenset()
    requires_one: bool = True


@dataclass(frozen=True, slots=True)
class Costs:
    """Weights by schema coordinate (`Type`, `Type.field`, `Type.field(argument:)`, `Input.field`), sizes by field."""

    weights: Mapping[str, float] = field(default_factory=dict)
    sizes: Mapping[str, ListSize] = field(default_factory=dict)


def read_costs(document: DocumentNode, links: LinkTable) -> Costs:
    """Raises ConfigurationError for a weight or size that is no number."""
    feature = links.features.get("cost")
    if feature is None:
        return Costs()
    cost, list_size = feature.directive("cost"), feature.directive("listSize")
    weights: dict[str, float] = {}
    sizes: dict[str, ListSize] = {}
    for coordinate, directives in _elements(document):
        for directive in directives:
            if directive.name.value == cost:
                weights[coordinate] = _weight(coordinate, arguments_of(directive))
            elif directive.name.value == list_size:
                sizes[coordinate] = _list_size(coordinate, arguments_of(directive))
    return Costs(weights, sizes)


def _elements(document: DocumentNode) -> Iterator[tuple[str, Iterable[ConstDirectiveNode]]]:
    for definition in document.definitions:
        if not isinstance(definition, TypeDefinitionNode):
            continue
        name = definition.name.value
        yield name, definition.directives or NO_DIRECTIVES
        for one in _fields(definition):
            coordinate = f"{name}.{one.name.value}"
            yield coordinate, one.directives or NO_DIRECTIVES
            for argument in getattr(one, "arguments", None) or ():
                yield f"{coordinate}({argument.name.value}:)", argument.directives or NO_DIRECTIVES


def _fields(definition: Node) -> Iterable[Any]:
    return getattr(definition, "fields", None) or ()


def _weight(coordinate: str, arguments: Mapping[str, Any]) -> float:
    try:
        return float(arguments["weight"])
    except (KeyError, TypeError, ValueError) as error:
        raise ConfigurationError(f"supergraph: the @cost of {coordinate} has no weight that is a number") from error


def _list_size(coordinate: str, arguments: Mapping[str, Any]) -> ListSize:
    assumed = arguments.get("assumedSize")
    if assumed is not None and not isinstance(assumed, int):
        raise ConfigurationError(f"supergraph: the assumedSize of {coordinate} is no whole number")
    return ListSize(
        assumed=assumed,
        slicing=tuple(_texts(arguments.get("slicingArguments"))),
        sized_fields=frozenset(_texts(arguments.get("sizedFields"))),
        requires_one=arguments.get("requireOneSlicingArgument", True) is True,
    )


def _texts(value: Any) -> list[str]:
    """A list with one element may be written without its brackets."""
    return [str(one) for one in value] if isinstance(value, list) else [] if value is None else [str(value)]
