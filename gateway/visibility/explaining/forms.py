"""An explanation as lines that an administrator reads, and as data for JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gateway.visibility.explaining.explanation import Explanation, Verdict
from gateway.visibility.role_paths import told
from gateway.visibility.rules import Rule


def as_text(explanation: Explanation) -> str:
    return "\n".join(_lines(explanation))


def as_plain(explanation: Explanation) -> dict[str, Any]:
    """`through` is a list of `g` lines as text; `closedBy` and `nearest` only where there is something to tell."""
    plain: dict[str, Any] = {
        "coordinate": explanation.coordinate,
        "visible": explanation.visible,
        "text": as_text(explanation),
        "roles": [{"role": one.role, "axis": one.axis, "through": told(one.through)} for one in explanation.roles],
        "rules": [
            {
                "file": one.rule.place.file,
                "line": one.rule.place.line,
                "rule": rule_text(one.rule),
                "axis": one.axis,
                "role": one.rule.role,
            }
            for one in explanation.rules
        ],
        "missing": list(explanation.missing),
    }
    if explanation.closed_by is not None:
        plain["closedBy"] = explanation.closed_by
    if explanation.nearest is not None:
        plain["nearest"] = list(explanation.nearest)
    return plain


def rule_text(rule: Rule) -> str:
    """The line as it stands in the file."""
    return f"{rule.axis.value}, {rule.role}, {rule.pattern}, {rule.action.value}, {rule.effect.value}"


def _lines(explanation: Explanation) -> Iterator[str]:
    name, who = explanation.coordinate, explanation.who
    if explanation.nearest is not None:
        yield f"The schema has no {name}." + (
            f" Did you mean {' or '.join(explanation.nearest)}?" if explanation.nearest else ""
        )
        return
    yield f"{name} is {'visible to' if explanation.visible else 'hidden from'} {who}."
    for verdict in explanation.verdicts:
        yield from _verdict_lines(verdict)
    if explanation.visible and not explanation.verdicts:
        yield "  a type, or a field of an interface, is visible with what belongs to it"
    if explanation.closed_by is not None:
        yield f"  hidden although no rule stands against it: {explanation.closed_by}"
    if explanation.missing:
        needed = sum(not one.startswith("or ") for one in explanation.missing)
        yield "What would have to change, all of it:" if needed > 1 else "What would have to change:"
        yield from (f"  {'  ' if one.startswith('or ') else ''}{one}" for one in explanation.missing)


def _verdict_lines(verdict: Verdict) -> Iterator[str]:
    if not verdict.rules:
        said = "no rule names it, so it follows its type" if verdict.allows else "no rule allows it"
        yield f"  {verdict.axis}: {said}"
    for one in verdict.rules:
        said = "denied" if verdict.denies else "allowed"
        yield f"  {verdict.axis}: {said} by {one.rule.place}: {rule_text(one.rule)}"
        if one.through:
            yield f"    {one.rule.role} is held through {told(one.through)}"
