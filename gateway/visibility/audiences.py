"""One viewer for every audience and function the policy files know, to check what holds for all of them."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.model.viewer import Viewer
from gateway.visibility.policies import Policies
from gateway.visibility.subjects import JOIN


def audiences(policies: Policies) -> Iterator[tuple[str, Viewer]]:
    """Every audience with every function, and every audience with every machine; each with a name to report."""
    claims: list[frozenset[str]] = []
    machines: list[frozenset[str]] = []
    functions: list[frozenset[str]] = []
    for subject in policies.roles.held:
        parts = frozenset(subject.split(JOIN))
        if any(part.startswith("function:") for part in parts):
            functions.append(parts)
        elif any(part.startswith("machine:") for part in parts):
            machines.append(parts)
        else:
            claims.append(parts)
    for company in claims:
        for function in functions:
            yield _viewer(company | function)
        for machine in machines:
            yield _viewer(company | machine)


def _viewer(parts: frozenset[str]) -> tuple[str, Viewer]:
    def named(prefix: str) -> frozenset[str]:
        return frozenset(part.removeprefix(prefix) for part in parts if part.startswith(prefix))

    viewer = Viewer(
        subject="audience",
        claims=frozenset(part for part in parts if not part.startswith(("function:", "machine:", "grant:"))),
        machine=frozenset(part for part in parts if part.startswith("machine:")),
        functions=named("function:") or frozenset({"all"}),
        grants=named("grant:"),
    )
    return " ".join(sorted(parts)), viewer
