"""What must hold before policies and schema of one commit go live: each check finds what it is for."""

from __future__ import annotations

from pathlib import Path

import pytest
from graphql import build_schema

from gateway.visibility import Finding, PolicyError
from gateway.visibility.checks import check
from gateway.visibility.files import read_folder
from gateway.visibility.loading import compiled_policies, load_policies
from tests.kit.policy_folder import write_policies

ROLES = "g, kind:visitor, visitor\ng, kind:dealer, dealer\ng, dealer, visitor\ng, function:all, all\n"
SDL = """
type Query { product: Product sorted(by: Sort): Int }
type Product { name: String! price: Money stock: Int }
type Money { amount: Int! }
enum Sort { NAME MARGIN }
"""
RULES = """
p, visitor, Query.*, read, allow
p, visitor, Product.name, read, allow
p, dealer, @prices, read, allow
p, dealer, @stock, read, allow
"""
FIELDS = """
g2, Product.price, @prices
g2, Money.amount, @prices
g2, Product.stock, @stock
"""
CASES = """
- case: a visitor sees the name
  sentence: everybody may know the name
  viewer: {claims: ["kind:visitor"]}
  sees: [Query.product, Product.name]
  does_not_see: [Product.price, Product.stock]
- case: a dealer sees price and stock
  sentence: dealers may know more
  viewer: {claims: ["kind:dealer"]}
  sees: [Product.price, Product.stock]
"""
GUARDED = "types: [Money]\nfields: ['*.stock']\nexcept: {}\n"


def findings(
    folder: Path,
    *,
    sdl: str = SDL,
    rules: str = RULES,
    fields: str = FIELDS,
    cases: str = CASES,
    guarded: str = GUARDED,
    functions: str = "p2, all, *, read, allow",
) -> list[Finding]:
    write_policies(
        folder,
        rules,
        roles=ROLES,
        fields=fields,
        functions=functions,
        others={"cases/a.yaml": cases, "guarded.yaml": guarded},
    )
    schema = build_schema(sdl)
    return list(check(compiled_policies(read_folder(folder), schema), schema))


def test_policies_that_fit_their_schema_have_no_findings(tmp_path: Path) -> None:
    assert findings(tmp_path) == []


def test_a_field_that_no_rule_decides_is_found(tmp_path: Path) -> None:
    found = findings(tmp_path, sdl=SDL.replace("name: String!", "name: String! weight: Int"))
    assert [finding.reason for finding in found] == ["no rule decides Product.weight"]


def test_a_new_amount_outside_of_all_groups_is_found(tmp_path: Path) -> None:
    rules = RULES.replace("Product.name", "Product.*")
    found = findings(tmp_path, sdl=SDL.replace("stock: Int", "stock: Int cost: Money"), rules=rules)
    assert "Product.cost is a guarded field and belongs to no group" in [finding.reason for finding in found]


def test_a_new_stock_quantity_outside_of_all_groups_is_found(tmp_path: Path) -> None:
    found = findings(tmp_path, fields=FIELDS.replace("Product.stock", "Product.name"))
    assert "Product.stock is a guarded field and belongs to no group" in [finding.reason for finding in found]


def test_an_exception_needs_no_group(tmp_path: Path) -> None:
    rules = RULES.replace("@stock", "Product.stock")
    guarded = GUARDED.replace("{}", "{Product.stock: 'a light, no number'}")
    assert findings(tmp_path, rules=rules, fields=FIELDS.replace("@stock", "@prices"), guarded=guarded) != []
    fields = FIELDS.replace("g2, Product.stock, @stock\n", "")
    assert findings(tmp_path, rules=rules, fields=fields, guarded=guarded) == []


@pytest.mark.parametrize("name", ["Product.bonus", "Bonus.*", "Query.sorted(orderBy:)", "Sort.WEIGHT"])
def test_a_rule_about_something_unknown_is_found_with_its_line(tmp_path: Path, name: str) -> None:
    found = findings(tmp_path, rules=f"{RULES}p, dealer, {name}, read, allow\n")
    assert [(finding.file, finding.line) for finding in found] == [("rules.csv", 6)]
    assert found[0].reason.startswith(f"{name} names nothing")


def test_a_group_member_that_is_unknown_is_found_with_its_line(tmp_path: Path) -> None:
    found = findings(tmp_path, fields=f"{FIELDS}g2, Product.bonus, @prices\n")
    assert [(finding.file, finding.line, finding.reason) for finding in found] == [
        ("fields.csv", 5, "the schema has no Product.bonus")
    ]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("Product.stock]\n- case", "Product.stok]\n- case"), "names Product.stok, which the schema does not have"),
        (('["kind:visitor"]', '["kind:visiter"]'), "holds kind:visiter, which no line of roles.csv knows"),
    ],
)
def test_a_case_that_would_hold_for_the_wrong_reason_is_found(
    tmp_path: Path, change: tuple[str, str], reason: str
) -> None:
    assert any(reason in finding.reason for finding in findings(tmp_path, cases=CASES.replace(*change)))


