"""Everybody whom the policy files know and whom one may meet, each with a name and a title to report.

The role file says which claims, functions and machines there are, the cases who holds which of them: a company of
which a case knows a function has all functions, since companies give them to their people as they like; a machine
belongs to the companies of which a case knows one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from gateway.model.viewer import Viewer
from gateway.visibility.policies import Policies
from gateway.visibility.role_paths import leading_roles
from gateway.visibility.rules import EVERYONE, PolicyLines
from gateway.visibility.subjects import JOIN, subjects_of

ALL = "function:all"


@dataclass(frozen=True, slots=True)
class KnownAudience:
    """`name` holds the claims and is unique; `company` and `part` are roles: `dealer_plus` and `buyer` or `till`.

    `part` is empty for those who hold the function `all`.
    """

    name: str
    company: str
    part: str
    viewer: Viewer = field(repr=False)


def known_audiences(policies: Policies) -> tuple[KnownAudience, ...]:
    """In the order of the role file; companies with several claims of one kind come with all of them together too."""
    companies, functions, machines = _subjects(policies.lines)
    return tuple(
        _audience(policies.lines, company, part)
        for company in companies
        for part in _parts(policies, company, functions, machines)
    )


def audience_named(policies: Policies, name: str) -> KnownAudience | None:
    """The one of this name."""
    return next((one for one in known_audiences(policies) if one.name == name), None)


def audience_of(policies: Policies, viewer: Viewer) -> KnownAudience:
    """The same for somebody who asked."""
    subjects = subjects_of(viewer)
    part = subjects.machine or subjects.functions - {ALL}
    company, part = subjects.audience - {EVERYONE}, part - {EVERYONE}
    return KnownAudience(_name(company, part), _title(policies.lines, company), _title(policies.lines, part), viewer)


def _subjects(lines: PolicyLines) -> tuple[list[frozenset[str]], list[frozenset[str]], list[frozenset[str]]]:
    companies: list[frozenset[str]] = []
    functions: list[frozenset[str]] = []
    machines: list[frozenset[str]] = []
    for subject in dict.fromkeys(one.member for one in lines.roles if ":" in one.member):
        parts = frozenset(subject.split(JOIN))
        if any(part.startswith("function:") for part in parts):
            functions.append(parts)
        elif any(part.startswith("machine:") for part in parts):
            machines.append(parts)
        else:
            companies.append(parts)
    return _with_those_together(companies), functions, machines


def _with_those_together(companies: list[frozenset[str]]) -> list[frozenset[str]]:
    """`dealer+tier` and `dealer+certificate` may be one company; it follows the last of them."""
    found = list(companies)
    for first in companies:
        for second in companies:
            both = first | second
            if first & second and both not in found:
                found.insert(max(found.index(first), found.index(second)) + 1, both)
    return found


def _parts(
    policies: Policies, company: frozenset[str], functions: Iterable[frozenset[str]], machines: Iterable[frozenset[str]]
) -> Iterator[frozenset[str]]:
    met = [case.viewer for case in policies.cases if case.viewer.claims & company]
    if not met or any(not one.machine and one.functions == {"all"} for one in met):
        yield frozenset()
    if any(one.functions - {"all"} for one in met):
        yield from (function for function in functions if function != {ALL})
    owned = frozenset[str]().union(*(one.machine for one in met))
    yield from (machine for machine in machines if machine & owned)


def _audience(lines: PolicyLines, company: frozenset[str], part: frozenset[str]) -> KnownAudience:
    def named(prefix: str) -> frozenset[str]:
        return frozenset(one.removeprefix(prefix) for one in company | part if one.startswith(prefix))

    viewer = Viewer(
        subject="audience",
        claims=frozenset(one for one in company if not one.startswith("grant:")),
        machine=frozenset(one for one in part if one.startswith("machine:")),
        functions=named("function:") or frozenset({"all"}),
        grants=named("grant:"),
    )
    return KnownAudience(_name(company, part), _title(lines, company), _title(lines, part), viewer)


def _name(company: frozenset[str], part: frozenset[str]) -> str:
    return " ".join([*sorted(company), *sorted(part)])


def _title(lines: PolicyLines, claims: frozenset[str]) -> str:
    """Claims that give no role stand for themselves."""
    return " ".join(leading_roles(lines, claims) or sorted(claims))
