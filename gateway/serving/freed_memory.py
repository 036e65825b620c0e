"""Keeps what requests free for the next ones: the C library gives the end of its heap back to the system at once, and
each page of it costs a fault when it is taken again, a good part of a tenth of a request.
"""

from __future__ import annotations

import ctypes
import os

KEPT = 8 * 1024 * 1024
"""Bytes at the end of the heap that are not given back."""
APART = 1024 * 1024
"""From so many bytes on a block is taken from the system by itself and goes back to it when it is freed, as before."""

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
"""Parameters of mallopt(3)."""
_SET_OUTSIDE = ("MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_", "GLIBC_TUNABLES")


def keep_freed_memory() -> None:
    """For this process, where its C library is glibc and nobody has set the same from outside."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is None or any(name in os.environ for name in _SET_OUTSIDE):
        return
    mallopt(_TRIM_THRESHOLD, KEPT)
    mallopt(_MMAP_THRESHOLD, APART)
