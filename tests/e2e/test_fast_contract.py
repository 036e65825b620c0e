"""The documents of the contract go the fast way: nearly every form that any audience can meet has a program."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from graphql import parse

from gateway.errors import ClientError
from gateway.execution import compile_plan
from gateway.execution.fast.program import Program
from gateway.identity.viewers import viewer_of
from gateway.model.visible import VisibleSchema
from gateway.operations.normalize import normalize
from gateway.planning import plan
from gateway.supergraph import Supergraph, read_supergraph
from gateway.visibility.files import read_folder
from gateway.visibility.loading import load_policies
from werktor.contract import read_documents
from werktor.settings import ROOT

AUDIENCES = (
    ("kind:visitor",),
    ("kind:private",),
    ("kind:firm",),
    ("kind:dealer", "tier:plus"),
    ("staff:sales",),
    ("staff:finance",),
)
AT_LEAST = 0.95


@pytest.fixture(scope="module")
def supergraph() -> Supergraph:
    return read_supergraph((ROOT / "schema.graphql").read_text(encoding="utf-8"))


def test_nearly_all_forms_of_contract_documents_are_fast(supergraph: Supergraph) -> None:
    policies = load_policies(read_folder(ROOT / "policies"), supergraph.public_schema, strict=False)
    forms: list[Program | str] = []
    for claims, document in product(AUDIENCES, read_documents(ROOT / "frontend-contract")):
        viewer = viewer_of({"sub": "somebody", "claims": list(claims), "functions": ["all"]}, "de")
        forms += _forms(supergraph, policies.visible(viewer), document.text)
    slow = [one for one in forms if isinstance(one, str)]
    assert len(forms) > 60
    assert len(slow) / len(forms) <= 1 - AT_LEAST, set(slow)


def _forms(supergraph: Supergraph, visible: VisibleSchema, text: str) -> Iterator[Program | str]:
    """The forms of a document for each set of conditions; none when somebody may not ask it."""
    try:
        operation = normalize(supergraph.public_schema, parse(text), None, visible)
    except ClientError:
        return
    if operation.kind == "subscription":
        return
    fast = compile_plan(plan(supergraph, operation), supergraph, visible).fast_forms
    names = fast.condition_names
    for values in product((True, False), repeat=len(names)):
        yield fast.make(dict(zip(names, values, strict=True)))
