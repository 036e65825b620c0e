"""Which headers of subgraphs' answers reach the client, and how those of several fetches become one.

None does unless a rule names it. With `join = "last"` the lines of the fetch that stands last in the plan count, among
those that have the header; with `"all"` the lines of all, in the order of the plan, equal ones once. The order is that
of the plan and not of arrival, so that equal requests get equal answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from gateway.errors import ConfigurationError
from gateway.execution.header_rules import CONNECTION_HEADERS, check_name, check_texts
from gateway.model.transport import SubgraphAnswer
from gateway.settings.subgraphs import AnswerHeaderRule

_OURS = CONNECTION_HEADERS | {"cache-control", "date", "x-content-type-options", "x-request-id"}
_OF_BROWSERS = "access-control-"
_JOINS = ("last", "all")
Line = tuple[str, str]


@dataclass(frozen=True, slots=True)
class AnswerHeaderRules:
    """The rules made ready. `joins`: how a header is told, by its name; `fixed`: what stands on every answer."""

    everywhere: frozenset[bytes]
    by_subgraph: Mapping[str, frozenset[bytes]]
    joins: Mapping[str, str]
    fixed: tuple[Line, ...]

    def wanted(self, subgraph: str) -> frozenset[bytes]:
        """The lower-case names of the headers that are worth reading in an answer of this subgraph."""
        return self.by_subgraph.get(subgraph, self.everywhere)

    def lines(self, heard: Mapping[int, tuple[str, SubgraphAnswer]]) -> tuple[Line, ...]:
        """The headers for the client, from the answers by fetch."""
        found: dict[str, list[str]] = {}
        for _, (subgraph, answer) in sorted(heard.items()):
            passed = self.wanted(subgraph)
            of_fetch: dict[str, list[str]] = {}
            for raw, text in answer.headers:
                if raw.lower() in passed:
                    of_fetch.setdefault(raw.lower().decode("latin-1"), []).append(text.decode("latin-1"))
            for name, texts in of_fetch.items():
                found[name] = texts if self.joins[name] == "last" else [*found.get(name, []), *texts]
        return (*self.fixed, *((name, text) for name, texts in found.items() for text in dict.fromkeys(texts)))


@dataclass(frozen=True, slots=True)
class HeardHeaders:
    """What the subgraphs of one request answered."""

    rules: AnswerHeaderRules
    _answers: dict[int, tuple[str, SubgraphAnswer]] = field(default_factory=dict)

    def hear(self, fetch: int, subgraph: str, answer: SubgraphAnswer) -> None:
        if answer.headers:
            self._answers[fetch] = subgraph, answer

    def lines(self) -> tuple[Line, ...]:
        return self.rules.lines(self._answers)


def answer_header_rules(rules: Iterable[AnswerHeaderRule]) -> AnswerHeaderRules | None:
    """None when there are no rules; raises ConfigurationError naming the header."""
    given = tuple(rules)
    for rule in given:
        _check(rule)
    if not given:
        return None
    named = {rule.subgraph: _passed(given, rule.subgraph) for rule in given}
    joins = {name.lower(): rule.join for rule in given for name in rule.forward}
    fixed = {name.lower(): text for rule in given for name, text in rule.set.items()}
    return AnswerHeaderRules(_passed(given, ""), named, joins, tuple(fixed.items()))


def _passed(rules: Iterable[AnswerHeaderRule], subgraph: str) -> frozenset[bytes]:
    names: set[bytes] = set()
    for rule in rules:
        if rule.subgraph in ("", subgraph):
            names |= {name.lower().encode("latin-1") for name in rule.forward}
            names -= {name.lower().encode("latin-1") for name in rule.drop}
    return frozenset(names)


def _check(rule: AnswerHeaderRule) -> None:
    if rule.set and rule.subgraph:
        raise ConfigurationError("answer_header_rules sets headers on every answer; leave its subgraph out.")
    if rule.join not in _JOINS:
        raise ConfigurationError(f"answer_header_rules joins by '{rule.join}'; there are {', '.join(_JOINS)}.")
    for name in (*rule.forward, *rule.set, *rule.drop):
        check_name(name, _OURS, "answer_header_rules")
        if name.lower().startswith(_OF_BROWSERS):
            raise ConfigurationError(f"answer_header_rules names '{name}'; cors_origins say who may read answers.")
    check_texts(rule.set, "answer_header_rules")
