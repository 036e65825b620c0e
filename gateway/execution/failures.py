"""What can go wrong with a fetch, and how it is told to the client without telling how the house is built.

Messages of subgraphs pass only with a code that is meant for clients; every other message becomes "Internal server
error" with the request id, under which the log has the rest. The code stays, as front ends decide by it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from gateway.errors import INTERNAL_SERVER_ERROR
from gateway.execution.losses import Place
from gateway.model.errors_shown import ErrorsShown, Shown
from gateway.model.operation import Field, Fragment, Operation, Selection

MASKED_MESSAGE = "Internal server error"
DOWNSTREAM_SERVICE_ERROR = "DOWNSTREAM_SERVICE_ERROR"
SUBREQUEST_HTTP_ERROR = "SUBREQUEST_HTTP_ERROR"
SUBREQUEST_MALFORMED_RESPONSE = "SUBREQUEST_MALFORMED_RESPONSE"
SUBGRAPH_REQUEST_TIMEOUT = "SUBGRAPH_REQUEST_TIMEOUT"
GATEWAY_TIMEOUT = "GATEWAY_TIMEOUT"
SUBGRAPH_CIRCUIT_BREAKER_REJECTED = "SUBGRAPH_CIRCUIT_BREAKER_REJECTED"
REQUEST_CONCURRENCY_LIMITED = "REQUEST_CONCURRENCY_LIMITED"
MAX_ERRORS = 100
"""One broken entity can stand in thousands of places; more errors than this help nobody."""
_CODE = re.compile(r"[A-Z][A-Z0-9_]{0,63}")
_OWN_KEYS = frozenset({"code", "requestId", "service"})


class FetchFailedError(Exception):
    """A fetch that brought nothing usable; `reason` is for the log, the code for the client."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code


class Errors:
    """The errors of one answer, with places as the client knows them."""

    def __init__(self, operation: Operation, request_id: str, shown: ErrorsShown) -> None:
        self._operation = operation
        self._request_id = request_id
        self._shown = shown
        self._found: dict[tuple[str, str, Place], dict[str, Any]] = {}
        self._places: set[Place] = set()
        self._failed: set[Place] = set()

    @property
    def found(self) -> tuple[dict[str, Any], ...]:
        return tuple(self._found.values())

    def seen_by(self, operation: Operation) -> Errors:
        """Those of an operation that asks for the same or for less; further ones are added to neither by the other."""
        seen = Errors(operation, self._request_id, self._shown)
        seen._found = {key: error for key, error in self._found.items() if seen._is_asked(key[2])}
        seen._places = {place for place in self._places if seen._is_asked(place)}
        seen._failed = {place for place in self._failed if seen._is_asked(place)}
        return seen

    def add_failed_fetch(self, subgraph: str, code: str, paths: Sequence[tuple[str, ...]]) -> None:
        """One error for a whole fetch; its paths have no indices, as each stands for every object there."""
        places = [self._client_place(path) for path in paths]
        self._failed.update(places)
        self._add(MASKED_MESSAGE, code, places[0] if len(places) == 1 else (), subgraph)

    def add_from_subgraph(
        self, subgraph: str, error: dict[str, Any], place: Place, *, everywhere: bool = False
    ) -> None:
        """An error that a subgraph reports at a place of the answer, or `everywhere` at a path without indices."""
        asked = self._client_place(place)
        (self._failed if everywhere else self._places).add(asked)
        if asked != place:  # what only the plan needed may be hidden from this viewer
            self._add(MASKED_MESSAGE, DOWNSTREAM_SERVICE_ERROR, asked, subgraph)
            return
        shown = self._shown.of(subgraph)
        message = error["message"] if is_public(error, shown) else MASKED_MESSAGE
        self._add(message, _told_code(error), asked, subgraph, _told_extensions(error, shown))

    def add_null(self, type_name: str, field: str, place: Place) -> None:
        """A null where the client was promised a value; silent when an error already explains it."""
        if not self._explained(place):
            message = f"Cannot return null for non-nullable field {type_name}.{field}."
            self._places.add(place)
            self._add(message, DOWNSTREAM_SERVICE_ERROR, place)

    def add_malformed(self, place: Place) -> None:
        """A value that is none of its type."""
        self._places.add(place)
        self._add(MASKED_MESSAGE, SUBREQUEST_MALFORMED_RESPONSE, place)

    def add_fault(self, place: Place) -> None:
        """Something that is missing in an answer, or of another type; silent when an error already explains it."""
        shown = self._client_place(place)
        if not self._explained(shown):
            self.add_malformed(shown)

    def add_unknown_type(self, place: Place) -> None:
        """An object of which nobody could say what it is; silent when an error already explains it."""
        if not self._explained(place):
            self.add_malformed(place)

    def _add(
        self,
        message: str,
        code: str,
        place: Place,
        subgraph: str | None = None,
        extensions: Mapping[str, Any] | None = None,
    ) -> None:
        if len(self._found) >= MAX_ERRORS:
            return
        error: dict[str, Any] = {"message": message}
        if place:
            error["path"] = list(place)
        error["extensions"] = {**(extensions or {}), "code": code, "requestId": self._request_id}
        if self._shown.names_subgraphs and subgraph is not None:
            error["extensions"]["service"] = subgraph
        self._found.setdefault((message, code, place), error)

    def _explained(self, place: Place) -> bool:
        keys = tuple(one for one in place if isinstance(one, str))
        return any(_related(place, one) for one in self._places) or any(_related(keys, one) for one in self._failed)

    def _is_asked(self, place: Place) -> bool:
        return self._client_place(place) == place

    def _client_place(self, place: Place) -> Place:
        """As much of a place as the client asked for: keys that only the plan needs are not shown."""
        selections: tuple[Selection, ...] = self._operation.selections
        for at, step in enumerate(place):
            if isinstance(step, int):
                continue
            below = _asked(selections, step)
            if below is None:
                return place[:at]
            selections = below
        return place


