"""A preview as a person reads it, and as data for JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from gateway.previewing.document_changes import DocumentChange
from gateway.previewing.preview import Preview
from gateway.previewing.subscription_changes import Becomes, SubscriptionChange

GAINED, LOST = "+", "-"


def as_text(made: Preview) -> str:
    """Audiences with the coordinates they gain (+) and lose (-), documents with the topmost paths, subscriptions."""
    return "\n".join(_lines(made))


def as_plain(made: Preview) -> dict[str, Any]:
    """`subscriptions` is null where nobody could say which run."""
    return {
        "findings": [one.as_plain() for one in made.findings],
        "text": as_text(made),
        "changes": [
            {"audience": one.title, "gains": list(one.gains), "loses": list(one.loses)} for one in made.changes
        ],
        "documents": [
            {
                "name": one.name,
                "audience": one.title,
                "gains": list(one.gains),
                "loses": list(one.loses),
                "stops": one.stops,
                "starts": one.starts,
            }
            for one in made.documents
        ],
        "subscriptions": None if made.subscriptions is None else [_subscription(one) for one in made.subscriptions],
    }


def _subscription(one: SubscriptionChange) -> dict[str, Any]:
    return {
        "document": one.document,
        "audience": one.title,
        "count": one.count,
        "closes": one.becomes is Becomes.ENDED,
        "becomes": one.becomes.value,
    }


def _lines(made: Preview) -> Iterator[str]:
    if made.findings:
        yield "The files do not pass the check, so there is nothing to compare:"
        yield from (f"  {one}" for one in made.findings)
        return
    yield "Who would see what" if made.changes else "Nobody would see anything else."
    for change in made.changes:
        yield f"  {change.title}"
        yield from (f"    {GAINED} {names}" for names in _by_type(change.gains))
        yield from (f"    {LOST} {names}" for names in _by_type(change.loses))
    yield (
        "Stored documents that would answer otherwise" if made.documents else "Every stored document answers as before."
    )
    for name, documents in groupby(made.documents, key=lambda one: one.name):
        yield f"  {name}"
        for document in documents:
            yield f"    for {document.title}"
            yield from (f"      {said}" for said in _document(document))
    if made.subscriptions is None:
        yield "Running subscriptions: only a running gateway knows them."
    elif not made.subscriptions:
        yield "Every running subscription goes on as it is."
    else:
        yield "Running subscriptions"
        for one in made.subscriptions:
            yield f"  {one.document}: {one.count} of {one.title} would {one.becomes.value}"


def _document(change: DocumentChange) -> Iterator[str]:
    if change.stops:
        yield "is refused whole"
    if change.starts:
        yield "is answered, no longer refused"
    yield from (f"{GAINED} {path}" for path in _topmost(change.gains))
    yield from (f"{LOST} {path}" for path in _topmost(change.loses))


def _by_type(names: Iterable[str]) -> Iterator[str]:
    """The coordinates of one type on one line."""
    for _, these in groupby(names, key=lambda name: name.partition(".")[0]):
        yield ", ".join(these)


def _topmost(paths: Iterable[str]) -> Iterator[str]:
    """What stands below a path that is told goes without saying; `paths` are sorted."""
    last: str | None = None
    for path in paths:
        if last is None or not path.startswith(f"{last}."):
            last = path
            yield path
