"""Keeps the garbage collector and the threads that build from holding up the event loop.

CPython's collector stops everything while it walks, for about a third of a microsecond per object. So what was made
before the start is never walked again, what is built aside is walked in small portions while it is made, and a whole
walk is made once for each change, over little more than what is served.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

SERVING = (10_000, 10, 10)
"""Objects made before the young are walked, and how often each older generation is walked with them."""
BUILDING = (2_000, 5, 1_000_000)
"""At most about 12,000 objects in one walk; never all of them."""
SWITCH_SECONDS = 0.0005
"""How long a thread that builds may keep the interpreter while the event loop waits for it."""


def spare_the_collector() -> None:
    """What was made so far stays: searching it for garbage again and again costs a tenth of each request."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SERVING)


@contextmanager
def in_slices() -> Iterator[None]:
    """Building in a thread: the event loop waits for half a millisecond at most, whenever it has something to do."""
    thresholds, switch = gc.get_threshold(), sys.getswitchinterval()
    gc.set_threshold(*BUILDING)
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        sys.setswitchinterval(switch)


def look_for_garbage() -> None:
    """Finds what a change has left behind: schemas are circles, which only a whole walk finds."""
    gc.collect()
