"""Generated source never grows beyond what the language compiles, however deep a document goes."""

from __future__ import annotations

from contextlib import ExitStack

import pytest

from gateway.execution.fast.problems import NotFastError
from gateway.execution.fast.source import Source
from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World

TOO_DEEP = "objects nested too deeply"


def things() -> Federation:
    thing: dict[str, object] = {"__typename": "Thing", "id": "1", "name": "n"}
    thing |= {"one": thing, "many": [[thing]]}
    return Federation(
        World(roots={"Query.thing": lambda: thing}, entities={"Thing": [thing]}),
        a='type Query { thing: Thing }  type Thing @key(fields: "id") { id: ID!  one: Thing  many: [[Thing]] }',
        b='type Thing @key(fields: "id") { id: ID!  name: String }',
    )


@pytest.mark.parametrize(
    ("key", "depth", "way"),
    [("one", 40, None), ("one", 60, TOO_DEEP), ("many", 10, None), ("many", 11, TOO_DEEP)],
)
async def test_a_deep_document_goes_the_general_way(key: str, depth: int, way: str | None) -> None:
    house = things()
    await house.expect_as_monolith(f"{{ thing {f'{{ {key} ' * depth} {{ name }} {'}' * depth} }}")
    assert house.way == way


@pytest.mark.parametrize(("head", "most"), [("if True:", 99), ("for _ in ():", 20)])
def test_all_that_the_language_compiles_may_be_written(head: str, most: int) -> None:
    def nested(depth: int) -> Source:
        source = Source({})
        with ExitStack() as blocks:
            for _ in range(depth):
                blocks.enter_context(source.block(head))
        return source

    assert nested(most).compiled() is not None
    with pytest.raises(NotFastError, match=TOO_DEEP):
        nested(most + 1)
    with pytest.raises(SyntaxError):
        compile("\n".join("\t" * at + head for at in range(most + 1)) + "\n" + "\t" * (most + 1) + "pass", "", "exec")
