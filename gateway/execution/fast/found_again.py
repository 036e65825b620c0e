"""Writes how an entity call finds the objects that an earlier one has found, by what that one's answer brought more."""

from __future__ import annotations

from contextlib import ExitStack

from gateway.execution.fast.needs import Group, Target, need_slots
from gateway.execution.fast.source import Source
from gateway.model.plan import Need


def write_found_again(
    source: Source,
    type_name: str,
    name: str,
    needs: tuple[Need, ...],
    group: Group,
    targets: list[Target],
    *,
    strict: bool,
) -> None:
    """The body of a function of `d` and `g`. `strict`: an object that cannot be asked for breaks a promise."""
    more = tuple(need for need in needs if need not in group.needs)
    source.line("targets = []")
    source.line("representations = []")
    names = {need.name: f"k{index}" for index, need in enumerate(group.needs)}
    keys = list(names.values())
    head = keys[0] if len(keys) == 1 else f"({', '.join(keys)})"
    with source.block(f"for {head}, found in g['{group.name}'].items():"), ExitStack() as nested:
        source.line("first = found[0]")
        for index, need in enumerate(more):
            names[need.name] = value = f"m{index}"
            slots = need_slots(need, targets)
            source.line(f"{value} = first.{slots[0].attribute}")
            if not need.is_key and any(slot.shown for slot in slots):
                with source.block(f"if {value} is None:"):
                    source.line("raise IrregularError('a needed value that is null or was not brought')")
            condition = f"{value} is UNSET" + (f" or {value} is None" if need.is_key else "")
            if strict:
                with source.block(f"if {condition}:"):
                    source.line("raise IrregularError('an object without key')")
            else:
                nested.enter_context(source.block(f"if not ({condition}):"))
        members = "".join(f", {need.name!r}: {names[need.name]}" for need in needs)
        source.line(f"representations.append({{'__typename': {type_name!r}{members}}})")
        source.line("targets.append(found)")
    source.line(f"g['{name}/targets'] = targets")
    source.line("return representations")
