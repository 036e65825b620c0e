"""What subgraphs ask of one another is answered by whom they ask, and hidden from everybody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from graphql import GraphQLSchema, build_ast_schema, build_schema, parse, validate
from joserfc.jwk import OKPKey

from subgraphs.accounts.tokens import TokenKeys
from subgraphs.common.app import Subgraph
from subgraphs.common.callers import root_fields
from werktor.settings import ROOT
from werktor.subgraphs import all_subgraphs

SUBGRAPHS = all_subgraphs(TokenKeys([OKPKey.generate_key("Ed25519").as_dict(private=True)]))
NEEDS = sorted((ROOT / "subgraphs").glob("*/needs/*.graphql"))


def sdl_of(subgraph: Subgraph) -> GraphQLSchema:
    """The schema of a subgraph as its own SDL declares it; the definitions of federation are not part of it."""
    return build_ast_schema(parse(subgraph.schema.as_str()), assume_valid_sdl=True)


def faults(caller: str, text: str) -> list[str]:
    """Why nobody would answer this document of `caller` as it stands; empty when exactly one peer does."""
    document = parse(text)
    asked = [peer for peer in SUBGRAPHS.values() if root_fields(document) <= peer.callers.get(caller, frozenset())]
    if len(asked) != 1:
        return [f"{len(asked)} subgraphs list {', '.join(sorted(root_fields(document)))} for {caller}"]
    return [error.message for error in validate(sdl_of(asked[0]), document)]


def listed() -> Iterator[tuple[str, str, str]]:
    """Callee, caller and root field of everything that is listed."""
    for name, subgraph in SUBGRAPHS.items():
        for caller, fields in subgraph.callers.items():
            yield from ((name, caller, field) for field in sorted(fields))


@pytest.mark.parametrize("path", NEEDS, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_a_document_of_needs_is_valid_at_the_peer_that_lists_its_fields(path: Path) -> None:
    assert faults(path.parent.parent.name, path.read_text(encoding="utf-8")) == []


def test_everything_that_is_listed_is_needed() -> None:
    asked = {
        (path.parent.parent.name, field)
        for path in NEEDS
        for field in root_fields(parse(path.read_text(encoding="utf-8")))
    }
    assert {(caller, field) for _, caller, field in listed()} == asked


@pytest.mark.parametrize(
    ("caller", "text", "fault"),
    [
        ("content", "{ articles(skus: []) { sku } }", "0 subgraphs list articles for content"),
        ("orders", "{ articles { sku } ghosts }", "0 subgraphs list articles, ghosts for orders"),
        (
            "orders",
            '{ articles(skus: [], deliverTo: "DE") { ghost } }',
            "Cannot query field 'ghost' on type 'Article'.",
        ),
        ("orders", "{ articles(skus: []) { sku } }", "'Query.articles(deliverTo:)' of type 'String!' is required"),
    ],
)
def test_a_document_that_nobody_answers_is_found(caller: str, text: str, fault: str) -> None:
    assert fault in "; ".join(faults(caller, text))


@pytest.mark.parametrize(("callee", "caller", "field"), list(listed()))
def test_a_field_for_peers_is_there_and_no_client_sees_it(callee: str, caller: str, field: str) -> None:
    assert caller in SUBGRAPHS.keys() - {callee}
    own = sdl_of(SUBGRAPHS[callee])
    declared = [root for root in (own.query_type, own.mutation_type) if root is not None and field in root.fields]
    assert len(declared) == 1
    public = build_schema((ROOT / "frontend-contract" / "public.graphql").read_text(encoding="utf-8"))
    assert not [root for root in (public.query_type, public.mutation_type) if root is not None and field in root.fields]
    node = declared[0].fields[field].ast_node
    assert node is not None
    assert "inaccessible" in [directive.name.value for directive in node.directives]
