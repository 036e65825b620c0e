"""By introspection: a hidden type reads like none, and what is hidden of a visible type is not listed."""

from __future__ import annotations

from collections.abc import Iterator

from tests.leaks.asking import WORD, Question
from tests.leaks.cells import Cell
from tests.leaks.coordinates import Kind
from tests.leaks.judging import like_unknown
from tests.leaks.ways import Way

ARGUMENTS = (
    'query A { __type(name: "%s") { fields(includeDeprecated: true) { name args(includeDeprecated: true) { name } } } }'
)
MEMBERS = {
    Kind.FIELD: "fields(includeDeprecated: true) { name }",
    Kind.INPUT_FIELD: "inputFields(includeDeprecated: true) { name }",
    Kind.ENUM_VALUE: "enumValues(includeDeprecated: true) { name }",
}


def questions(cell: Cell) -> Iterator[Question]:
    hidden = cell.hidden
    if hidden.kind is Kind.TYPE:
        asked = f'__type(name: "{WORD}") {{ name kind description fields {{ name }} }}'
        yield Question(f"query($v: String!) {{ {asked} v: __type(name: $v) {{ name }} }}", variables={"v": WORD})
        yield Question("{ __schema { types { name } } }", secrets=(f'"{hidden.name}"',))
    elif hidden.kind is Kind.DIRECTIVE:
        yield Question("{ __schema { directives { name } } }", secrets=(f'"{hidden.name}"',))
    elif hidden.kind in MEMBERS:
        text = f'{{ __type(name: "{hidden.owner}") {{ {MEMBERS[hidden.kind]} }} }}'
        yield Question(text, secrets=(f'"{hidden.name}"',))
    elif _is_lone(cell):
        yield Question(ARGUMENTS % hidden.owner, secrets=(f'"{hidden.name}"',))


def _is_lone(cell: Cell) -> bool:
    """Whether nothing else that is listed with it is called alike: no field of its type and no argument of those."""
    start, names = f"{cell.hidden.owner}.", (f"({cell.hidden.name}:)", f".{cell.hidden.name}")
    return not any(one.startswith(start) and one.endswith(names) for one in cell.seen.visible)


WAY = Way("introspection", questions, like_unknown)
