"""The errors a client may see; everything else leaves the gateway as INTERNAL_SERVER_ERROR with the request id.

Codes follow the field's common use (Apollo, Hive, Grafbase); the HTTP status is the one of the media type
`application/graphql-response+json` (GraphQL over HTTP, audit profile of 2025).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

INTERNAL_SERVER_ERROR = "INTERNAL_SERVER_ERROR"


class ClientError(Exception):
    """A refusal that is safe to show: a stable code, the HTTP status and a message that names the way out."""

    def __init__(
        self,
        code: str,
        message: str,
        *,
        status: int = 400,
        locations: Sequence[tuple[int, int]] = (),
        path: Sequence[str | int] | None = None,
        extensions: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """`headers` go with the status, such as `retry-after` with 429."""
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status
        self.locations = tuple(locations)
        self.path = None if path is None else tuple(path)
        self.extensions = dict(extensions or {})
        self.headers = dict(headers or {})

    def as_graphql(self) -> dict[str, Any]:
        """The error in the shape of the GraphQL specification, section 7.1.2."""
        error: dict[str, Any] = {"message": self.message}
        if self.locations:
            error["locations"] = [{"line": line, "column": column} for line, column in self.locations]
        if self.path is not None:
            error["path"] = list(self.path)
        error["extensions"] = {"code": self.code, **self.extensions}
        return error


class ClientErrors(Exception):
    """Several refusals of one request, as validation finds them; never empty."""

    def __init__(self, errors: Sequence[ClientError]) -> None:
        super().__init__("; ".join(error.message for error in errors))
        self.errors = tuple(errors)

    @property
    def status(self) -> int:
        return self.errors[0].status

    @property
    def headers(self) -> Mapping[str, str]:
        return self.errors[0].headers


class ConfigurationError(Exception):
    """A setting, policy or schema that the gateway refuses to start with; the message names file, place and way out."""
