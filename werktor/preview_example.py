"""The README's preview: "dealers may see expected receipts", as an administrator would edit it on the demo data.

What is expected by warehouse becomes a group of its own, dealers are allowed it, and the cases that promised the
contrary say what is promised now.
"""

from __future__ import annotations

import re
from difflib import unified_diff

from graphql import GraphQLSchema

from gateway.previewing import as_text, preview_of_files
from gateway.visibility.files import PolicyFiles, read_folder
from gateway.visibility.loading import compiled_policies
from werktor.contract_graph import contract_graph
from werktor.settings import ROOT

GROUP = "@expected_receipts"
MOVED = (
    "Availability.expectedReceipts",
    "ExpectedReceipt.warehouse",
    "ExpectedReceipt.date",
    "ExpectedReceipt.quantity",
    "Warehouse.code",
    "Warehouse.name",
    "Warehouse.country",
)
RULE = f"p, dealer, {GROUP}, read, allow"
CASE = """
- case: a dealer sees expected receipts, and no single warehouse's stock
  sentence: "by warehouse, expected receipts: dealer expected receipts only"
  viewer: {claims: ["kind:dealer"], functions: [buyer]}
  sees: [Availability.expectedReceipts, ExpectedReceipt.quantity, Warehouse.code]
  does_not_see: [Availability.warehouses, WarehouseStock]
"""


def preview_example() -> str:
    """The edit and what the command says of it, in Markdown."""
    graph = contract_graph()
    files = read_folder(ROOT / "policies")
    schema = graph.supergraph.public_schema
    edited = dealers_see_expected_receipts(files, schema)
    before = compiled_policies(files, schema)
    told = as_text(preview_of_files(before, edited, graph, None))
    return f"```diff\n{edit_shown(files, edited)}\n```\n\n```\n{told}\n```"


def dealers_see_expected_receipts(files: PolicyFiles, schema: GraphQLSchema) -> PolicyFiles:
    """The edited files; raises ValueError where the files are not as this edit expects them."""
    texts = dict(files.texts)
    for name in MOVED:
        old, new = f"g2, {name}, @warehouse_stock\n", f"g2, {name}, {GROUP}\n"
        texts["fields.csv"] = _replaced(texts["fields.csv"], old, new)
    last = f"g2, ExpectedReceipt.quantity, {GROUP}\n"
    texts["fields.csv"] = _replaced(texts["fields.csv"], last, f"{last}g2, {GROUP}, @warehouse_stock\n")
    first = "p, dealer_plus, @warehouse_stock, read, allow\n"
    texts["stock.csv"] = _replaced(texts["stock.csv"], first, f"{RULE}\n{first}")
    edited = compiled_policies(PolicyFiles(texts), schema)
    for case in reversed(edited.cases):
        broken = edited.seen(case.viewer).intersection(case.does_not_see)
        if broken:
            texts[case.place.file] = _without(texts[case.place.file], case.place.line, broken)
    texts["cases/stock.yaml"] = texts["cases/stock.yaml"].rstrip("\n") + CASE
    return PolicyFiles(texts, "the edited files")


def edit_shown(before: PolicyFiles, after: PolicyFiles) -> str:
    """The rule files as a unified difference without context."""
    lines: list[str] = []
    for name in sorted(after.texts):
        if name.endswith(".csv") and before.texts[name] != after.texts[name]:
            old, new = before.texts[name].splitlines(), after.texts[name].splitlines()
            lines += list(unified_diff(old, new, name, name, lineterm="", n=0))
    return "\n".join(line for line in lines if not line.startswith(("---", "@@"))).replace("+++ ", "# ")


def _replaced(text: str, old: str, new: str) -> str:
    if text.count(old) != 1:
        raise ValueError(f"{old!r} stands {text.count(old)} times in the file, not once")
    return text.replace(old, new)


def _without(cases: str, line: int, broken: frozenset[str]) -> str:
    """The case that begins in this line no longer hides what is broken; one that promised nothing else goes."""
    lines = cases.splitlines(keepends=True)
    end = next((index for index in range(line, len(lines)) if lines[index].startswith("- ")), len(lines))
    case = "".join(lines[line - 1 : end])
    hidden = re.search(r"  does_not_see:\s+\[([^\]]*)\]\n?", case)
    if hidden is None:
        raise ValueError(f"this case does not write what it hides between brackets:\n{case}")
    kept = [one for one in re.split(r",\s*", hidden[1].strip()) if one not in broken]
    case = case.replace(hidden[0], f"  does_not_see: [{', '.join(kept)}]\n" if kept else "")
    return "".join([*lines[: line - 1], case if kept or "  sees:" in case else "", *lines[end:]])
