"""A normalized operation with the price of each of its fields, on the schema its viewer sees.

Source: GraphQL Cost Directives Specification (IBM), with the weights of Apollo's demand control: 1 for an object, an
interface or a union, 0 for a leaf, 10 for a mutation. What is hidden has no price: a hidden field of a masked document
is not fetched, and of an abstract type only the visible members count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
)

from gateway.model.guard import Guard
from gateway.model.operation import Field, Fragment, Operation, Selection
from gateway.operations.cost.arguments import arguments_cost
from gateway.operations.cost.formulas import Formula, largest, product
from gateway.operations.cost.rules import CostRules
from gateway.operations.cost.sizes import list_size
from gateway.supergraph.costs import Costs

OBJECT, LEAF, MUTATION = 1.0, 0.0, 10.0
NO_SIZES: Mapping[str, Formula] = {}


@dataclass(frozen=True, slots=True)
class PricedField:
    """One response key: `arguments` once, `weight` for each of `size` values, and what each has below it."""

    key: str
    guard: Guard
    arguments: Formula
    size: Formula
    weight: float
    fields: tuple[PricedField, ...]


def priced(operation: Operation, schema: GraphQLSchema, costs: Costs, rules: CostRules) -> tuple[PricedField, ...]:
    """The fields that cost anything; `schema` is what the viewer sees.

    Raises ClientError where a slicing argument is missing or one too many.
    """
    return tuple(_Pricing(schema, costs, rules).fields(operation.selections, NO_SIZES))


class _Pricing:
    def __init__(self, schema: GraphQLSchema, costs: Costs, rules: CostRules) -> None:
        self._schema = schema
        self._costs = costs
        self._rules = rules
        self._unknown = rules.list_size

    def fields(self, selections: Sequence[Selection], sized: Mapping[str, Formula]) -> Iterator[PricedField]:
        """`sized` are the sizes that the field above gives to some of its fields."""
        for selection in selections:
            if isinstance(selection, Fragment):
                yield from self.fields(selection.selections, sized)
            elif not selection.hidden and (definition := self._definition(selection)) is not None:
                field = self._field(selection, definition, sized)
                if field.weight or field.fields or field.arguments != 0:
                    yield field

    def _definition(self, field: Field) -> GraphQLField | None:
        """None for what every type has and no subgraph is asked for."""
        parent = self._schema.type_map.get(field.parent)
        return parent.fields.get(field.name) if isinstance(parent, GraphQLObjectType | GraphQLInterfaceType) else None

    def _field(self, field: Field, definition: GraphQLField, sized: Mapping[str, Formula]) -> PricedField:
        coordinates = tuple(f"{name}.{field.name}" for name in self._declaring(field.parent))
        size, below = self._sizes(field, definition, coordinates)
        return PricedField(
            key=field.key,
            guard=field.guard,
            arguments=arguments_cost(field, definition, self._costs, coordinates),
            size=sized.get(field.name, size),
            weight=self._weight(coordinates, definition.type),
            fields=tuple(self.fields(field.selections, below)),
        )

    def _declaring(self, parent: str) -> tuple[str, ...]:
        """What is said of a field of an interface, each implementation may say."""
        return (parent, *(one for one in self._members(parent) if one != parent))

    def _members(self, name: str) -> tuple[str, ...]:
        kind = self._schema.type_map[name]
        if isinstance(kind, GraphQLInterfaceType | GraphQLUnionType):
            return tuple(one.name for one in self._schema.get_possible_types(kind))
        return (name,)

    def _weight(self, coordinates: tuple[str, ...], kind: GraphQLOutputType) -> float:
        """That of the field, otherwise that of its type; of several possible ones the heaviest."""
        weights = self._costs.weights
        said = [weights[one] for one in coordinates if one in weights]
        if said:
            return max(said)
        named = get_named_type(kind)
        if named.name in weights:
            return weights[named.name]
        if not isinstance(named, GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType):
            return LEAF
        return max((weights.get(one, OBJECT) for one in self._members(named.name)), default=OBJECT)

    def _sizes(
        self, field: Field, definition: GraphQLField, coordinates: tuple[str, ...]
    ) -> tuple[Formula, Mapping[str, Formula]]:
        """How many values the field has, and the sizes it gives to fields below it."""
        declared = [self._costs.sizes[one] for one in coordinates if one in self._costs.sizes]
        if not declared and (usual := self._rules.by_custom(definition)) is not None:
            declared = [usual]
        said = {one: list_size(one, field, definition, self._unknown) for one in declared}
        own = [size for one, size in said.items() if not one.sized_fields]
        names = {name for one in said for name in one.sized_fields}
        below = {name: largest(size for one, size in said.items() if name in one.sized_fields) for name in names}
        nesting = _nesting(definition.type)
        if not nesting:
            return 1.0, below
        outer = largest(own) if own else self._unknown
        return product(outer, self._unknown ** (nesting - 1)), below


def _nesting(kind: GraphQLOutputType) -> int:
    """How many lists lie in each other: 2 for `[[Int]]`."""
    if isinstance(kind, GraphQLNonNull):
        return _nesting(kind.of_type)
    return 1 + _nesting(kind.of_type) if isinstance(kind, GraphQLList) else 0
