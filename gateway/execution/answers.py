"""The answer of a subgraph -> its data and errors, or why it is none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from gateway.execution.failures import SUBREQUEST_HTTP_ERROR, SUBREQUEST_MALFORMED_RESPONSE, FetchFailedError
from gateway.execution.losses import Place
from gateway.model.transport import SubgraphAnswer


def parsed(answer: SubgraphAnswer) -> Mapping[str, Any]:
    """Raises FetchFailedError for what is no GraphQL answer."""
    try:
        found = msgspec.json.decode(answer.body)
    except (msgspec.DecodeError, RecursionError) as problem:
        code = SUBREQUEST_MALFORMED_RESPONSE if 200 <= answer.status < 300 else SUBREQUEST_HTTP_ERROR
        raise FetchFailedError(code, f"status {answer.status}, no JSON") from problem
    data = found.get("data") if isinstance(found, dict) else None
    if isinstance(data, dict) or (isinstance(found, dict) and data is None and errors_of(found)):
        return found  # type: ignore[no-any-return]
    code = SUBREQUEST_MALFORMED_RESPONSE if 200 <= answer.status < 300 else SUBREQUEST_HTTP_ERROR
    raise FetchFailedError(code, f"status {answer.status}, neither data nor errors")


def errors_of(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    errors = answer.get("errors")
    return [one for one in errors if isinstance(one, dict)] if isinstance(errors, list) else []


def place_of(error: Mapping[str, Any]) -> Place:
    """The path of an error in the words of the subgraph; empty when it has none that can be read."""
    path = error.get("path")
    return tuple(one for one in path if isinstance(one, str | int)) if isinstance(path, list) else ()
