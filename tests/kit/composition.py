"""Composes small subgraphs written as SDL, and says what was expected of them."""

from __future__ import annotations

from gateway.composition import CompositionError, CompositionResult, Hint, SubgraphDefinition, compose
from gateway.supergraph import Supergraph, read_supergraph

LINK = """
extend schema @link(url: "https://specs.apollo.dev/federation/v2.11", import: ["@key", "@shareable", "@external",
  "@requires", "@provides", "@override", "@inaccessible", "@tag", "@interfaceObject", "@composeDirective",
  "@authenticated", "@requiresScopes", "@policy", "@cost", "@listSize", "@context", "@fromContext"])
"""


def subgraph(name: str, sdl: str, *, link: bool = True) -> SubgraphDefinition:
    """A subgraph at an invented address; `link=False` for SDL with a link of its own, or none at all."""
    return SubgraphDefinition(name=name, url=f"http://{name}.test/graphql", sdl=f"{LINK if link else ''}{sdl}")


def composed(**sdls: str) -> CompositionResult:
    return compose([subgraph(name, sdl) for name, sdl in sdls.items()])


def expect_valid(**sdls: str) -> Supergraph:
    """Composes, and reads the result as the gateway does."""
    result = composed(**sdls)
    assert not result.errors, result.errors
    assert result.sdl is not None
    return read_supergraph(result.sdl)


def expect_sdl(**sdls: str) -> str:
    result = composed(**sdls)
    assert not result.errors, result.errors
    assert result.sdl is not None
    return result.sdl


def expect_errors(*codes: str, mentions: tuple[str, ...] = (), **sdls: str) -> tuple[CompositionError, ...]:
    """Fails to compose with exactly these codes; every word of `mentions` stands in one of the messages."""
    result = composed(**sdls)
    assert [one.code for one in result.errors] == list(codes), result.errors
    assert result.sdl is None
    text = "\n".join(one.message for one in result.errors)
    missing = [word for word in mentions if word not in text]
    assert not missing, text
    return result.errors


def expect_hints(*codes: str, **sdls: str) -> tuple[Hint, ...]:
    """Composes, with exactly these hints."""
    result = composed(**sdls)
    assert not result.errors, result.errors
    assert [one.code for one in result.hints] == list(codes), result.hints
    return result.hints


def definition(sdl: str, name: str) -> str:
    """The definition of one type in a supergraph SDL, without its description."""
    lines = sdl.split("\n")
    start = next(
        index
        for index, line in enumerate(lines)
        if line.split(" ")[:2] in [[kind, name] for kind in ("type", "interface", "union", "enum", "input", "scalar")]
    )
    end = next((index for index in range(start, len(lines)) if not lines[index]), len(lines))
    return "\n".join(lines[start:end])
