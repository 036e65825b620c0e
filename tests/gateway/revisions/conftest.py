"""Each kind of store, filled with revision 1."""

from __future__ import annotations

from pathlib import Path

import pytest

from gateway.revisions.store import RevisionStore
from tests.conftest import fresh_database
from tests.kit.revision_stores import filled_folder, filled_tables


@pytest.fixture(params=["folder", "sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str | None:
    """None for the folder."""
    if request.param == "postgresql":
        return fresh_database(request.getfixturevalue("postgres_server"))
    return f"sqlite+aiosqlite:///{tmp_path}/revisions.sqlite3" if request.param == "sqlite" else None


@pytest.fixture
async def store(store_url: str | None, tmp_path: Path) -> RevisionStore:
    if store_url is None:
        return await filled_folder(tmp_path)
    return await filled_tables(store_url, tmp_path)
