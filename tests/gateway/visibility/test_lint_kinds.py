"""Each kind of wrong edit of the policy files: what is said about it and where, and that it does not go live."""

from __future__ import annotations

import pytest

from gateway.visibility import Finding, PolicyError
from gateway.visibility.loading import load_policies
from tests.kit.editing_policies import edit
from tests.kit.served import RULES as SERVED_RULES
from tests.kit.served import Served
from tests.kit.wrong_edits import EDITS, SCHEMA, Edit, rule


@pytest.mark.parametrize("kind", EDITS)
def test_a_wrong_edit_is_found_with_file_line_reason_and_way_out(kind: str) -> None:
    edit = EDITS[kind]
    with pytest.raises(PolicyError) as refused:
        load_policies(edit.files(), SCHEMA, strict=True)
    assert edit.finding in refused.value.findings, str(refused.value)


@pytest.mark.parametrize("kind", [kind for kind, edit in EDITS.items() if not (edit.borne or edit.unseen)])
def test_a_running_gateway_refuses_it_too(kind: str) -> None:
    edit = EDITS[kind]
    with pytest.raises(PolicyError) as refused:
        load_policies(edit.files(), SCHEMA, strict=False)
    assert edit.finding in refused.value.findings


@pytest.mark.parametrize("kind", [kind for kind, edit in EDITS.items() if edit.borne])
def test_a_running_gateway_bears_what_schema_and_policies_may_differ_in(kind: str) -> None:
    edit = EDITS[kind]
    assert edit.finding in load_policies(edit.files(), SCHEMA, strict=False).warnings


@pytest.mark.parametrize("kind", [kind for kind, edit in EDITS.items() if edit.unseen])
def test_what_changes_nobodys_rights_is_left_to_the_check(kind: str) -> None:
    edited = load_policies(EDITS[kind].files(), SCHEMA, strict=False)
    assert edited.warnings == ()


def test_no_rule_hides_behind_a_comment() -> None:
    """A line end that no editor shows ends no line, for Casbin neither."""
    for hidden in "\u2028\u2029\x85\x0b\x0c\x1c":
        files = rule(f"# until Monday{hidden}p, visitor, @prices, read, allow", "", "").files()
        assert len(load_policies(files, SCHEMA, strict=True).lines.rules) == 8


def test_the_files_are_sound_before_the_edits() -> None:
    sound = Edit("rules.csv", "", Finding("", 0, "", "")).files()
    assert load_policies(sound, SCHEMA, strict=True).warnings == ()


CASE = """
- case: a visitor sees no author
  sentence: authors are for dealers
  viewer: {claims: ["kind:visitor"]}
  does_not_see: [Review.author]
"""
ORDER = """
- order: a visitor sees no more than a till
  sentence: tills are ours
  lesser: {claims: ["kind:visitor"]}
  greater: {claims: ["kind:unknown"]}
"""
SHOWN = "p, visitor, Product.list, read, allow\n"
"""What each edit below would bring beside its mistake."""
WRONG = {
    "a trailing comment": {"rules.csv": SERVED_RULES + SHOWN + "p, everyone, Product.sku, read, deny # Monday\n"},
    "quotes": {"rules.csv": SERVED_RULES + SHOWN + 'p, visitor, "Product.sku", read, allow\n'},
    "a word too few": {"rules.csv": SERVED_RULES + SHOWN + "p, visitor, Product.sku, read\n"},
    "an unknown role": {"rules.csv": SERVED_RULES + SHOWN + "p, visiter, Product.list, read, allow\n"},
    "an unknown group": {"rules.csv": SERVED_RULES + SHOWN + "p, visitor, @lists, read, allow\n"},
    "deny outside of everyone": {"rules.csv": SERVED_RULES + SHOWN + "p, visitor, Product.sku, read, deny\n"},
    "a case that does not hold": {
        "rules.csv": SERVED_RULES + SHOWN + "p, visitor, Review.author, read, allow\np, visitor, *, read, allow\n",
        "cases/a.yaml": CASE,
    },
    "an order that does not hold": {"rules.csv": SERVED_RULES + SHOWN, "subsets.yaml": ORDER},
}


@pytest.mark.parametrize("kind", WRONG)
async def test_no_wrong_edit_goes_live(served: Served, kind: str) -> None:
    assert served.settings.policies is not None
    before = (await served.http.get("/health/ready")).json()["policies"]
    for name, text in WRONG[kind].items():
        path = served.settings.policies / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for _ in range(2):
        await served.gateway.watches["policies"].look_again()
    assert (await served.http.get("/health/ready")).json()["policies"] == before
    assert any(f"{list(WRONG[kind])[-1]}:" in entry.get("problem", "") for entry in served.logged())
    assert "errors" in await served.ask("{ products(first: 1) { list } }")
    assert "gateway_policies_broken 1.0" in (await served.http.get("/metrics")).text


async def test_without_its_mistake_the_edit_goes_live(served: Served) -> None:
    await edit(served, SERVED_RULES + SHOWN)
    assert (await served.ask("{ products(first: 1) { list } }"))["data"] == {"products": [{"list": 100}]}
