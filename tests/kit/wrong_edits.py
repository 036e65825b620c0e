"""Sound policy files of a small schema, and each kind of wrong edit of them with the finding that it brings."""

from __future__ import annotations

from dataclasses import dataclass

from graphql import build_schema

from gateway.visibility import Finding
from gateway.visibility.files import PolicyFiles
from tests.kit.public_schema import POLICY_FOLDER

SCHEMA = build_schema("""
type Query { product: Product sorted(by: Sort): Int }
type Product { name: String price: Money stock: Int }
type Money { amount: Int }
type Mutation { correct: Int }
enum Sort { NAME MARGIN }
""")
SOUND = {
    "roles.csv": "g, kind:visitor, visitor\ng, kind:dealer, dealer\ng, dealer, visitor\ng, function:all, all\n",
    "fields.csv": "g2, Product.price, @prices\ng2, Money.amount, @prices\ng2, Product.stock, @stock\n",
    "rules.csv": (
        "p, visitor, Query.product, read, allow\np, visitor, Query.sorted, read, allow\n"
        "p, visitor, Product.name, read, allow\np, dealer, @prices, read, allow\np, dealer, @stock, read, allow\n"
        "p, dealer, Mutation.correct, call, allow\n"
    ),
    "functions.csv": "p2, all, *, read, allow\np2, all, *, call, allow\n",
    "guarded.yaml": "types: [Money]\nfields: ['*.stock']\nexcept: {}\n",
    "subsets.yaml": (
        "- order: a visitor sees no more than a dealer\n  sentence: every row of visitor is one of dealer\n"
        '  lesser: {claims: ["kind:visitor"]}\n  greater: {claims: ["kind:dealer"]}\n'
    ),
    "cases/a.yaml": (
        '- case: a visitor sees the name\n  sentence: everybody may know it\n  viewer: {claims: ["kind:visitor"]}\n'
        "  sees: [Query.product, Query.sorted, Product.name]\n  does_not_see: [Product.price]\n"
        '- case: a dealer sees more\n  sentence: dealers may know more\n  viewer: {claims: ["kind:dealer"]}\n'
        "  sees: [Product.price, Product.stock, Mutation.correct]\n"
    ),
}
END = "\x00"
BROADER = "delete this rule, or make the broader one narrower"
RENAMED = "write rules into NAME.csv, cases into cases/NAME.yaml, or delete the file"
LISTS = "write machine:till under machine, and buyer or till_prices alone under functions or grants"
MISSED = "write a case for what only this rule decides, or delete the rule"


@dataclass(frozen=True)
class Edit:
    """Text of a file put in place of other text (at the end without one), and the finding it brings.

    A running gateway bears some edits with a warning, so that schema and policies can be rolled out one after the
    other (`borne`), and does not look for some that change nobody's rights (`unseen`); publishing looks for all.
    """

    file: str
    new: str
    finding: Finding
    old: str = END
    borne: bool = False
    unseen: bool = False
    also: tuple[str, str, str] | None = None
    """A second change: file, old and new text."""

    def files(self) -> PolicyFiles:
        texts = {"model.conf": (POLICY_FOLDER / "model.conf").read_text(encoding="utf-8"), **SOUND}
        for file, old, new in [(self.file, self.old, self.new), *([self.also] if self.also else [])]:
            text = texts.get(file, "") + END
            assert old in text
            texts[file] = text.replace(old, new, 1).replace(END, "")
        return PolicyFiles(texts)


def rule(line: str, reason: str, way_out: str, *, borne: bool = False, unseen: bool = False) -> Edit:
    """One line more in the rule file."""
    return Edit("rules.csv", line + "\n", Finding("rules.csv", 7, reason, way_out), borne=borne, unseen=unseen)


