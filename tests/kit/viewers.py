"""The people and machines of the demo world as the gateway knows them after sign-in."""

from __future__ import annotations

from gateway.model.viewer import Viewer

EVERYTHING = frozenset({"all"})


def _person(
    name: str,
    company: str,
    claims: set[str],
    functions: set[str],
    *,
    country: str = "DE",
    tier: str | None = None,
    row_scope: str = "company",
    grants: frozenset[str] = frozenset(),
) -> Viewer:
    return Viewer(
        subject=f"user:{name}",
        company=company,
        claims=frozenset(claims),
        functions=frozenset(functions),
        country=country,
        tier=tier,
        row_scope=row_scope,
        grants=grants,
    )


def _staff(name: str, department: str) -> Viewer:
    return Viewer(
        subject=f"user:{name}",
        company="hartwerk",
        department=department,
        claims=frozenset({f"staff:{department}"}),
        functions=EVERYTHING,
    )


def _machine(name: str, kind: str) -> Viewer:
    return Viewer(
        subject=f"client:{name}",
        company="eisen-vogt",
        claims=frozenset({"kind:dealer"}),
        machine=frozenset({f"machine:{kind}"}),
        functions=EVERYTHING,
    )


VIEWERS: dict[str, Viewer] = {
    "visitor": Viewer(),
    "private": _person("private", "private-berger", {"kind:private"}, {"all"}, country="AT", row_scope="self"),
    "firm": _person("firm", "schreinerei-hahn", {"kind:firm"}, {"company_admin", "buyer"}),
    "dealer": _person("dealer", "eisen-vogt", {"kind:dealer"}, {"buyer"}),
    "requester": _person("requester", "eisen-vogt", {"kind:dealer"}, {"requester"}, row_scope="self"),
    "approver": _person("approver", "eisen-vogt", {"kind:dealer"}, {"approver"}, row_scope="department"),
    "accountant": _person("accountant", "eisen-vogt", {"kind:dealer"}, {"accountant"}),
    "warehouse": _person("warehouse", "eisen-vogt", {"kind:dealer"}, {"warehouse"}),
    "companyadmin": _person("companyadmin", "eisen-vogt", {"kind:dealer"}, {"company_admin"}),
    "dealer2": _person(
        "dealer2", "nordwerk-handel", {"kind:dealer"}, {"company_admin", "buyer"}, grants=frozenset({"till_prices"})
    ),
    "plus": _person(
        "plus",
        "alpen-werkzeug",
        {"kind:dealer", "tier:plus", "certificate:service"},
        {"company_admin", "buyer"},
        country="AT",
        tier="plus",
    ),
    "partner": _person(
        "partner",
        "service-lindner",
        {"kind:service_partner", "certificate:service"},
        {"company_admin", "buyer", "technician"},
    ),
    "till": _machine("till", "till"),
    "dealererp": _machine("dealererp", "dealer_erp"),
    "sales": _staff("sales", "dealer_sales"),
    "directsales": _staff("directsales", "direct_sales"),
    "service": _staff("service", "service"),
    "logistics": _staff("logistics", "logistics"),
    "content": _staff("content", "content"),
    "finance": _staff("finance", "finance"),
    "admin": _staff("admin", "admin"),
}


def viewer(name: str) -> Viewer:
    """The viewer of a demo sign-in, by the name before `@demo.example`; `visitor` is nobody signed in."""
    return VIEWERS[name]
