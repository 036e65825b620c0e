"""The parts of the README that are generated, each between two marks."""

from __future__ import annotations

TABLE, PREVIEW = "visibility table", "preview"


def with_block(readme: str, name: str, block: str) -> str:
    """The README with this text in the block of this name; raises ValueError where its marks are missing."""
    start, end = f"<!-- {name}: generated -->", f"<!-- end of {name} -->"
    before, has_start, rest = readme.partition(start)
    _, has_end, after = rest.partition(end)
    if not (has_start and has_end):
        raise ValueError(f"the README has no {start} with an {end} after it")
    return f"{before}{start}\n\n{block}\n\n{end}{after}"
