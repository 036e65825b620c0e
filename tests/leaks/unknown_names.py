"""Names that exist nowhere: each as long as the one it is asked beside, so that both stand at the same places."""

from __future__ import annotations

from functools import lru_cache
from itertools import product

LETTERS = "zqxjvkw"


@lru_cache(None)
def unknown_like(name: str, known: str, number: int = 0) -> str:
    """A name of this length that is part of no word of `known`, so that it can be replaced wherever it is told.

    Of those there are, the one of this `number`.
    """
    for letters in product(LETTERS, repeat=min(len(name), 6)):
        found = "".join(letters).ljust(len(name), "q")[: len(name)]
        if found not in known:
            if not number:
                return found
            number -= 1
    raise ValueError(f"every name as long as {name!r} is part of some word")
