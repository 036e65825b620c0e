"""Requirements of access: what `@authenticated`, `@requiresScopes` and `@policy` demand together.

Scopes and policies are alternatives (outer list) of names needed at once (inner list). Source: federation v2.5, v2.6.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from gateway.composition.merged import MergedField, MergedType
from gateway.composition.merging.elements import ALTERNATIVES, alternatives, conjunction
from gateway.composition.subgraph import Application, Kind

REQUIREMENTS = frozenset({"authenticated", *ALTERNATIVES})


def requirements(directives: Iterable[Application]) -> tuple[Application, ...]:
    return tuple(one for one in directives if one.federation and one.name in REQUIREMENTS)


def implies(stated: Iterable[Application], demanded: Application) -> bool:
    """Whether whoever satisfies all that is stated also satisfies what is demanded."""
    same = [one for one in stated if one.name == demanded.name]
    if demanded.name not in ALTERNATIVES:
        return bool(same)
    wanted = alternatives(demanded)
    return any(all(any(less <= more for less in wanted) for more in alternatives(one)) for one in same)


def with_requirements_of_implementations(types: Mapping[str, MergedType]) -> dict[str, MergedType]:
    """Interfaces and their fields demand what all their implementations demand, so that none is read past them."""
    return {
        name: _interface(one, [each for each in types.values() if name in each.interfaces])
        if one.kind is Kind.INTERFACE
        else one
        for name, one in types.items()
    }


def _interface(interface: MergedType, implementations: list[MergedType]) -> MergedType:
    objects = [one for one in implementations if one.kind is Kind.OBJECT]
    fields = {
        name: _field(field, [one.fields[name] for one in objects if name in one.fields])
        for name, field in interface.fields.items()
    }
    directives = _with(interface.directives, [one.directives for one in objects])
    return replace(interface, directives=directives, fields=fields)


def _field(field: MergedField, implementations: list[MergedField]) -> MergedField:
    return replace(field, directives=_with(field.directives, [one.directives for one in implementations]))


def _with(own: tuple[Application, ...], others: list[tuple[Application, ...]]) -> tuple[Application, ...]:
    everything = [*requirements(own), *(one for directives in others for one in requirements(directives))]
    return (*(one for one in own if one not in requirements(own)), *conjunction(everything))
