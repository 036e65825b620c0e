"""Body or address -> the parameters of a GraphQL request (GraphQL over HTTP, section 4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

import orjson

from gateway.errors import ClientError
from gateway.operations.persisted import persisted_hash
from gateway.pipeline import GraphQLRequest
from gateway.serving.nesting import DEEPEST, is_too_deep
from gateway.serving.repeated_members import check_repeated, check_repeated_parameters


def from_body(body: bytes) -> GraphQLRequest:
    """A JSON body; raises ClientError BAD_REQUEST naming the member that is wrong."""
    try:
        members = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise ClientError("BAD_REQUEST", "The request body is not valid JSON.") from error
    if isinstance(members, dict):
        check_repeated(body, members)
        _check_nesting(body, members)
    return from_members(members)


def from_address(query_string: bytes) -> GraphQLRequest:
    """The query of a GET; empty texts count as absent, variables and extensions are JSON."""
    try:
        given = parse_qsl(query_string.decode("ascii"), strict_parsing=False)
    except ValueError as error:
        raise ClientError("BAD_REQUEST", "The query of the address cannot be read.") from error
    check_repeated_parameters(name for name, _ in given)
    members: dict[str, Any] = dict(given)
    for name in ("variables", "extensions"):
        if name in members:
            try:
                text = members[name]
                members[name] = orjson.loads(text)
            except orjson.JSONDecodeError as error:
                raise ClientError("BAD_REQUEST", f"Parameter '{name}' is not valid JSON.") from error
            _check_nesting(text, members)
    return from_members(members)


def from_members(members: Any) -> GraphQLRequest:
    """The members of a request, whatever carried them; unknown ones are ignored."""
    if isinstance(members, list):
        raise ClientError("BATCHING_NOT_ENABLED", "Send one request at a time; lists of requests are not served.")
    if not isinstance(members, dict):
        raise ClientError("BAD_REQUEST", "The request is not a JSON object.")
    extensions = _check(members, "extensions", dict, "an object")
    query = _check(members, "query", str, "a string")
    document_id = _check(members, "documentId", str, "a string")
    return GraphQLRequest(
        query=query,
        document_id=_relay_id(members) if query is None and document_id is None else document_id,
        operation_name=_check(members, "operationName", str, "a string") or None,
        variables=_check(members, "variables", dict, "an object") or {},
        query_hash=persisted_hash(extensions) if extensions else None,
    )


def _check_nesting(written: bytes | str, members: Mapping[str, Any]) -> None:
    if is_too_deep(written, members):
        raise ClientError("BAD_REQUEST", f"The request is nested deeper than {DEEPEST} lists and objects.")


def _relay_id(members: Mapping[str, Any]) -> str | None:
    """Where nothing else names a document, `id` names a stored one; beside a text it may mean anything."""
    given = members.get("id")
    return given if isinstance(given, str) else None


def _check(members: Mapping[str, Any], name: str, kind: type, wanted: str) -> Any:
    value = members.get(name)
    if value is not None and not isinstance(value, kind):
        raise ClientError("BAD_REQUEST", f"Member '{name}' of the request is not {wanted}.")
    return value
