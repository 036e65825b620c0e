"""Answers in parts over HTTP: the parts as clients read them, in two formats.

`current` is that of the GraphQL draft of 2026-04 (`pending`, `incremental`, `completed`); `2022` is the older one that
clients ask for by `deferSpec=20220824`, in which each part names its own path. Both travel as `multipart/mixed`
(GraphQL over HTTP, Incremental Delivery); server-sent events and sockets carry the current one.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Iterable, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec

from gateway.model.incremental import Completed, Increment, Payload, Pending
from gateway.model.request import Answer
from gateway.pipeline import members_of
from gateway.serving.asgi import Send
from gateway.serving.media_types import HEADERS_REMEMBERED
from gateway.serving.parts import begin, end, write_part

MULTIPART = "multipart/mixed"
BOUNDARY = "-"


@dataclass(frozen=True, slots=True)
class PartFormat:
    """How parts are written; `parameter` is what the Content-Type says of it."""

    parameter: str | None = None
    is_of_2022: bool = False

    @property
    def content_type(self) -> str:
        return f'{MULTIPART}; boundary="{BOUNDARY}"' + (f"; {self.parameter}" if self.parameter else "")


CURRENT = PartFormat()
_FORMATS: Mapping[str, PartFormat] = {
    "": CURRENT,
    "incrementalspec=v0.2": PartFormat("incrementalSpec=v0.2"),
    "deferspec=20220824": PartFormat("deferSpec=20220824", is_of_2022=True),
}


@lru_cache(HEADERS_REMEMBERED)
def accepted_format(accept: str | None) -> PartFormat | None:
    """The format of parts that an Accept header names first; None when it names none that is written here.

    A range that stands for other types too does not count: whoever means parts says so.
    """
    for part in (accept or "").split(","):
        name, *parameters = (piece.strip() for piece in part.lower().split(";"))
        if name == MULTIPART:
            given = {
                key.strip(): value.strip().strip('"') for key, _, value in (one.partition("=") for one in parameters)
            }
            quality = given.pop("q", "1")
            given.pop("boundary", None)
            found = _FORMATS.get("&".join(f"{key}={value}" for key, value in given.items()))
            if found is not None and quality.strip("0.") != "":
                return found
    return None


async def members_in_parts(
    parts: AsyncGenerator[Answer | Payload, None], form: PartFormat, failed: Callable[[], dict[str, Any]]
) -> AsyncGenerator[dict[str, Any], None]:
    """Each part as a JSON object. What breaks after the first is told in a last one: `failed` gives its error."""
    open_: dict[str, Pending] = {}
    has_begun = False
    async with aclosing(parts):
        try:
            async for one in parts:
                if isinstance(one, Payload):
                    open_.update((pending.id, pending) for pending in one.pending)
                    for completed in one.completed:
                        del open_[completed.pending.id]
                members = part_members(one, form)
                if members is not None:
                    yield members
                has_begun = True
        except Exception:
            if not has_begun:
                raise
            error = failed()
            lost = Payload(False, completed=tuple(Completed(pending, (error,)) for pending in open_.values()))
            yield part_members(lost, form) or {"hasNext": False}


def part_members(one: Answer | Payload, form: PartFormat) -> dict[str, Any] | None:
    """The JSON object of a part, or of a whole answer; None when there is nothing to tell in this format."""
    if isinstance(one, Answer):
        return members_of(one)
    members = members_of(one.answer) if one.answer is not None else {}
    if form.is_of_2022:
        told = [
            *map(_increment_of_2022, one.increments),
            *(_lost_of_2022(done) for done in one.completed if done.errors),
        ]
        if not told and not members and one.has_next:
            return None
        return {**members, **({"incremental": told} if told else {}), "hasNext": one.has_next}
    if one.pending:
        members["pending"] = [
            {"id": pending.id, "path": list(pending.path), **_labelled(pending)} for pending in one.pending
        ]
    if one.increments:
        members["incremental"] = [_increment(increment) for increment in one.increments]
    if one.completed:
        members["completed"] = [{"id": done.pending.id, **_erroneous(done.errors)} for done in one.completed]
    return {**members, "hasNext": one.has_next}


async def send_in_parts(
    results: AsyncGenerator[dict[str, Any], None],
    form: PartFormat,
    send: Send,
    request_id: str,
    further_headers: Iterable[tuple[str, str]] = (),
) -> None:
    """A part for each result; `results` do not raise, as there is no other way to tell once the body has begun."""
    headers = [
        (b"content-type", form.content_type.encode()),
        (b"cache-control", b"private, no-store"),
        (b"x-content-type-options", b"nosniff"),
        (b"x-request-id", request_id.encode("latin-1")),
        *((name.encode("latin-1"), value.encode("latin-1")) for name, value in further_headers),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    before = begin(BOUNDARY)
    async with aclosing(results):
        async for result in results:
            chunk = before + write_part(BOUNDARY, msgspec.json.encode(result))
            before = b""
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
    await send({"type": "http.response.body", "body": end(BOUNDARY)})


def _labelled(pending: Pending) -> dict[str, Any]:
    return {} if pending.label is None else {"label": pending.label}


def _erroneous(errors: tuple[dict[str, Any], ...]) -> dict[str, Any]:
    return {"errors": list(errors)} if errors else {}


def _increment(one: Increment) -> dict[str, Any]:
    below = {"subPath": list(one.sub_path)} if one.sub_path else {}
    return {"id": one.pending.id, **below, "data": one.data, **_erroneous(one.errors)}


def _increment_of_2022(one: Increment) -> dict[str, Any]:
    return {"data": one.data, "path": list(one.path), **_labelled(one.pending), **_erroneous(one.errors)}


def _lost_of_2022(one: Completed) -> dict[str, Any]:
    return {"data": None, "path": list(one.pending.path), **_labelled(one.pending), **_erroneous(one.errors)}
