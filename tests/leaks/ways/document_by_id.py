"""A stored document by its id, which is masked: plain, deferred, in events, and those of the real manifest.

There is no such document for an unknown name, so the answer is held against the same answer with other hidden values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from graphql import GraphQLNonNull, OperationDefinitionNode, parse, type_from_ast

from tests.leaks.asking import EVENTS, GRAPHQL_RESPONSE, PARTS, Question
from tests.leaks.cells import Cell
from tests.leaks.coordinates import Kind
from tests.leaks.judging import tells_nothing
from tests.leaks.samples import sample
from tests.leaks.stored import DEFERRED, PLAIN
from tests.leaks.stored import EVENTS as IN_EVENTS
from tests.leaks.ways import Way

GIVEN = {Kind.ARGUMENT: r"[(,]\s*%s\s*:", Kind.INPUT_FIELD: r"[{,]\s*%s\s*:", Kind.ENUM_VALUE: r"[:\[]\s*%s\b"}
"""How an argument, an input field and an enum value are written in what a subgraph is sent."""
FORMS = {PLAIN: GRAPHQL_RESPONSE, DEFERRED: PARTS, IN_EVENTS: EVENTS}


def questions(cell: Cell) -> Iterator[Question]:
    world = cell.house.world
    for form, accept in FORMS.items():
        if f"{form}{cell.hidden}" in world.templates:
            yield Question(document_id=f"{form}{cell.hidden}", accept=accept)
    name = re.compile(rf"\b{cell.hidden.name}\b")
    for key, text in world.real_documents.items():
        if name.search(text):
            accept = EVENTS if text.startswith("subscription") else GRAPHQL_RESPONSE
            yield Question(document_id=key, variables=_variables(cell, text), accept=accept)
            return


def _variables(cell: Cell, text: str) -> dict[str, object]:
    """Of those that are required."""
    (operation,) = (one for one in parse(text).definitions if isinstance(one, OperationDefinitionNode))
    schema = cell.house.world.supergraph.schema
    types = {one.variable.name.value: type_from_ast(schema, one.type) for one in operation.variable_definitions or ()}
    return {name: sample(type_) for name, type_ in types.items() if isinstance(type_, GraphQLNonNull)}


async def judge(cell: Cell, asked: Iterable[Question]) -> None:
    """Nor is what was masked sent to a subgraph: a hidden argument would decide of what is visible."""
    sent = cell.house.values.sent
    for question in asked:
        sent.clear()
        await tells_nothing(cell, [question])
        if question.document_id in cell.house.world.real_documents:
            continue  # its words may stand for something else
        if cell.hidden.owner in ("Mutation", "Subscription") and sent:
            cell.leak("a subgraph was asked", question)
        if cell.hidden.kind in GIVEN and any(
            re.search(GIVEN[cell.hidden.kind] % cell.hidden.name, one) for one in sent
        ):
            cell.leak("it was sent to a subgraph", question)


WAY = Way("document by id", questions, judge)
