"""Loads linted policy lines into Casbin, whose role manager says who inherits whom.

The enforcer is made for one reading of the files and never changed afterwards: reloading one in place while another
thread decides lets denied requests through.
"""

from __future__ import annotations

import casbin
from casbin.model import Model
from casbin.persist import Adapter, load_policy_line

from gateway.visibility.findings import Finding, PolicyError
from gateway.visibility.reader import MODEL_FILE
from gateway.visibility.rules import PolicyLines


class _Lines(Adapter):  # type: ignore[misc]  # casbin carries no types
    def __init__(self, lines: PolicyLines) -> None:
        self._lines = lines

    def load_policy(self, model: Model) -> None:
        for rule in self._lines.rules:
            words = (rule.axis.value, rule.role, rule.pattern, rule.action.value, rule.effect.value)
            load_policy_line(", ".join(words), model)
        for key, memberships in (("g", self._lines.roles), ("g2", self._lines.groups)):
            for one in memberships:
                load_policy_line(f"{key}, {one.member}, {one.of}", model)


def enforcer_of(lines: PolicyLines) -> casbin.Enforcer:
    """An enforcer that decides by these lines; raises PolicyError when Casbin does not take the model."""
    model = Model()
    try:
        model.load_model_from_text(lines.model)
        enforcer = casbin.Enforcer(model, _Lines(lines))
    except Exception as error:
        raise PolicyError([Finding(MODEL_FILE, 0, f"Casbin refuses it: {error}", "restore the model")]) from error
    for section, key, count in (
        ("p", "p", sum(rule.axis.value == "p" for rule in lines.rules)),
        ("p", "p2", sum(rule.axis.value == "p2" for rule in lines.rules)),
        ("g", "g", len(lines.roles)),
        ("g", "g2", len(lines.groups)),
    ):
        assertion = enforcer.get_model().model.get(section, {}).get(key)
        if assertion is None or len(assertion.policy) != count:
            raise PolicyError([Finding(MODEL_FILE, 0, f"the model takes no {key} lines", f"define {key} in it")])
    return enforcer
