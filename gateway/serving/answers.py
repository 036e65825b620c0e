"""Answers and refusals as GraphQL responses with their HTTP status.

Statuses are those of the audit of 2025: under `application/json` a GraphQL response is 200 whatever it says, under
`application/graphql-response+json` a refused request carries its own status. Refusals of the transport or of the token
keep theirs under both.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import orjson

from gateway.errors import INTERNAL_SERVER_ERROR, ClientError, ClientErrors
from gateway.model.request import Answer
from gateway.pipeline import encoded
from gateway.serving.media_types import JSON

_GRAPHQL_CODES = frozenset(
    {
        "GRAPHQL_PARSE_FAILED",
        "GRAPHQL_VALIDATION_FAILED",
        "BAD_USER_INPUT",
        "OPERATION_RESOLUTION_FAILURE",
        "OPERATION_PLANNING_ERROR",
        "PARSING_LIMIT_EXCEEDED",
        "MAX_DEPTH_LIMIT",
        "MAX_ALIASES_LIMIT",
        "MAX_ROOT_FIELDS_LIMIT",
        "MAX_DIRECTIVES_LIMIT",
        "COST_ESTIMATED_TOO_EXPENSIVE",
        "INTROSPECTION_DISABLED",
        "MAX_INTROSPECTION_LIMIT",
        "PERSISTED_DOCUMENT_NOT_FOUND",
        "PERSISTED_DOCUMENT_ID_REQUIRED",
        "PERSISTED_QUERY_NOT_FOUND",
        "PERSISTED_QUERY_NOT_SUPPORTED",
        "PERSISTED_QUERY_HASH_MISMATCH",
    }
)
"""Refusals that answer a well-formed GraphQL request; everything else failed before there was one."""

_TRANSPORT_STATUSES = frozenset({405, 406, 413, 415})
_ALLOWED = {"METHOD_NOT_ALLOWED": "GET, POST", "MUTATION_NOT_ALLOWED_OVER_HTTP_GET": "POST"}
"""The `Allow` header that belongs to status 405."""


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    body: bytes
    content_type: str
    headers: tuple[tuple[str, str], ...] = ()


def errors_of(refusal: ClientError | ClientErrors) -> list[dict[str, Any]]:
    errors: Iterable[ClientError] = refusal.errors if isinstance(refusal, ClientErrors) else (refusal,)
    return [error.as_graphql() for error in errors]


def reply(answer: Answer | bytes, media_type: str) -> Reply:
    body = answer if isinstance(answer, bytes) else encoded(answer)
    return Reply(200, body, f"{media_type}; charset=utf-8")


def first_code(refusal: ClientError | ClientErrors) -> str:
    return refusal.errors[0].code if isinstance(refusal, ClientErrors) else refusal.code


def is_graphql_refusal(refusal: ClientError | ClientErrors) -> bool:
    """Whether a well-formed request was refused for its document or variables."""
    return first_code(refusal) in _GRAPHQL_CODES


def refusal_reply(refusal: ClientError | ClientErrors, media_type: str) -> Reply:
    """What stopped before there was a GraphQL request does not claim to be a GraphQL response."""
    if refusal.status in _TRANSPORT_STATUSES:
        media_type = JSON
    status = 200 if media_type == JSON and is_graphql_refusal(refusal) else refusal.status
    allowed = _ALLOWED.get(first_code(refusal))
    headers = (*refusal.headers.items(), *(() if allowed is None else (("allow", allowed),)))
    return Reply(status, orjson.dumps({"errors": errors_of(refusal)}), f"{media_type}; charset=utf-8", headers)


def fault(request_id: str) -> ClientError:
    """What a client learns of a fault: that there was one, and the id by which the operator finds it."""
    return ClientError(INTERNAL_SERVER_ERROR, "Internal server error", status=500, extensions={"requestId": request_id})
