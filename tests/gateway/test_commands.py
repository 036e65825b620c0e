"""Every stage of the gateway by hand, and what the commands say to bad input: one message, no traceback."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from gateway.__main__ import main
from tests.kit.fixture_supergraph import supergraph_sdl
from tests.kit.policy_folder import write_policies
from tests.kit.shop_federation import PRICES, PRODUCTS, REVIEWS, USERS

SUBGRAPH = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])\n'


@pytest.fixture
def supergraph(tmp_path: Path) -> Path:
    sdls = {"products": PRODUCTS, "prices": PRICES, "reviews": REVIEWS, "users": USERS}
    return _file(tmp_path / "supergraph.graphql", supergraph_sdl(sdls))


def _file(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def _run(monkeypatch: pytest.MonkeyPatch, *arguments: str | Path) -> str | int | None:
    """How the command ends: 0, 1 or the message that it refuses with."""
    monkeypatch.setattr(sys, "argv", ["gateway", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code


def test_plan_prints_how_an_operation_is_fetched(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, supergraph: Path
) -> None:
    query = _file(tmp_path / "query.graphql", "{ products { sku list } }")
    assert _run(monkeypatch, "plan", "--supergraph", supergraph, query) == 0
    printed = capsys.readouterr().out
    assert printed.index("products") < printed.index("prices")


@pytest.mark.parametrize(
    ("stage", "printed"),
    [
        ("tables", "    price: Int, requires { units { factor { value } } }"),
        ("operation", "    dear: price(quantity: $n) if $v"),
        ("choice", "Product in products: sku from here, price from prices = 1 fetches, 1 stages"),
        ("plan", "{ __typename sku units { factor { value } } } =>"),
        ("requests", "prices: query Q__prices__1($representations:[_Any!]!,$n:Int){_entities("),
    ],
)
def test_every_stage_on_the_way_to_a_plan_can_be_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], supergraph: Path, stage: str, printed: str
) -> None:
    query = "query Q($n: Int, $v: Boolean!) { products { ... { sku dear: price(quantity: $n) @include(if: $v) } } }"
    assert _run(monkeypatch, "plan", "--supergraph", supergraph, "--stage", stage, query) == 0
    assert printed in capsys.readouterr().out


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("{ products { cost } }", "Cannot query field 'cost' on type 'Product'. (line 1, column 14)"),
        ("{ products {", "Syntax Error"),
        ("query A { me { id } } query B { me { id } }", "has several operations; name one of A, B."),
        (b"\xff", "query.graphql: cannot be read"),
    ],
)
def test_plan_refuses_what_is_no_operation_of_the_supergraph(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, supergraph: Path, query: str | bytes, said: str
) -> None:
    file = _file(tmp_path / "query.graphql", query)
    assert said in str(_run(monkeypatch, "plan", "--supergraph", supergraph, file))


@pytest.mark.parametrize("text", ["type Query {", "type Query { a: Int }", b"\xff"])
def test_a_file_that_is_no_supergraph_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str | bytes
) -> None:
    file = _file(tmp_path / "broken.graphql", text)
    query = _file(tmp_path / "query.graphql", "{ a }")
    said = str(_run(monkeypatch, "plan", "--supergraph", file, query))
    assert said.startswith(f"gateway: {file}: ")
    assert said.count(str(file)) == 1


def test_visible_prints_the_schema_of_somebody_with_these_claims(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, supergraph: Path
) -> None:
    rules = "p, visitor, Query.products, read, allow\np, visitor, Product.sku, read, allow\np, dealer, *, read, allow\n"
    folder = write_policies(tmp_path / "policies", rules, fields="g2, Product.list, @list_prices")
    places: tuple[str | Path, ...] = ("visible", "--supergraph", supergraph, "--policies", folder)
    assert _run(monkeypatch, *places, "--claim", "kind:visitor") == 0
    visitor = capsys.readouterr().out
    assert "sku" in visitor
    assert "list" not in visitor
    assert _run(monkeypatch, *places, "--claim", "kind:dealer", "--function", "all") == 0
    assert "list" in capsys.readouterr().out


def test_visible_refuses_a_folder_that_is_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, supergraph: Path
) -> None:
    folder = tmp_path / "absent"
    said = _run(monkeypatch, "visible", "--supergraph", supergraph, "--policies", folder, "--claim", "kind:dealer")
    assert str(folder) in str(said)


def test_compose_prints_a_supergraph_that_plan_can_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    items = _file(
        tmp_path / "a.graphql", SUBGRAPH + 'type Query { item: Item } type Item @key(fields: "id") { id: ID }'
    )
    costs = _file(tmp_path / "b.graphql", SUBGRAPH + 'type Item @key(fields: "id") { id: ID cost: Int }')
    assert _run(monkeypatch, "compose", f"items={items}@http://items/graphql", f"costs={costs}") == 0
    composed = capsys.readouterr().out
    assert "http://items/graphql" in composed
    file = _file(tmp_path / "composed.graphql", composed)
    query = _file(tmp_path / "query.graphql", "{ item { cost } }")
    assert _run(monkeypatch, "plan", "--supergraph", file, query) == 0
    assert "costs" in capsys.readouterr().out


def test_compose_names_what_does_not_compose_and_prints_nothing_else(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = _file(
        tmp_path / "a.graphql", SUBGRAPH + 'type Query { item: Item } type Item @key(fields: "id") { name: ID }'
    )
    assert _run(monkeypatch, "compose", f"items={file}") == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "KEY_INVALID_FIELDS: [items]" in printed.err


@pytest.mark.parametrize("given", ["items", "=file", "items="])
def test_compose_refuses_what_names_no_subgraph(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    said = f"gateway: '{given}' does not name a subgraph; write name=FILE or name=FILE@URL."
    assert _run(monkeypatch, "compose", given) == said


def test_serve_refuses_a_setting_of_the_environment_that_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WERKTOR_GATEWAY_SUPERGRAF", "x")
    said = _run(monkeypatch, "serve")
    assert said == "gateway: environment: unknown setting 'supergraf'; did you mean 'supergraph'?"


@pytest.mark.parametrize("port", ["70000", "-1", "http", "1" * 5000])
def test_what_is_no_port_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], port: str
) -> None:
    assert _run(monkeypatch, "serve", "--port", port) == 2
    assert "is not a port; one from 0 to 65535 is needed" in capsys.readouterr().err
