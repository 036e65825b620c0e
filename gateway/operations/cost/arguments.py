"""What the arguments of a field are given, and what giving them costs.

Each value counts the weight of what declares it; an input object counts 1 where no weight is said, and its fields come
on top. Null and what is left out cost nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from graphql import (
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    Undefined,
    VariableNode,
    get_named_type,
    parse_value,
    value_from_ast_untyped,
)

from gateway.model.operation import Argument, Field
from gateway.operations.cost.formulas import Formula, Variables, total
from gateway.supergraph.costs import Costs

INPUT_OBJECT = 1.0

Reading: TypeAlias = Callable[[Variables], Any]


def reading(argument: Argument) -> Reading:
    """Gives the argument's value; Undefined when it is a variable that was left out."""
    node = parse_value(argument.value)
    if isinstance(node, VariableNode):
        name = node.name.value
        return lambda variables: variables.get(name, Undefined)
    if not argument.variables:
        value = value_from_ast_untyped(node)
        return lambda _variables: value
    return lambda variables: value_from_ast_untyped(node, dict(variables))


def arguments_cost(field: Field, definition: GraphQLField, costs: Costs, coordinates: tuple[str, ...]) -> Formula:
    """`coordinates` are those of the field where it may be declared."""
    return total(
        _argument_cost(argument, definition.args[argument.name].type, costs, coordinates)
        for argument in field.arguments
    )


def _argument_cost(argument: Argument, kind: GraphQLInputType, costs: Costs, coordinates: tuple[str, ...]) -> Formula:
    said = [costs.weights[name] for one in coordinates if (name := f"{one}({argument.name}:)") in costs.weights]
    weight = max(said) if said else None
    if weight is None and not _has_cost(kind, costs):
        return 0.0
    read = reading(argument)
    if argument.variables:
        return lambda variables: _value_cost(read(variables), kind, weight, costs)
    return _value_cost(read({}), kind, weight, costs)


def _has_cost(kind: GraphQLInputType, costs: Costs) -> bool:
    named = get_named_type(kind)
    return isinstance(named, GraphQLInputObjectType) or named.name in costs.weights


def _value_cost(value: Any, kind: GraphQLInputType, weight: float | None, costs: Costs) -> float:
    if value is None or value is Undefined:
        return 0.0
    if isinstance(value, list):
        return sum(_value_cost(one, kind, weight, costs) for one in value)
    named = get_named_type(kind)
    if weight is None:
        weight = costs.weights.get(named.name, INPUT_OBJECT if isinstance(named, GraphQLInputObjectType) else 0.0)
    if not isinstance(named, GraphQLInputObjectType) or not isinstance(value, Mapping):
        return weight
    return weight + sum(
        _value_cost(value[name], one.type, costs.weights.get(f"{named.name}.{name}"), costs)
        for name, one in named.fields.items()
        if name in value
    )
