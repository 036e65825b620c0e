"""What an old supergraph leaves behind when the last request on it is over."""

from __future__ import annotations

import time
import weakref
from collections.abc import Callable, Mapping
from threading import Thread

from graphql import GraphQLSchema

from gateway.reloading.collecting import Walks, in_slices
from gateway.snapshot import Snapshot
from gateway.supergraph.taking_apart import take_apart

TAKING_APART = "taking schemas apart"
GRACE = 2.0
"""Seconds until a schema is taken apart: a thread may still be making a fast form for a request that is over."""


def retire(walks: Walks, replaced: Snapshot) -> None:
    """Frees all that was made of a supergraph that another one takes the place of, when its last request is over."""
    take_apart_after(replaced.graph.transports, replaced.graph.schemas)
    walks.changed()


def take_apart_after(
    last: object, schemas: Mapping[str, GraphQLSchema], wait: Callable[[], None] = lambda: time.sleep(GRACE)
) -> None:
    """Takes the schemas apart, in a thread, when `last` is gone: whoever uses them holds it."""
    weakref.finalize(last, _begin, schemas, wait).atexit = False


def _begin(schemas: Mapping[str, GraphQLSchema], wait: Callable[[], None]) -> None:
    Thread(target=_take_apart, args=(schemas, wait), daemon=True, name=TAKING_APART).start()


def _take_apart(schemas: Mapping[str, GraphQLSchema], wait: Callable[[], None]) -> None:
    wait()
    with in_slices():
        take_apart(schemas.values())
