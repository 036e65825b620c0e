"""What all merged elements have in common: one description and one set of directives from several copies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from graphql import ListValueNode, Node, StringValueNode, ValueNode
from graphql.language import BooleanValueNode, IntValueNode, NullValueNode

from gateway.composition.subgraph import Application, Element

KEPT_ONCE = ("deprecated", "specifiedBy", "oneOf")
UNIONS = ("tag",)
FLAGS = ("inaccessible",)
ALTERNATIVES = {"requiresScopes": "scopes", "policy": "policies"}


def merged_description(elements: Iterable[Element]) -> str | None:
    """The one most copies have; of several equally common ones, that of the first subgraph."""
    counted = Counter(one.description for one in elements if one.description)
    return counted.most_common(1)[0][0] if counted else None


def merged_directives(elements: Mapping[str, Element], composed: frozenset[str]) -> tuple[Application, ...]:
    """The directives that stand on the merged element; `composed` are those that `@composeDirective` keeps."""
    everything = [one for element in elements.values() for one in element.directives]
    result: list[Application] = []
    for name in KEPT_ONCE:
        result += _most_common(one for one in everything if one.name == name and one.federation)
    for name in UNIONS:
        result += _distinct(one for one in everything if one.name == name and one.federation)
    for name in FLAGS:
        result += [one for one in everything if one.name == name and one.federation][:1]
    result += conjunction([one for one in everything if one.federation])
    result += _heaviest([one for one in everything if one.name == "cost" and one.federation])
    result += _list_size([one for one in everything if one.name == "listSize" and one.federation])
    result += _distinct(one for one in everything if one.name in composed and not one.federation)
    return tuple(result)


def conjunction(applications: list[Application]) -> list[Application]:
    """What demands all that these applications of `@authenticated`, `@requiresScopes` and `@policy` demand."""
    result = [one for one in applications if one.name == "authenticated"][:1]
    for name, argument in ALTERNATIVES.items():
        result += _all_required([one for one in applications if one.name == name], argument)
    return result


def alternatives(application: Application) -> list[frozenset[str]]:
    """The sets of scopes or policies of which one must be had entirely."""
    return [frozenset(_strings(one)) for one in _items(application.arguments.get(ALTERNATIVES[application.name]))]


def _most_common(applications: Iterable[Application]) -> list[Application]:
    found = list(applications)
    if not found:
        return []
    identity = Counter(one.identity() for one in found).most_common(1)[0][0]
    return [next(one for one in found if one.identity() == identity)]


def _distinct(applications: Iterable[Application]) -> list[Application]:
    return list({one.identity(): one for one in applications}.values())


def _all_required(applications: list[Application], argument: str) -> list[Application]:
    """Every copy must be satisfied: the conjunction of disjunctions, written out as alternatives again."""
    if not applications:
        return []
    together: list[frozenset[str]] = [frozenset()]
    for one in applications:
        together = list(dict.fromkeys(left | right for left in together for right in alternatives(one)))
    smallest = [one for one in together if not any(other < one for other in together)]
    value = ListValueNode(
        values=tuple(
            ListValueNode(values=tuple(StringValueNode(value=name) for name in sorted(one))) for one in smallest
        )
    )
    return [_with(applications[0], {argument: value})]


def _heaviest(applications: list[Application]) -> list[Application]:
    weights = [
        (int(value.value), one)
        for one in applications
        if isinstance(value := one.arguments.get("weight"), IntValueNode)
    ]
    return [max(weights, key=lambda pair: pair[0])[1]] if weights else []


def _list_size(applications: list[Application]) -> list[Application]:
    """The largest size, all slicing arguments and sized fields, one argument required only where all say so."""
    if len(applications) < 2:
        return applications
    arguments: dict[str, ValueNode] = {}
    sizes = [
        int(value.value) for one in applications if isinstance(value := one.arguments.get("assumedSize"), IntValueNode)
    ]
    if sizes:
        arguments["assumedSize"] = IntValueNode(value=str(max(sizes)))
    for name in ("slicingArguments", "sizedFields"):
        given = [
            value for one in applications if (value := one.arguments.get(name)) and not isinstance(value, NullValueNode)
        ]
        if given:
            names = dict.fromkeys(name for value in given for name in _strings(value))
            arguments[name] = ListValueNode(values=tuple(StringValueNode(value=one) for one in names))
    required = all(one.flag("requireOneSlicingArgument", True) for one in applications)
    arguments["requireOneSlicingArgument"] = BooleanValueNode(value=required)
    return [_with(applications[0], arguments)]


def _with(application: Application, arguments: Mapping[str, ValueNode]) -> Application:
    return Application(application.name, arguments, application.federation, application.node)


def _items(value: Node | None) -> tuple[Node, ...]:
    return tuple(value.values) if isinstance(value, ListValueNode) else ()


def _strings(value: Node) -> list[str]:
    return [one.value for one in _items(value) if isinstance(one, StringValueNode)]