EDITS = {
    "a trailing comment": rule(
        "p, everyone, Product.stock, read, deny # until Monday",
        "a comment after a rule would become part of it",
        "put the comment on a line of its own",
    ),
    "quotes": rule(
        'p, dealer, "Product.stock", read, allow',
        "Casbin reads quotes as part of the word",
        "write the words without quotes",
    ),
    "a word too few": rule(
        "p, dealer, Product.stock, read",
        "a p line has 4 words after its key, this one 3",
        "write p, role, coordinate, action, effect",
    ),
    "a word too many": rule(
        "p, dealer, Product.stock, read, allow, allow",
        "a p line has 4 words after its key, this one 5",
        "write p, role, coordinate, action, effect",
    ),
    "an unknown role": rule(
        "p, daeler, Product.stock, read, allow",
        "nobody holds the role 'daeler'",
        "write dealer, or define it by a g line in roles.csv",
    ),
    "an unknown role that has the rights of another": Edit(
        "roles.csv",
        "g, daeler, visitor\n",
        Finding(
            "roles.csv", 5, "nobody holds the role 'daeler'", "write dealer, or define it by a g line in roles.csv"
        ),
    ),
    "claims that nobody holds at once": Edit(
        "roles.csv",
        "g, kind:dealer+function:all, dealer\n",
        Finding(
            "roles.csv",
            5,
            "nobody holds kind:dealer+function:all at once: company, machine and function are asked apart",
            "join claims of a company, functions, or a machine and grants, and let the rules of p and p2 meet",
        ),
    ),
    "an unknown group": rule(
        "p, dealer, @price, read, allow",
        "the field group '@price' is empty",
        "write @prices, or fill it by g2 lines in fields.csv",
    ),
    "deny outside of everyone": rule(
        "p, dealer, Product.stock, read, deny",
        "deny is reserved for the role everyone, here it names 'dealer'",
        "a person with two roles has the rights of both: take the allow away instead",
    ),
    "an unknown coordinate": rule(
        "p, dealer, Product.stok, read, allow",
        "Product.stok names nothing of the schema that one could read",
        "write Product.stock, or correct the action, or delete the rule",
        borne=True,
    ),
    "a coordinate with the wrong action": rule(
        "p, dealer, Mutation.correct, read, allow",
        "Mutation.correct names nothing of the schema that one could read",
        "write call, or name another coordinate",
        borne=True,
    ),
    "an unknown coordinate in a group": Edit(
        "fields.csv",
        "g2, Product.prise, @prices\n",
        Finding("fields.csv", 4, "the schema has no Product.prise", "write Product.price, or delete the line"),
        borne=True,
    ),
    "a rule that a broader one shadows": rule(
        "p, dealer, Product.stock, read, allow",
        "Product.stock is decided for dealer already by @stock (rules.csv:5)",
        BROADER,
        unseen=True,
    ),
    "a rule that an inherited one shadows": rule(
        "p, dealer, Product.name, read, allow",
        "Product.name is decided for dealer already by Product.name (rules.csv:3) for visitor, whose rights dealer has",
        BROADER,
        unseen=True,
    ),
    "a rule that no case would miss": rule(
        "p, dealer, Sort.MARGIN, read, allow", "no case would miss p, dealer, Sort.MARGIN", MISSED, unseen=True
    ),
    "an undecided coordinate": Edit(
        "rules.csv",
        "",
        Finding(
            "rules.csv",
            1,
            "no rule decides Query.sorted",
            "say in a rule file who may see it, or put it into a group of fields.csv",
        ),
        old="p, visitor, Query.sorted, read, allow\n",
        also=("cases/a.yaml", "Query.sorted, ", ""),
        borne=True,
    ),
    "money outside of all groups": Edit(
        "fields.csv",
        "",
        Finding(
            "rules.csv",
            7,
            "Product.price is a guarded field and belongs to no group",
            "put it into a group of fields.csv, or among the exceptions of guarded.yaml with the reason",
        ),
        old="g2, Product.price, @prices\n",
        also=("rules.csv", END, "p, dealer, Product.price, read, allow\n"),
        unseen=True,
    ),
    "a guarded type that the schema does not have": Edit(
        "guarded.yaml",
        "Mony",
        Finding("guarded.yaml", 0, "the schema has no Mony", "write Money, or delete the type"),
        old="Money",
        borne=True,
    ),
    "a guarded pattern that is like no field": Edit(
        "guarded.yaml",
        "*.stok",
        Finding("guarded.yaml", 0, "no field of the schema is like *.stok", "correct or delete the pattern"),
        old="*.stock",
        borne=True,
    ),
    "cases under a name that nothing reads": Edit(
        "cases/b.yml", "- a case", Finding("cases/b.yml", 0, "nothing reads a file of this name", RENAMED), borne=True
    ),
    "orders under a name that nothing reads": Edit(
        "subsets.yml", "- an order", Finding("subsets.yml", 0, "nothing reads a file of this name", RENAMED), borne=True
    ),
    "a denial in a folder that nothing reads": Edit(
        "incident/deny.csv",
        "p, everyone, Product.stock, read, deny",
        Finding("incident/deny.csv", 0, "nothing reads a file of this name", RENAMED),
        borne=True,
    ),
    "a case that promises twice": Edit(
        "cases/a.yaml",
        "  does_not_see: []\n",
        Finding("cases/a.yaml", 11, "this is not YAML: does_not_see stands there twice", "correct it"),
        also=("cases/a.yaml", "Mutation.correct]\n", "Mutation.correct]\n  does_not_see: [Query.sorted]\n"),
    ),
    "a date that is none": Edit(
        "cases/a.yaml",
        "2026-99-99",
        Finding(
            "cases/a.yaml",
            1,
            "this is not YAML: '2026-99-99' is none of what it looks like (month must be in 1..12), put it in quotes",
            "correct it",
        ),
        old="a visitor sees the name",
    ),
    "a character that YAML does not know": Edit(
        "subsets.yaml",
        "\x07",
        Finding("subsets.yaml", 5, "this is not YAML: it holds '\\x07'", "take the character away"),
    ),
    "brackets without an end": Edit(
        "guarded.yaml",
        "[" * 3_000,
        Finding("guarded.yaml", 0, "this is not YAML: it is nested too deeply", "write it flat"),
        old="types: [Money]\nfields: ['*.stock']\nexcept: {}\n",
    ),
    "a byte order mark": Edit(
        "rules.csv",
        "\ufeffp, visitor, Query.product",
        Finding("rules.csv", 1, "the file begins with a byte order mark", "save it as UTF-8 without one"),
        old="p, visitor, Query.product",
    ),
    "a function among the claims of a case": Edit(
        "cases/a.yaml",
        '"kind:dealer", "function:all"',
        Finding(
            "cases/a.yaml", 6, "the case 'a dealer sees more' holds function:all in a list where nobody holds it", LISTS
        ),
        old='"kind:dealer"',
        unseen=True,
    ),
    "a case that does not hold": Edit(
        "rules.csv",
        "p, visitor, @prices, read, allow\n",
        Finding(
            "cases/a.yaml",
            1,
            "the case 'a visitor sees the name' does not hold: its viewer sees Product.price",
            "keep the promise 'everybody may know it' in the rules, or change the case if the promise has changed",
        ),
    ),
    "an order that does not hold": Edit(
        "roles.csv",
        "g, function:all, all\n",
        Finding(
            "subsets.yaml",
            1,
            "the order 'a visitor sees no more than a dealer' does not hold: the lesser sees "
            "Product.name, Query.product, Query.sorted, Query.sorted(by:), Sort.MARGIN, Sort.NAME",
            "keep the promise 'every row of visitor is one of dealer' in the rules, "
            "or change the order if the promise has changed",
        ),
        old="g, dealer, visitor\ng, function:all, all\n",
    ),
}
