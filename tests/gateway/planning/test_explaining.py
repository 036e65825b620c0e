"""The choices of a plan can be read: what was taken, what else there was, and what each would have cost."""

from __future__ import annotations

from gateway.planning.explaining import explain_choice
from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World


def test_options_that_lost_stand_beside_the_one_that_was_taken() -> None:
    house = Federation(
        World(),
        a='type Query { thing: Thing } type Thing @key(fields: "id") { id: ID! }',
        b='type Thing @key(fields: "id") { id: ID!  size: Int @shareable }',
        c='type Thing @key(fields: "id") { id: ID!  size: Int @shareable  weight: Int }',
    )
    lines = explain_choice(house.supergraph, house.normalized("{ thing { size weight } }")).splitlines()
    at = lines.index("Thing in a: size from c, weight from c = 1 fetches, 1 stages, 4 fields: 1104")
    assert lines[at + 1] == "  size: b 1102; c 1102"
