"""Nothing that is hidden from somebody is told to him, however he asks.

The grid is made of the real supergraph, policies and manifest: every distinct set of what somebody may see, times
everything of the whole supergraph that is not in it, times every way to ask (`ways/`). Each question goes through a
whole gateway as bytes, over subgraphs that answer each field with a value of its own, and is asked once more for a
name that does not exist: the answers are the same, byte by byte, once the one name is put for the other.

By default are asked: every visible set with everything hidden from it, what is inaccessible and what only federation
knows included, several names in one document, where they would stand; and everything of the public schema that is
hidden from anybody in every way that can ask for it, of one who may not see it. `make leak-grid` asks every cell,
which takes half an hour on two cores.

How long an answer takes is not looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.leaks.grid import Report, each_way, run, sweep
from tests.leaks.ways import ways
from tests.leaks.world import World, open_house

Tell = Callable[[Report], None]


def expect_no_leak(report: Report) -> None:
    assert not report.leaks, "\n".join([str(report), *map(str, report.leaks[:20])])


async def test_whatever_is_hidden_from_anybody_reads_like_nothing_where_it_would_stand(
    real: World, tmp_path: Path, told: Tell
) -> None:
    async with open_house(real, tmp_path) as house:
        report = await sweep(house, real.sets)
    told(report)
    assert report.pairs == {(seen.name, hidden.text) for seen in real.sets for hidden in real.hidden(seen)}
    expect_no_leak(report)


async def test_nothing_hidden_is_told_by_any_way_to_ask(real: World, tmp_path: Path, told: Tell) -> None:
    own = [way for way in ways() if not way.abstract]
    async with open_house(real, tmp_path) as house:
        report = await run(house, each_way(real, own))
    told(report)
    assert not [way.name for way in own if not report.cells[way.name]], "a way that asks nothing shows nothing"
    hidden = {one.text for seen in real.sets for one in real.hidden(seen) if one.text in real.public}
    assert {name for _, name in report.pairs} >= hidden
    expect_no_leak(report)


async def test_nor_behind_an_interface_or_a_union(abstract: World, tmp_path: Path, told: Tell) -> None:
    own = [way for way in ways() if way.abstract]
    async with open_house(abstract, tmp_path) as house:
        report = await run(house, each_way(abstract, own))
    told(report)
    assert not [way.name for way in own if not report.cells[way.name]], "a way that asks nothing shows nothing"
    expect_no_leak(report)
