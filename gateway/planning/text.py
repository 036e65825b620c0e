"""Selections -> GraphQL text, as compact as it is sent."""

from __future__ import annotations

from collections.abc import Sequence

from gateway.model.guard import ALWAYS, Conjunction, Guard
from gateway.model.operation import Argument
from gateway.model.plan import FetchField, FetchSelection


def selection_text(selections: Sequence[FetchSelection]) -> str:
    """`{ a b(c: 1) { d } ... on T { e } }` without needless blanks."""
    return "{" + " ".join(_text(one) for one in selections) + "}"


def field_head(one: FetchField) -> str:
    """Alias, name and arguments of a field."""
    return ("" if one.key == one.name else f"{one.key}:") + one.name + arguments_text(one.arguments)


def arguments_text(arguments: Sequence[Argument]) -> str:
    return "(" + ",".join(f"{one.name}:{one.value}" for one in arguments) + ")" if arguments else ""


def _text(one: FetchSelection) -> str:
    below = selection_text(one.selections) if one.selections else ""
    if not isinstance(one, FetchField):
        return f"...on {one.type_name}{below}"
    head = field_head(one)
    return _under(one.guard, head, below)


def _under(guard: Guard, head: str, below: str) -> str:
    """A field under its guard: directives where one `@include` and one `@skip` suffice, else nested fragments."""
    if guard is ALWAYS:
        return head + below
    return " ".join(_conjunction(one, head, below) for one in sorted(guard.any_of, key=sorted))


def _conjunction(conditions: Conjunction, head: str, below: str) -> str:
    directives = [f"@{'include' if value else 'skip'}(if:${name})" for name, value in sorted(conditions)]
    if len({value for _, value in conditions}) == len(conditions):
        return f"{head}{''.join(directives)}{below}"
    text = head + below
    for directive in directives:
        text = f"...{directive}{{{text}}}"
    return text
