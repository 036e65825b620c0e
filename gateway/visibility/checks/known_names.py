"""Rules, groups, cases and orders name nothing that the schema or the role file does not know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase

from gateway.model.viewer import Viewer
from gateway.visibility.compiled import CompiledRule
from gateway.visibility.findings import Finding
from gateway.visibility.guarded import FILE
from gateway.visibility.nearest import or_nearest
from gateway.visibility.policies import Policies
from gateway.visibility.rules import Place
from gateway.visibility.subjects import JOIN


def unknown_in_rules(policies: Policies) -> Iterator[Finding]:
    """Rules that decide nothing, and what groups and `guarded.yaml` name that the schema does not know."""
    known = policies.coordinates.positions.keys()
    for compiled in policies.rules():
        if not compiled.bits:
            yield _deciding_nothing(compiled, policies)
    for one in policies.lines.groups:
        if not one.member.startswith("@") and one.member not in known:
            way_out = or_nearest("delete the line", one.member, known)
            yield Finding(one.place.file, one.place.line, f"the schema has no {one.member}", way_out)
    for name in sorted(policies.guarded.exceptions - known):
        way_out = or_nearest("delete the exception", name, known)
        yield Finding(FILE, 0, f"the schema has no {name}", way_out)
    yield from _guarding_nothing(policies)


def _guarding_nothing(policies: Policies) -> Iterator[Finding]:
    """A mistyped type or pattern would guard nothing and not be missed."""
    types = policies.schemas.public.type_map.keys()
    for name in sorted(policies.guarded.types - types):
        yield Finding(FILE, 0, f"the schema has no {name}", or_nearest("delete the type", name, types))
    for pattern in policies.guarded.fields:
        if not any(fnmatchcase(coordinate, pattern) for coordinate in policies.coordinates.fields):
            yield Finding(FILE, 0, f"no field of the schema is like {pattern}", "correct or delete the pattern")


def unknown_in_cases(policies: Policies, everything: frozenset[str]) -> Iterator[Finding]:
    """Coordinates and claims of cases that do not exist: such a case would hold for the wrong reason."""
    claims = _known_claims(policies)
    for case in policies.cases:
        for name in sorted({*case.sees, *case.does_not_see} - everything):
            reason = f"the case {case.name!r} names {name}, which the schema does not have"
            way_out = or_nearest("take it out of the case", name, everything)
            yield Finding(case.place.file, case.place.line, reason, way_out)
        yield from _unknown_claims(f"the case {case.name!r}", case.viewer, case.place, claims)


def unknown_in_orders(policies: Policies) -> Iterator[Finding]:
    """Claims of orders that do not exist: such a viewer sees nothing, or no more than the others."""
    claims = _known_claims(policies)
    for order in policies.orders:
        if order.pair is not None:
            for viewer in (order.pair.lesser, order.pair.greater):
                yield from _unknown_claims(f"the order {order.name!r}", viewer, order.place, claims)


def _deciding_nothing(compiled: CompiledRule, policies: Policies) -> Finding:
    rule = compiled.rule
    actions = policies.coordinates.actions
    reason = f"{rule.pattern} names nothing of the schema that one could {rule.action.value}"
    if rule.pattern in actions:
        way_out = f"write {actions[rule.pattern].value}, or name another coordinate"
    else:
        globs = {f"{name.partition('.')[0]}.*" for name in actions if "." in name}
        of_its_action = [name for name, action in actions.items() if action is rule.action]
        known = globs if rule.pattern.endswith(".*") else of_its_action
        way_out = or_nearest("correct the action, or delete the rule", rule.pattern, known)
    return Finding(rule.place.file, rule.place.line, reason, way_out)


def _unknown_claims(who: str, viewer: Viewer, place: Place, known: Iterable[str]) -> Iterator[Finding]:
    held = viewer.claims | viewer.machine | {f"function:{name}" for name in viewer.functions}
    held |= {f"grant:{name}" for name in viewer.grants}
    for claim in sorted(held.difference(known)):
        reason = f"{who} holds {claim}, which no line of roles.csv knows"
        yield Finding(place.file, place.line, reason, or_nearest("correct the claim", claim, known))
    for claim in sorted(_misplaced(viewer)):
        reason = f"{who} holds {claim} in a list where nobody holds it"
        way_out = "write machine:till under machine, and buyer or till_prices alone under functions or grants"
        yield Finding(place.file, place.line, reason, way_out)


def _misplaced(viewer: Viewer) -> Iterator[str]:
    """Claims that would count on an axis on which no token ever has them."""
    yield from (one for one in viewer.claims if one.startswith(("function:", "machine:", "grant:")))
    yield from (one for one in viewer.machine if not one.startswith("machine:"))


def _known_claims(policies: Policies) -> frozenset[str]:
    return frozenset(part for subject in policies.roles.held for part in subject.split(JOIN))
