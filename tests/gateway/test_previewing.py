"""What edited policies would change, told exactly and before anything is live."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from gateway.model.viewer import Viewer
from gateway.operations.documents import stored_documents
from gateway.operations.limits import Limits
from gateway.previewing import (
    Becomes,
    JudgedSubscription,
    Preview,
    as_plain,
    as_text,
    preview,
    preview_of_files,
)
from gateway.settings import Settings
from gateway.snapshot import SupergraphPart
from gateway.visibility.files import read_folder
from gateway.visibility.policies import Policies
from tests.kit.composition import expect_valid
from tests.kit.policy_folder import ROLES, policies_for, write_policies

SDL = """
type Query { thing(order: Order): Thing }
type Mutation { buy(input: Purchase!): Thing }
type Subscription { sold(fresh: Boolean): Thing }
type Thing { name: String cost: Int maker: Maker }
type Maker { name: String town: String }
input Purchase { number: Int! note: String }
enum Order { NAME COST }
"""
DOCUMENTS = {
    "1": "query Page($order: Order) { first: thing(order: $order) { name cost maker { name town } } }",
    "2": "mutation Buy($input: Purchase!) { buy(input: $input) { name } }",
    "3": "subscription Sales { sold { name cost } }",
}
BASE = """
p, visitor, Query.thing, read, allow
p, visitor, Thing.name, read, allow
p, visitor, Order.NAME, read, allow
"""
MORE = "p, dealer, Thing.maker, read, allow\np, dealer, Maker.*, read, allow\n"
CASES = """
- {case: a visitor, sentence: s, viewer: {claims: ["kind:visitor"]}, sees: [Thing.name]}
- {case: a buyer, sentence: s, viewer: {claims: ["kind:dealer"], functions: [buyer]}, sees: [Thing.name]}
- {case: a till, sentence: s, viewer: {claims: ["kind:dealer"], machine: ["machine:till"]}, does_not_see: [Thing.cost]}
"""
FUNCTIONS = "p2, all, *, read, allow\np2, all, *, call, allow\np2, all, *, subscribe, allow\n" + (
    "p2, buyer, *, read, allow\np2, buyer, *, call, allow\np2, buyer, *, subscribe, allow\n"
)
Load = Callable[[str], Policies]


def graph_of(sdl: str, texts: dict[str, str]) -> SupergraphPart:
    supergraph = expect_valid(shop=sdl)
    documents = stored_documents(json.dumps(texts), "manifest", supergraph.public_schema)
    return SupergraphPart(supergraph, documents, limits=Limits.of(Settings()), cache_bytes=0)


@pytest.fixture(scope="module")
def graph() -> SupergraphPart:
    return graph_of(SDL, DOCUMENTS)


@pytest.fixture
def load(tmp_path: Path, graph: SupergraphPart) -> Load:
    def loaded(rules: str) -> Policies:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        others = {"cases/all.yaml": CASES}
        schema = graph.supergraph.public_schema
        return policies_for(folder, schema, rules, functions=FUNCTIONS, others=others)

    return loaded


def made(graph: SupergraphPart, before: Policies, after: Policies) -> Preview:
    return preview(before, after, graph, ())


def test_nothing_changes_between_equal_policies(graph: SupergraphPart, load: Load) -> None:
    told = made(graph, load(BASE), load(BASE + "# a comment"))
    assert told == Preview(subscriptions=())
    assert as_text(told).splitlines() == [
        "Nobody would see anything else.",
        "Every stored document answers as before.",
        "Every running subscription goes on as it is.",
    ]


def test_who_gains_is_told_with_coordinates_and_who_gains_the_same_is_told_together(
    graph: SupergraphPart, load: Load
) -> None:
    (change,) = made(graph, load(BASE), load(BASE + MORE)).changes
    assert change.title == "dealer: buyer"
    assert change.gains == ("Maker.name", "Maker.town", "Thing.maker")
    assert change.loses == ()


def test_a_machine_follows_its_company_as_far_as_it_may_itself(graph: SupergraphPart, load: Load) -> None:
    tills = BASE.replace("visitor", "till")
    before = load(BASE + tills)
    after = load(BASE + tills + MORE + MORE.replace("dealer", "till"))
    (change,) = made(graph, before, after).changes
    assert change.title == "dealer: buyer, machines till"


def test_somebody_whom_only_the_edited_files_know_gains_too(graph: SupergraphPart, load: Load, tmp_path: Path) -> None:
    edited = policies_for(
        tmp_path / "edited",
        graph.supergraph.public_schema,
        BASE + "p, fitter, Thing.cost, read, allow",
        roles=f"{ROLES}g, kind:fitter, fitter\ng, fitter, visitor",
        functions=FUNCTIONS,
        others={"cases/all.yaml": CASES},
    )
    (change,) = made(graph, load(BASE), edited).changes
    assert change.title == "fitter"
    assert {"Thing.name", "Thing.cost", "Query.thing"} <= set(change.gains)


def test_who_gains_only_what_subgraphs_decide_by_is_told_too(graph: SupergraphPart, load: Load, tmp_path: Path) -> None:
    """A role opens rows and a group seen whole lifts caps, though no coordinate changes."""

    def grouped(name: str, fields: str, roles: str = ROLES) -> Policies:
        rules = f"{BASE}p, visitor, @exact, read, allow\n" if "Thing.cost" not in fields else BASE
        return policies_for(
            tmp_path / name,
            graph.supergraph.public_schema,
            rules,
            roles=roles,
            fields=fields,
            functions=FUNCTIONS,
            others={"cases/all.yaml": CASES},
        )

    before = grouped("before", "g2, Thing.cost, @exact\ng2, Query.thing, @exact")
    shrunk = grouped("shrunk", "g2, Query.thing, @exact")
    changes = {one.title: (one.gains, one.loses) for one in made(graph, before, shrunk).changes}
    assert changes == {"visitor; dealer: buyer": (("@exact",), ())}
    renamed = grouped("more", "g2, Thing.cost, @exact\ng2, Query.thing, @exact", f"{ROLES}g, dealer, courier")
    told = made(graph, before, renamed)
    assert [(one.gains, one.loses) for one in told.changes] == [(("role courier",), ())]
    assert "    + role courier" in as_text(told).splitlines()


def test_who_loses_is_told_as_well_as_who_gains(graph: SupergraphPart, load: Load) -> None:
    before, after = load(BASE + MORE), load(BASE + "p, visitor, Thing.cost, read, allow")
    changes = {one.title: (one.gains, one.loses) for one in made(graph, before, after).changes}
    assert changes == {
        "visitor": (("Thing.cost",), ()),
        "dealer: buyer": (("Thing.cost",), ("Maker.name", "Maker.town", "Thing.maker")),
    }


def test_a_stored_document_is_told_with_the_paths_it_answers_from_then_on(graph: SupergraphPart, load: Load) -> None:
    told = made(graph, load(BASE), load(BASE + MORE))
    (document,) = told.documents
    assert (document.name, document.title) == ("Page", "dealer: buyer")
    assert document.gains == ("first.maker", "first.maker.name", "first.maker.town")
    assert not document.stops
    assert "      + first.maker" in as_text(told).splitlines()
    assert "first.maker.name" not in as_text(told)


def test_a_stored_document_that_loses_is_told_with_the_paths_that_become_null(
    graph: SupergraphPart, load: Load
) -> None:
    (document,) = made(graph, load(BASE + "p, visitor, Thing.cost, read, allow"), load(BASE)).documents
    assert (document.name, document.title, document.gains, document.loses) == (
        "Page",
        "visitor; dealer: buyer",
        (),
        ("first.cost",),
    )


def test_a_path_that_is_null_for_objects_of_one_type_alone_is_told_with_the_type(tmp_path: Path) -> None:
    graph = graph_of(
        "type Query { found: [Any] } union Any = Thing | Maker type Thing { name: String } type Maker { name: String }",
        {"1": "query Search { found { ... on Thing { name } ... on Maker { name } } }"},
    )
    rules = (
        "p, visitor, Query.found, read, allow\np, visitor, Thing.name, read, allow\np, visitor, Maker.name, read, allow"
    )
    before, after = (
        policies_for(tmp_path / name, graph.supergraph.public_schema, text)
        for name, text in (("before", rules), ("after", rules.replace("visitor, Maker", "dealer, Maker")))
    )
    assert [(one.title, one.loses) for one in made(graph, before, after).documents] == [
        ("visitor", ("found.<Maker>.name",))
    ]


@pytest.mark.parametrize(
    ("rule", "document"),
    [
        ("p, visitor, Mutation.buy, call, allow", "Buy"),
        ("p, visitor, Subscription.sold, subscribe, allow", "Sales"),
    ],
)
def test_a_document_whose_root_is_hidden_stops_and_begins_with_it(
    graph: SupergraphPart, load: Load, rule: str, document: str
) -> None:
    with_it, without = load(BASE + rule), load(BASE)
    (stopping,) = made(graph, with_it, without).documents
    assert (stopping.name, stopping.stops, stopping.starts) == (document, True, False)
    assert "      is refused whole" in as_text(made(graph, with_it, without)).splitlines()
    (starting,) = made(graph, without, with_it).documents
    assert (starting.name, starting.stops, starting.starts) == (document, False, True)


def test_a_value_that_a_variable_may_no_longer_hold_is_told(graph: SupergraphPart, load: Load) -> None:
    before, after = (
        load(BASE + "p, visitor, Order.COST, read, allow"),
        load(BASE + "p, dealer, Order.COST, read, allow"),
    )
    (document,) = made(graph, before, after).documents
    assert (document.title, document.loses) == ("visitor", ("$order: Order.COST",))


def test_running_subscriptions_are_counted_by_document_viewer_and_what_becomes_of_them(
    graph: SupergraphPart, load: Load
) -> None:
    visitor, buyer = Viewer(), Viewer(claims=frozenset({"kind:dealer"}), functions=frozenset({"buyer"}))
    running = [
        JudgedSubscription(buyer, "Sales", 2, Becomes.NARROWED),
        JudgedSubscription(buyer, "Sales", 3, Becomes.NARROWED),
        JudgedSubscription(visitor, "a text", 1, Becomes.ENDED),
        JudgedSubscription(visitor, "Sales", 9, Becomes.UNTOUCHED),
    ]
    told = preview(load(BASE), load(BASE + MORE), graph, running)
    assert as_plain(told)["subscriptions"] == [
        {"document": "Sales", "audience": "dealer: buyer", "count": 5, "closes": False, "becomes": "lose fields"},
        {"document": "a text", "audience": "visitor", "count": 1, "closes": True, "becomes": "close"},
    ]
    assert "  Sales: 5 of dealer: buyer would lose fields" in as_text(told).splitlines()


def test_files_that_do_not_pass_the_check_are_answered_with_the_findings_alone(
    graph: SupergraphPart, load: Load, tmp_path: Path
) -> None:
    def judge(_: Policies) -> list[JudgedSubscription]:
        raise AssertionError("nothing is judged by files that do not pass")

    files = read_folder(write_policies(tmp_path / "edited", "p, dealre, Thing.cost, read, allow"))
    told = preview_of_files(load(BASE), files, graph, judge)
    assert [(one.file, one.line) for one in told.findings] == [("rules.csv", 1)]
    assert (told.changes, told.documents, told.subscriptions) == ((), (), None)
    assert "rules.csv:1: nobody holds the role 'dealre'" in as_text(told)
    plain = as_plain(told)
    assert plain["findings"][0].keys() == {"file", "line", "reason", "wayOut"}
    assert plain["changes"] == []