def test_a_broken_case_is_found(tmp_path: Path) -> None:
    found = findings(tmp_path, rules=f"{RULES}p, visitor, Product.stock, read, allow\n")
    assert any("'a visitor sees the name' does not hold" in finding.reason for finding in found)


def test_a_rule_that_no_case_would_miss_is_found(tmp_path: Path) -> None:
    found = findings(tmp_path, cases=CASES.replace("sees: [Product.price, Product.stock]", "sees: [Product.price]"))
    assert [(finding.file, finding.line) for finding in found] == [("rules.csv", 5)]
    assert found[0].reason == "no case would miss p, dealer, @stock"


def test_a_rule_that_repeats_another_is_found(tmp_path: Path) -> None:
    cases = CASES.replace("sees: [Product.price,", "sees: [Product.name, Product.price,")
    found = findings(tmp_path, rules=f"p, dealer, Product.name, read, allow{RULES}", cases=cases)
    assert [(finding.line, finding.reason) for finding in found] == [
        (
            1,
            "Product.name is decided for dealer already by Product.name (rules.csv:3) for visitor, "
            "whose rights dealer has",
        ),
    ]


def test_a_glob_that_allows_an_argument_meant_for_some_is_found(tmp_path: Path) -> None:
    cases = CASES.replace("sees: [Product.price,", "sees: ['Query.sorted(by:)', Product.price,")
    found = findings(tmp_path, rules=f"{RULES}p, dealer, Query.sorted(by:), read, allow", cases=cases)
    assert any(
        finding.line == 2 and finding.reason.startswith("Query.* allows Query.sorted(by:) too") for finding in found
    )


def test_a_function_rule_that_no_case_would_miss_is_found(tmp_path: Path) -> None:
    functions = "p2, all, *, read, allow\np2, all, *, call, allow"
    sdl = SDL + "type Mutation { correct: Int }"
    rules = f"{RULES}p, dealer, Mutation.correct, call, allow\n"
    found = findings(tmp_path, sdl=sdl, rules=rules, functions=functions)
    assert {finding.reason for finding in found} == {
        "no case would miss p, dealer, Mutation.correct",
        "no case would miss p2, all, *",
    }


def test_a_hidden_field_that_cannot_be_null_is_found(tmp_path: Path) -> None:
    found = findings(tmp_path, sdl=SDL.replace("stock: Int", "stock: Int!"))
    assert [finding.reason for finding in found] == [
        "Product.stock is hidden but not nullable (for function:all kind:visitor)"
    ]


def test_a_type_hidden_whole_may_have_fields_that_cannot_be_null(tmp_path: Path) -> None:
    assert "amount: Int!" in SDL
    assert findings(tmp_path) == []


def test_a_list_of_partly_hidden_things_needs_room_for_null(tmp_path: Path) -> None:
    sdl = SDL.replace("product: Product", "product: Product found: [Found!]") + "union Found = Product | Money"
    reasons = [finding.reason for finding in findings(tmp_path, sdl=sdl)]
    assert any(reason.startswith("Query.found may hold hidden objects") for reason in reasons)


def test_a_rule_about_a_value_that_answers_hold_is_found(tmp_path: Path) -> None:
    sdl = SDL.replace("name: String!", "name: String! sort: Sort")
    rules = f"{RULES}p, visitor, Product.sort, read, allow\np, dealer, Sort.MARGIN, read, allow\n"
    found = findings(tmp_path, sdl=sdl, rules=rules)
    assert any(finding.line == 7 and "cannot be hidden" in finding.reason for finding in found)


def test_a_description_that_tells_of_a_hidden_field_is_found(tmp_path: Path) -> None:
    sdl = SDL.replace("name: String!", '"Unlike Product.stock." name: String!')
    assert [finding.reason for finding in findings(tmp_path, sdl=sdl)] == [
        "a text of Product.name names Product.stock, which is hidden (for function:all kind:visitor)"
    ]


def test_strict_loading_refuses_with_all_findings(tmp_path: Path) -> None:
    assert findings(tmp_path) == []
    schema = build_schema(SDL)
    assert load_policies(read_folder(tmp_path), schema, strict=True).warnings == ()
    wider = build_schema(SDL.replace("name: String!", "name: String! weight: Int length: Int"))
    with pytest.raises(PolicyError) as refused:
        load_policies(read_folder(tmp_path), wider, strict=True)
    assert len(refused.value.findings) == 2
    assert load_policies(read_folder(tmp_path), wider, strict=False).warnings != ()


@pytest.mark.parametrize("text", ["types: Money", "types: [Money]\nfields: []\nexcept: {}\nmore: 1", "types: ["])
def test_a_file_that_does_not_say_what_is_guarded_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(PolicyError) as refused:
        findings(tmp_path, guarded=text)
    assert refused.value.file == "guarded.yaml"
