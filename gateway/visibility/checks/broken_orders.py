"""Every declared order holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gateway.visibility.audiences import audiences
from gateway.visibility.declared_orders import DeclaredOrder, Pair
from gateway.visibility.findings import Finding
from gateway.visibility.policies import Policies


def broken_orders(policies: Policies) -> Iterator[Finding]:
    """The orders that do not hold, each with what the lesser sees beyond the greater."""
    for order in policies.orders:
        found: dict[str, list[str]] = {}
        for who, pair in _pairs(policies, order):
            if beyond := _members(policies.seen(pair.lesser) - policies.seen(pair.greater)):
                found.setdefault(", ".join(beyond), []).append(who)
        for beyond_names, whose in found.items():
            others = f" and {len(whose) - 1} more" if whose[1:] else ""
            reason = f"the order {order.name!r} does not hold: {whose[0]}{others} sees {beyond_names}"
            way_out = (
                f"keep the promise {order.sentence!r} in the rules, or change the order if the promise has changed"
            )
            yield Finding(order.place.file, order.place.line, reason, way_out)


def _members(names: frozenset[str]) -> list[str]:
    """Without types, which are visible for their members."""
    return sorted(name for name in names if "." in name or "/" in name)


def _pairs(policies: Policies, order: DeclaredOrder) -> Iterator[tuple[str, Pair]]:
    """The viewers to compare, with a name for the lesser one."""
    if order.pair is not None:
        yield "the lesser", order.pair
        return
    for name, machine in audiences(policies):
        if machine.machine:
            yield name, Pair(machine, replace(machine, machine=frozenset()))
