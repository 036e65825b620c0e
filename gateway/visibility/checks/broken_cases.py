"""Every case holds."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.visibility.findings import Finding
from gateway.visibility.policies import Policies


def broken_cases(policies: Policies, everything: frozenset[str]) -> Iterator[Finding]:
    """The cases that do not hold. What lies outside of `everything` the schema has is left to others."""
    for case in policies.cases:
        visible = policies.seen(case.viewer)
        missing = [name for name in case.sees if name in everything and name not in visible]
        shown = [name for name in case.does_not_see if name in visible]
        for what, names in (("does not see", missing), ("sees", shown)):
            if names:
                yield Finding(
                    case.place.file,
                    case.place.line,
                    f"the case {case.name!r} does not hold: its viewer {what} {', '.join(names)}",
                    f"keep the promise {case.sentence!r} in the rules, or change the case if the promise has changed",
                )
