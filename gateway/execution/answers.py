"""The answer of a subgraph -> its data and errors, or why it is none."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile
from typing import Any

import msgspec

from gateway.execution.failures import SUBREQUEST_HTTP_ERROR, SUBREQUEST_MALFORMED_RESPONSE, FetchFailedError
from gateway.execution.losses import Place
from gateway.model.transport import SubgraphAnswer

MOST_LOGGED = 2_000
"""Characters of what a subgraph said that the log keeps."""


def parsed(answer: SubgraphAnswer) -> Mapping[str, Any]:
    """Raises FetchFailedError for what is no GraphQL answer."""
    code = SUBREQUEST_MALFORMED_RESPONSE if 200 <= answer.status < 300 else SUBREQUEST_HTTP_ERROR
    return _result(answer.body, f"status {answer.status} {answer.reason}".rstrip(), code)


def parsed_event(event: bytes) -> Mapping[str, Any]:
    """The same for an event of a subscription."""
    return _result(event, "an event", SUBREQUEST_MALFORMED_RESPONSE)


def _result(body: bytes, what: str, code: str) -> Mapping[str, Any]:
    try:
        found = msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError) as problem:
        raise FetchFailedError(code, f"{what}, no JSON: {excerpt(body)}") from problem
    data = found.get("data") if isinstance(found, dict) else None
    if isinstance(data, dict) or (isinstance(found, dict) and data is None and errors_of(found)):
        return found  # type: ignore[no-any-return]
    raise FetchFailedError(code, f"{what}, neither data nor errors: {excerpt(body)}")


def excerpt(body: bytes) -> str:
    """The beginning of what was no answer, for the log."""
    return body[:MOST_LOGGED].decode("utf-8", "replace")


def said_by(error: Mapping[str, Any]) -> str:
    """What an error of a subgraph says, for the log: its message, and what else it carries."""
    rest = {key: value for key, value in error.items() if key != "message" and value}
    message = str(error.get("message"))
    return f"{message} {rest}"[:MOST_LOGGED] if rest else message[:MOST_LOGGED]


def errors_of(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What an answer lists as errors; what is none by its shape says all the same that something went wrong."""
    errors = answer.get("errors")
    if not errors:
        return []
    return [
        one if isinstance(one, dict) else {"message": one} for one in (errors if isinstance(errors, list) else [errors])
    ]


def place_of(error: Mapping[str, Any]) -> Place:
    """The path of an error in the words of the subgraph, as far as it can be read (GraphQL 7.1.6)."""
    path = error.get("path")
    if not isinstance(path, list) or not path or not isinstance(path[0], str):
        return ()
    return tuple(takewhile(_is_step, path))


def _is_step(one: object) -> bool:
    return isinstance(one, str) or (type(one) is int and one >= 0)
