"""Which stored documents would answer more, answer null where they told something, or be refused whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from graphql import (
    GraphQLInputObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    get_named_type,
    is_input_type,
    parse_type,
    type_from_ast,
)

from gateway.errors import ClientError
from gateway.model.operation import Field, Operation, Selection
from gateway.model.visible import VisibleSchema
from gateway.operations.documents import Document
from gateway.operations.normalize import normalize
from gateway.previewing.audience_changes import SeenTwice
from gateway.snapshot import SupergraphPart
from gateway.visibility.audience_titles import titles
from gateway.visibility.known_audiences import KnownAudience


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """One operation of a stored document, for audiences that notice the same.

    `gains` and `loses` are response paths, keys joined by dots, without indices, with the type where only objects of
    one are meant (`found.<Product>.name`), and what can be given in a variable: `$orderBy: ProductSort.MARGIN`.
    `stops`: it is refused whole from then on; `starts`: it was until then.
    """

    name: str
    title: str
    gains: tuple[str, ...]
    loses: tuple[str, ...]
    stops: bool = False
    starts: bool = False


def document_changes(
    graph: SupergraphPart, seen: Iterable[SeenTwice], functions: Mapping[str, tuple[str, ...]]
) -> Iterator[DocumentChange]:
    """In the order of the manifest."""
    changed: dict[tuple[frozenset[str], frozenset[str]], list[KnownAudience]] = {}
    for one in seen:
        if one.before != one.after:
            changed.setdefault((one.before, one.after), []).append(one.audience)
    schema = graph.supergraph.public_schema
    for document in graph.documents:
        for operation in _operations(document):
            answered = cache(_answered)
            alike: dict[tuple[frozenset[str] | None, frozenset[str] | None], list[KnownAudience]] = {}
            for (before, after), audiences in changed.items():
                told = answered(schema, document, operation, before), answered(schema, document, operation, after)
                alike.setdefault(_difference(*told), []).extend(audiences)
            for (gains, loses), audiences in alike.items():
                if gains != frozenset() or loses != frozenset():
                    yield DocumentChange(
                        operation or document.name or str(document.id),
                        titles(audiences, functions),
                        tuple(sorted(gains or ())),
                        tuple(sorted(loses or ())),
                        stops=loses is None,
                        starts=gains is None,
                    )


def _difference(
    before: frozenset[str] | None, after: frozenset[str] | None
) -> tuple[frozenset[str] | None, frozenset[str] | None]:
    """What is gained and lost; None for all of it, of a document that begins or ceases to be answered."""
    if before is None and after is None:
        return frozenset(), frozenset()
    if before is None or after is None:
        nothing = frozenset[str]()
        return (nothing if after is None else None), (nothing if before is None else None)
    return _without_unused(after - before, before), _without_unused(before - after, after)


def _without_unused(names: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """Without the values of variables that the other side does not use at all: that a field is masked says enough."""
    used = {name.partition(":")[0] for name in other}
    return frozenset(name for name in names if not name.startswith("$") or name.partition(":")[0] in used)


def _operations(document: Document) -> Iterator[str | None]:
    for one in document.node.definitions:
        if isinstance(one, OperationDefinitionNode):
            yield one.name.value if one.name else None


def _answered(
    schema: GraphQLSchema, document: Document, operation: str | None, visible: frozenset[str]
) -> frozenset[str] | None:
    """What it tells and takes for somebody who sees this; None where it is refused."""
    try:
        masked = normalize(schema, document.node, operation, VisibleSchema("", schema, visible))
    except ClientError:
        return None
    return frozenset([*_told(masked.selections, ""), *_taken(schema, masked, visible)])


def _told(selections: Iterable[Selection], path: str) -> Iterator[str]:
    for one in selections:
        if not isinstance(one, Field):
            yield from _told(one.selections, f"{path}.<{one.type_name}>")
        elif not one.hidden:
            here = f"{path}.{one.key}" if path else one.key
            yield here
            yield from _told(one.selections, here)


def _taken(schema: GraphQLSchema, operation: Operation, visible: frozenset[str]) -> Iterator[str]:
    """What may be written into its variables: visible values of enums and fields of input types."""
    for variable in operation.variables:
        type_ = type_from_ast(schema, parse_type(variable.type_text))
        waiting = [get_named_type(type_)] if is_input_type(type_) else []
        passed = set(waiting)
        while waiting:
            type_ = waiting.pop()
            for name, member in {**getattr(type_, "fields", {}), **getattr(type_, "values", {})}.items():
                if f"{type_.name}.{name}" not in visible:
                    continue
                yield f"${variable.name}: {type_.name}.{name}"
                inner = get_named_type(member.type) if isinstance(type_, GraphQLInputObjectType) else None
                if inner is not None and inner not in passed:
                    passed.add(inner)
                    waiting.append(inner)
