"""Which headers go on to subgraphs: forwarded from the request, set to a fixed value, or dropped again for some.

Rules are read in their order, those for all subgraphs and those for one alike, so a later one may take back or replace
what an earlier one said. Nothing is sent that no rule names, but the id of the request and the signed viewer.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from gateway.errors import ConfigurationError
from gateway.model.viewer import VIEWER_HEADER
from gateway.settings.subgraphs import AnswerHeaderRule, HeaderRule

CONNECTION_HEADERS = frozenset(
    {
        "connection",
        "content-encoding",
        "content-length",
        "content-type",
        "host",
        "keep-alive",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)
"""What describes one connection or its body and means nothing, or something false, on another (RFC 9110, 7.6.1)."""

_OURS = CONNECTION_HEADERS | {"accept", "accept-encoding", "expect", "x-request-id", VIEWER_HEADER}
_NAME = re.compile(r"[a-z0-9!#$%&'*+.^_`|~-]+")
_TEXT = re.compile(r"[\t\x20-\x7e\x80-\xff]*")


@dataclass(frozen=True, slots=True)
class SentHeaders:
    """What one subgraph gets: these of the request where it has them, and these as they stand."""

    forwarded: tuple[str, ...] = ()
    fixed: Mapping[str, str] = field(default_factory=dict)

    def of(self, given: Mapping[str, str]) -> dict[str, str]:
        """`given`: the headers of the request, lower-case."""
        return {**{name: given[name] for name in self.forwarded if name in given}, **self.fixed}


@dataclass(frozen=True, slots=True)
class HeaderRules:
    everywhere: SentHeaders = field(default_factory=SentHeaders)
    by_subgraph: Mapping[str, SentHeaders] = field(default_factory=dict)
    """Those that get something else than the rest."""

    def sent(self, given: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        """What of a request's headers goes on to any subgraph: equal for requests that all subgraphs see alike."""
        names = {name for one in (self.everywhere, *self.by_subgraph.values()) for name in one.forwarded}
        return tuple((name, given[name]) for name in sorted(names) if name in given)


def header_rules(forwarded: Iterable[str], rules: Iterable[HeaderRule]) -> HeaderRules:
    """The rules made ready; raises ConfigurationError naming the header."""
    given = (HeaderRule(forward=tuple(forwarded)), *rules)
    for rule in given:
        for name in (*rule.forward, *rule.set, *rule.drop):
            check_name(name, _OURS, "header_rules")
        check_texts(rule.set, "header_rules")
    everywhere = _sent(given, "")
    found = {name: _sent(given, name) for name in sorted({rule.subgraph for rule in given if rule.subgraph})}
    return HeaderRules(everywhere, {name: sent for name, sent in found.items() if sent != everywhere})


def check_subgraphs(option: str, rules: Iterable[HeaderRule | AnswerHeaderRule], subgraphs: Collection[str]) -> None:
    """Raises ConfigurationError for a rule about a subgraph that is not there."""
    for rule in rules:
        if rule.subgraph and rule.subgraph not in subgraphs:
            raise ConfigurationError(f"{option} names {rule.subgraph}, which is not in the supergraph.")


def check_name(name: str, reserved: Collection[str], option: str) -> None:
    """Raises ConfigurationError for what is no name of a header, or of one that rules may not touch."""
    if not _NAME.fullmatch(name.lower()):
        raise ConfigurationError(f"{option} names '{name}', which cannot be the name of a header.")
    if name.lower() in reserved:
        raise ConfigurationError(f"{option} names '{name}', which the gateway answers for itself.")


def check_texts(fixed: Mapping[str, str], option: str) -> None:
    for name, text in fixed.items():
        if not is_header_text(text):
            raise ConfigurationError(f"{option} sets '{name}' to a text that no header can hold.")


def is_header_text(text: str) -> bool:
    """Whether a header can hold it (RFC 9110, section 5.5)."""
    return _TEXT.fullmatch(text) is not None


def _sent(rules: Iterable[HeaderRule], subgraph: str) -> SentHeaders:
    texts: dict[str, str | None] = {}
    for rule in rules:
        if rule.subgraph in ("", subgraph):
            texts |= dict.fromkeys(_lower(rule.forward))
            texts |= {name.lower(): text for name, text in rule.set.items()}
            for name in _lower(rule.drop):
                texts.pop(name, None)
    forwarded = tuple(name for name, text in texts.items() if text is None)
    return SentHeaders(forwarded, {name: text for name, text in texts.items() if text is not None})


def _lower(names: Iterable[str]) -> list[str]:
    return [name.lower() for name in names]