def is_public(error: Mapping[str, Any], shown: Shown) -> bool:
    """Whether the message of a subgraph's error is meant for the client."""
    return _code_of(error) in shown.codes and isinstance(error.get("message"), str)


def is_told_whole(error: Mapping[str, Any], shown: Shown) -> bool:
    """Whether the client is told all that the log would be."""
    if not is_public(error, shown):
        return False
    return all(key == "code" or key in shown.extensions for key in error["extensions"])


def _code_of(error: Mapping[str, Any]) -> str | None:
    extensions = error.get("extensions")
    code = extensions.get("code") if isinstance(extensions, dict) else None
    return code if isinstance(code, str) else None


def _told_code(error: Mapping[str, Any]) -> str:
    """The subgraph's own code, unless it is none, or the one by which this gateway tells faults of its own."""
    code = _code_of(error)
    if code is None or code == INTERNAL_SERVER_ERROR or not _CODE.fullmatch(code):
        return DOWNSTREAM_SERVICE_ERROR
    return code


def _told_extensions(error: Mapping[str, Any], shown: Shown) -> Mapping[str, Any]:
    extensions = error.get("extensions")
    if not shown.extensions or not isinstance(extensions, dict):
        return {}
    return {key: extensions[key] for key in extensions if key in shown.extensions and key not in _OWN_KEYS}


def _asked(selections: tuple[Selection, ...], key: str) -> tuple[Selection, ...] | None:
    """The selections below a response key, or None when the client did not ask for it."""
    found: tuple[Selection, ...] | None = None
    for one in selections:
        if isinstance(one, Fragment):
            below = _asked(one.selections, key)
        else:
            below = one.selections if isinstance(one, Field) and one.key == key and not one.hidden else None
        if below is not None:
            found = (found or ()) + below
    return found


def _related(one: Place, other: Place) -> bool:
    return one[: len(other)] == other or other[: len(one)] == one
