"""A normalized operation as text: what is left when fragments, constant conditions and equal keys are worked out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gateway.model.guard import ALWAYS, Guard
from gateway.model.operation import Field, Operation, Selection


def print_operation(operation: Operation) -> str:
    """The selections with their conditions; masked fields are marked."""
    head = operation.kind + (f" {operation.name}" if operation.name else "")
    lines = [f"{head} on {operation.root_type} {{", *_selections(operation.selections, "  "), "}"]
    return "\n".join(lines)


def _selections(selections: Sequence[Selection], indent: str) -> Iterator[str]:
    for one in selections:
        head = _head(one) if isinstance(one, Field) else f"... on {one.type_name} of {', '.join(sorted(one.types))}"
        if one.selections:
            yield f"{indent}{head} {{"
            yield from _selections(one.selections, indent + "  ")
            yield indent + "}"
        else:
            yield indent + head


def _head(one: Field) -> str:
    name = one.name if one.key == one.name else f"{one.key}: {one.name}"
    arguments = ", ".join(f"{given.name}: {given.value}" for given in one.arguments)
    text = name + (f"({arguments})" if arguments else "")
    return text + ("" if one.guard is ALWAYS else f" if {_guard(one.guard)}") + (" (masked)" if one.hidden else "")


def _guard(guard: Guard) -> str:
    return " or ".join(
        " and ".join(f"${name}" if value else f"not ${name}" for name, value in sorted(conjunction))
        for conjunction in sorted(guard.any_of, key=sorted)
    )
