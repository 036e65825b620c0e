"""The SQL statements that requests cause."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

from sqlalchemy import event

from subgraphs.common.database import Database


def noted(databases: Iterable[Database]) -> list[str]:
    """A list that grows by every statement from now on, those of background work left out: they come when they come."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")) and not _is_background():
            statements.append(statement)

    for database in databases:
        for engine in database.engines:
            event.listen(engine.sync_engine, "before_cursor_execute", note)
    return statements


def _is_background() -> bool:
    task = asyncio.current_task()
    return task is not None and task.get_name().startswith("background ")
