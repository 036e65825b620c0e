"""The tables "who sees what" and "who does what" of the domain, as far as the schema has their fields.

A row names coordinates; `y` wants a case that sees them, `-` one that does not, `.` wants none: the cell is decided by
rows of the subgraph, or told apart in another row. Columns with a claim more than those of the domain stand for its
"certified", "as its company" and "if the dealer allows".
"""

from __future__ import annotations

from dataclasses import dataclass

from gateway.model.viewer import Viewer

CERTIFIED = "certificate:service"
PLUS = "tier:plus"


def _people(*claims: str) -> Viewer:
    return Viewer(claims=frozenset(claims))


def _machine(machine: str, *claims: str, grants: frozenset[str] = frozenset()) -> Viewer:
    return Viewer(claims=frozenset(claims), machine=frozenset({f"machine:{machine}"}), grants=grants)


AUDIENCES = {
    "visitor": _people("kind:visitor"),
    "private": _people("kind:private"),
    "firm": _people("kind:firm"),
    "dealer": _people("kind:dealer"),
    "dealer certified": _people("kind:dealer", CERTIFIED),
    "dealer_plus": _people("kind:dealer", PLUS),
    "dealer_plus certified": _people("kind:dealer", PLUS, CERTIFIED),
    "service_partner": _people("kind:service_partner"),
    "till": _machine("till", "kind:dealer"),
    "till if the dealer allows": _machine("till", "kind:dealer", grants=frozenset({"till_prices"})),
    "till of dealer_plus": _machine("till", "kind:dealer", PLUS),
    "dealer_erp": _machine("dealer_erp", "kind:dealer"),
    "dealer_erp of dealer_plus": _machine("dealer_erp", "kind:dealer", PLUS),
    "dealer_sales": _people("staff:dealer_sales"),
    "direct_sales": _people("staff:direct_sales"),
    "service": _people("staff:service"),
    "logistics": _people("staff:logistics"),
    "content": _people("staff:content"),
    "finance": _people("staff:finance"),
    "admin": _people("staff:admin"),
    "erp": _machine("erp", "staff:finance"),
}
FUNCTIONS = {
    "company_admin": frozenset({"company_admin"}),
    "buyer": frozenset({"buyer"}),
    "approver": frozenset({"approver"}),
    "requester": frozenset({"requester"}),
    "requester with sees_prices": frozenset({"requester", "sees_prices"}),
    "accountant": frozenset({"accountant"}),
    "warehouse": frozenset({"warehouse"}),
    "technician": frozenset({"technician"}),
    "reader": frozenset({"reader"}),
}
# visitor private firm | dealer certified plus certified | partner | till allowed plus | erp plus |
# dealer_sales direct_sales service logistics content finance admin | erp
WHO_SEES = {
    "product": ("yyy yyyy y yyy yy yyyyyyy -", "Query.product Query.products Product.name"),
    "features, manuals": ("yyy yyyy y yyy yy yyyyyyy -", "Product.features Product.manuals"),
    "order quantities": ("yyy yyyy y yyy yy yyyyyyy -", "Product.orderQuantities OrderQuantities.minimum"),
    "direct price, gross": ("yyy yyyy y yyy yy yy--yy- -", "Price.direct DirectPrice.gross"),
    "direct price, net for firms and above": ("--y yyyy y yyy yy yy---y- -", "DirectPrice.net"),
    "recommended price": ("yyy yyyy y yyy yy yy--yy- -", "Price.recommended RecommendedPrice.gross"),
    "list price net": ("--y yyyy y --- yy yy---y- -", "Price.list"),
    "discount group": ("--- yyyy y --- yy yy---y- -", "Price.discountGroup"),
    "own net price": ("-.y yyyy y -y- yy yy---y- -", "Price.net Price.lineNet"),
    "own tiers": ("--y yyyy y -y- yy yy---y- -", "Price.tiers"),
    "own steps": ("--y yyyy y --- yy yy---y- -", "Price.steps"),
    "announced prices": ("--- yyyy y --- yy yy----- -", "Price.announced"),
    "cost, margin": ("--- ---- - --- -- -----y- -", "Price.cost Price.margin"),
    "margin band": ("--- ---- - --- -- yy----- -", "Price.marginBand"),
    "availability light": ("yyy yyyy y yyy yy yyyyyyy -", "Product.availability Availability.light"),
    "promise date": ("-yy yyyy y yyy yy yyyy--- -", "Availability.promise"),
    "exact quantity open to me": ("--- yyyy - yyy yy yy-y--- -", "Availability.quantity"),
    "by warehouse": ("--- --yy - --y -y y--y--- -", "Availability.warehouses"),
    "expected receipts": ("--- --yy - --y -y y--y--- -", "Availability.expectedReceipts"),
    "contingents, reservations": ("--- yyyy - --- yy ---y--- -", "Availability.contingents"),
    "orders": ("-yy yyyy y --- yy yyyy--- -", "Query.orders Query.order"),
    "shipments": ("-yy yyyy y --- yy yyyy--- -", "Order.shipments"),
    "orders, shipments: prices": ("-yy yyyy y --- yy yyy---- -", "Order.netTotal OrderLine.unitNet"),
    "service documents": ("--- -y-y y --- -- --y---- -", "Product.serviceDocuments"),
    "personal data, oneself": ("-yy yyyy y --- -- yyyyyyy -", "Query.me User.email"),
    "personal data, own company": ("-yy yyyy y --- -- ------- -", "Company.users"),
    "personal data, delivery in hand": ("-yy yyyy y --- -- --yy--- -", "Order.shipTo"),
    "place order": ("-yy yyyy y --- -- ------- -", "Mutation.placeOrder"),
    "request": ("--y yyyy y --- -- ------- -", "Mutation.requestOrder"),
    "stock correction": ("--- ---- - --- -- ---y--- -", "Mutation.correctStock"),
    "publish a policy": ("--- ---- - --- -- ------y -", "/admin/policies/publish"),
}
# company_admin buyer approver requester with_prices accountant warehouse technician reader
WHO_DOES = {
    "public product fields": ("yyyyyyyyy", "Query.products Product.name Product.features"),
    "public prices": ("yyyyyyyyy", "Price.direct Price.recommended"),
    "own prices, tiers, steps": ("yyy-yy---", "Price.net Price.tiers Price.steps"),
    "totals": ("yyy-yy---", "Order.netTotal OrderLine.lineNet"),
    "announced prices": ("yyy-yy---", "Price.announced"),
    "stock fields of the audience": ("yyyyy-yyy", "Availability.light Availability.promise Availability.quantity"),
    "orders and shipments": ("yyyyyyyyy", "Query.orders Order.shipments"),
    "users, functions, budgets": ("yyyyy----", "Company.users"),
    "service documents": ("yy----yyy", "Product.serviceDocuments"),
    "place order": ("-y-------", "Mutation.placeOrder"),
    "request": ("-y-yy----", "Mutation.requestOrder"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell wants: a case of this column that tells whether this coordinate is seen."""

    row: str
    column: str
    coordinate: str
    seen: bool

    def __str__(self) -> str:
        return f"{self.row}: {self.column} {'sees' if self.seen else 'does not see'} {self.coordinate}"


def cells(table: dict[str, tuple[str, str]], columns: dict[str, object]) -> list[Cell]:
    """All cells that want a case."""
    found: list[Cell] = []
    for row, (marks, coordinates) in table.items():
        for column, mark in zip(columns, marks.replace(" ", ""), strict=True):
            if mark != ".":
                found += [Cell(row, column, name, mark == "y") for name in coordinates.split()]
    return found
