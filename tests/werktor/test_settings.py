"""What the settings of a house mean."""

from __future__ import annotations

from pathlib import Path

from werktor.settings import Settings


def test_another_database_is_another_world_and_gets_its_own_demo_data(tmp_path: Path) -> None:
    urls = ("", "postgresql+asyncpg://one/werktor", "postgresql+asyncpg://two/werktor")
    markers = {Settings(var=tmp_path, database_url=url).demo_marker() for url in urls}
    assert len(markers) == len(urls)
