"""What a token claims about a person or a machine, who may look at whom, and whom one sees. Pure.

The claims bear the names of the gateway's viewer; which roles follow from them is decided by the policies.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from subgraphs.accounts.errors import look_not_allowed
from subgraphs.common.viewer import Viewer

EVERYWHERE = frozenset({"finance", "service", "logistics"})
IN_TERRITORY = frozenset({"dealer_sales", "direct_sales"})
ALL_FUNCTIONS = frozenset({"all"})


@dataclass(frozen=True, slots=True)
class CompanyFacts:
    """A company as far as tokens depend on it; `certificates` are those valid today."""

    id: str
    name: str
    kind: str
    country: str
    currency: str
    tier: str | None = None
    sees_prices: bool = False
    territory: str | None = None
    suspended: bool = False
    certificates: frozenset[str] = frozenset()
    grants: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Membership:
    """Where a person works; `duties` and `territories` are those of a staff member of the manufacturer."""

    company: CompanyFacts
    row_scope: str
    branch: str | None = None
    department: str | None = None
    functions: frozenset[str] = frozenset()
    duties: frozenset[str] = frozenset()
    territories: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    name: str
    email: str
    language: str
    suspended: bool
    memberships: tuple[Membership, ...]


@dataclass(frozen=True, slots=True)
class Machine:
    """A till or an ERP of a dealer; never sees more than its company."""

    id: str
    kind: str
    company: CompanyFacts
    branch: str | None
    suspended: bool


def token_claims(person: Person, membership: Membership, looks_at: CompanyFacts | None = None) -> dict[str, Any]:
    """The claims of a person working in one company; raises Refused when the look is not allowed."""
    company = membership.company
    if looks_at is not None and not may_look_at(membership, looks_at):
        raise look_not_allowed(looks_at.id)
    staff = company.kind == "manufacturer"
    return _claims(
        subject=person.id,
        company=company,
        concern=looks_at or company,
        branch=membership.branch,
        department=membership.department,
        claims={f"staff:{duty}" for duty in membership.duties} if staff else _audience(company),
        functions=_functions(membership),
        row_scope="self" if company.kind == "private" else membership.row_scope,
        looks_at=None if looks_at is None else looks_at.id,
    )


def machine_claims(machine: Machine) -> dict[str, Any]:
    """The claims of a machine: the audience of its company, cut by what a machine of its kind may."""
    return _claims(
        subject=machine.id,
        company=machine.company,
        concern=machine.company,
        branch=machine.branch,
        department=None,
        claims=_audience(machine.company),
        functions=ALL_FUNCTIONS,
        row_scope="company",
        looks_at=None,
        machine={f"machine:{machine.kind}"},
    )


def may_look_at(membership: Membership, company: CompanyFacts) -> bool:
    """Sales look at the companies of their territories; finance, service and logistics at every customer."""
    if membership.company.kind != "manufacturer" or company.kind == "manufacturer":
        return False
    return bool(
        membership.duties & EVERYWHERE
        or (membership.duties & IN_TERRITORY and company.territory in membership.territories)
    )


def _audience(company: CompanyFacts) -> set[str]:
    claims = {f"kind:{company.kind}"} | {f"certificate:{name}" for name in company.certificates}
    return claims | {"tier:plus"} if company.tier == "plus" else claims


def _functions(membership: Membership) -> frozenset[str]:
    if membership.company.kind in ("private", "manufacturer"):
        return ALL_FUNCTIONS
    if "requester" in membership.functions and membership.company.sees_prices:
        return membership.functions | {"sees_prices"}
    return membership.functions


def _claims(
    *,
    subject: str,
    company: CompanyFacts,
    concern: CompanyFacts,
    branch: str | None,
    department: str | None,
    claims: set[str],
    functions: frozenset[str],
    row_scope: str,
    looks_at: str | None,
    machine: frozenset[str] | set[str] = frozenset(),
) -> dict[str, Any]:
    members = {
        "sub": subject,
        "company": company.id,
        "branch": branch,
        "department": department,
        "claims": sorted(claims),
        "machine": sorted(machine),
        "functions": sorted(functions),
        "grants": sorted(company.grants),
        "row_scope": row_scope,
        "looks_at": looks_at,
        "tier": concern.tier,
        "country": concern.country,
        "currency": concern.currency,
    }
    return {name: value for name, value in members.items() if value is not None}


@dataclass(frozen=True, slots=True)
class PeopleSeen:
    """Whose particulars a viewer sees in the company concerned: everyone's, one department's, one's own."""

    everyone: bool = False
    department: str | None = None
    person: str | None = None

    def covers(self, user_id: str, department: str | None) -> bool:
        in_department = department is not None and department == self.department
        return self.everyone or in_department or user_id == self.person


def people_seen(viewer: Viewer) -> PeopleSeen:
    """Admins of the company and staff see its people, approvers their department, everybody else himself."""
    if viewer.machine or viewer.is_visitor:
        return PeopleSeen()
    if viewer.is_staff:
        return PeopleSeen(everyone=viewer.looks_at is not None, person=viewer.subject)
    return PeopleSeen(
        everyone="company_admin" in viewer.functions,
        department=viewer.department if "approver" in viewer.functions else None,
        person=viewer.subject,
    )


def companies_seen(viewer: Viewer) -> frozenset[str]:
    """One's own company and, for staff, the customer looked at."""
    return frozenset(company for company in (viewer.company, viewer.looks_at) if company is not None)


def addresses_seen(viewer: Viewer, company: str) -> bool:
    """Of one's own company only; staff see an address with the delivery in hand, never here (DOMAIN 4)."""
    return company == viewer.company and not viewer.is_staff


ADDRESS_BOOK = "address_book"
"""The field group of a company's addresses in the policies."""


def seat_seen(viewer: Viewer, company: str) -> bool:
    """A paper shows an address to those alone who may look it up: a dealer's system has no personal data (DOMAIN 3)."""
    return ADDRESS_BOOK in viewer.groups and addresses_seen(viewer, company)
