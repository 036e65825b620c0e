"""Who asks: the claims of a verified token, without any derived right.

Roles are derived from the claims by the snapshot that serves the request, so that roles and rules are always of one
revision (the derived part is `Standing`).
"""

from __future__ import annotations

from dataclasses import dataclass

VISITOR_SUBJECT = "visitor"
VIEWER_HEADER = "x-werktor-viewer"
"""The header in which subgraphs are told who asks, signed; nobody outside may send it."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """The claims of one request.

    `claims` are the audience claims of the person's company or of the staff member (`kind:dealer`, `tier:plus`,
    `certificate:service`, `staff:finance`); `machine` those of a machine (`machine:till`), empty for people;
    `functions` the functions held inside the company (`buyer`, `requester`, `sees_prices`, or `all`);
    `grants` named rights that the company gave (`till_prices`).
    `company` is where the person works; `looks_at` the customer company a staff member chose to look at.
    `tier`, `country` and `currency` describe the company concerned: the one looked at, otherwise the own one.
    """

    subject: str = VISITOR_SUBJECT
    company: str | None = None
    branch: str | None = None
    department: str | None = None
    claims: frozenset[str] = frozenset({"kind:visitor"})
    machine: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset({"all"})
    grants: frozenset[str] = frozenset()
    row_scope: str = "company"
    looks_at: str | None = None
    acts_for: str | None = None
    tier: str | None = None
    country: str = "DE"
    language: str = "de"
    currency: str = "EUR"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a snapshot derives from a viewer: role names, the field groups seen whole, and the revision that said so."""

    roles: frozenset[str]
    groups: frozenset[str]
    revision: str
