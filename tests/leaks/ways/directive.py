"""As a directive, as an argument of one, and as a value given to one."""

from __future__ import annotations

from collections.abc import Iterator

from tests.leaks.asking import WORD, Question
from tests.leaks.cells import Cell
from tests.leaks.judging import like_unknown
from tests.leaks.ways import Way


def questions(cell: Cell) -> Iterator[Question]:
    used = (f"@{WORD}", f"@skip(if: {WORD})", f"@include(if: true, {WORD}: 1)", f"@skip(if: {{{WORD}: 1}})")
    if cell.hidden.name not in ("if", "defer"):
        fields = " ".join(f"field{number}: __typename {one}" for number, one in enumerate(used))
        yield Question(f"query @{WORD} {{ {fields} }}")


WAY = Way("directive", questions, like_unknown)
