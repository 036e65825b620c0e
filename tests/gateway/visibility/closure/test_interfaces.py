"""Clause (a): a field of an interface is visible when every visible implementation shows it."""

from __future__ import annotations

from tests.kit.closing import closed

SDL = """
interface Article { sku: ID name(short: Boolean): String cost: Int }
type Tool implements Article { sku: ID name(short: Boolean): String cost: Int }
type Part implements Article { sku: ID name(short: Boolean): String cost: Int }
type Query { article: Article }
"""


def test_a_field_that_one_implementation_hides_cannot_be_asked_on_the_interface() -> None:
    visible = closed(SDL, hidden={"Tool.cost"})
    assert "Article.cost" not in visible
    assert {"Part.cost", "Article.sku", "Article.name", "Article.name(short:)"} <= visible


def test_an_argument_that_one_implementation_hides_cannot_be_given_on_the_interface() -> None:
    visible = closed(SDL, hidden={"Part.name(short:)"})
    assert "Article.name(short:)" not in visible
    assert "Article.name" in visible


def test_a_hidden_implementation_does_not_count() -> None:
    visible = closed(SDL, hidden={"Part.sku", "Part.name", "Part.cost"})
    assert "Part" not in visible
    assert {"Article.cost", "Tool.cost"} <= visible


def test_an_interface_between_interface_and_type_follows_too() -> None:
    sdl = """
    interface Node { id: ID }
    interface Article implements Node { id: ID sku: ID }
    type Tool implements Node & Article { id: ID sku: ID }
    type Query { node: Node article: Article }
    """
    visible = closed(sdl, hidden={"Tool.id"})
    assert {"Node", "Node.id", "Article.id", "Query.node"}.isdisjoint(visible)
    assert {"Article.sku", "Query.article"} <= visible


def test_an_implementation_that_nothing_leads_to_does_not_count() -> None:
    sdl = """
    type Query { shelf: Named lost: Wrapper }
    type Wrapper { box: Box }
    interface Named { name: Int }
    type Tool implements Named { name: Int }
    type Box implements Named { name: Int size: Int }
    """
    seen = closed(sdl.replace("shelf: Named", "shelf: Tool"), hidden={"Query.lost", "Box.name"})
    assert {"Named.name", "Tool.name"} <= seen
    assert "Box" not in seen
