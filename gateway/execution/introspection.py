"""Answers `__schema` and `__type` from the schema the viewer may see, and remembers the answers as JSON.

An answer depends on what is visible, the document and its variables alone, whoever asks. What is not remembered is
made in a thread: the whole of a large schema takes long, and nobody else waits for it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import msgspec
from graphql import DocumentNode, GraphQLSchema, OperationDefinitionNode, execute_sync, print_ast

from gateway.errors import INTERNAL_SERVER_ERROR, ClientError
from gateway.model.visible import VisibleSchema
from gateway.remembered import Remembered

OVERHEAD = 500
"""Bytes of an answer beside its JSON and its document, about."""


class Question:
    """The introspection of one operation, as asked of one visible schema."""

    def __init__(self, document: DocumentNode, public_schema: GraphQLSchema, visible: VisibleSchema | None) -> None:
        self.document = document
        self.text = print_ast(document)
        self.schema = public_schema if visible is None else visible.schema
        self.visible_id = "" if visible is None else visible.id
        self.variables = tuple(
            sorted(
                definition.variable.name.value
                for one in document.definitions
                if isinstance(one, OperationDefinitionNode)
                for definition in one.variable_definitions or ()
            )
        )


class IntrospectionAnswers:
    """The answers for all visible schemas of one supergraph, within `limit` bytes together."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._answers: Remembered[tuple[str, str, bytes], bytes] = Remembered(limit)

    async def answer(self, question: Question, variables: Mapping[str, Any]) -> dict[str, Any]:
        """By response key; raises ClientError where the library cannot say."""
        given = {name: variables[name] for name in question.variables if name in variables}
        key = (question.visible_id, question.text, msgspec.json.encode(given))
        found = self._answers.find(key)
        if found is None:
            found = await asyncio.to_thread(_encoded, question, given)
            weight = len(found) + len(question.text) + OVERHEAD
            if weight <= self._limit:
                self._answers.get(key, lambda: found, weight)
        answer: dict[str, Any] = msgspec.json.decode(found)
        return answer


def _encoded(question: Question, variables: Mapping[str, Any]) -> bytes:
    return msgspec.json.encode(introspect(question.schema, question.document, variables))


def introspect(schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of the introspection fields by response key."""
    result = execute_sync(schema, document, variable_values=dict(variables))
    if result.data is None or result.errors:
        raise ClientError(INTERNAL_SERVER_ERROR, "The schema could not be introspected.", status=500)
    return result.data
