"""Where the all-in-one process keeps its data and how it is reached; every value can be set as `WERKTOR_<NAME>`."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from gateway.errors import ConfigurationError
from subgraphs.common.clock import Clock, FixedClock, SystemClock

PORTS = {"products": 8101, "prices": 8102, "stock": 8103, "orders": 8104, "content": 8105, "accounts": 8106}
"""Where a subgraph listens when it runs as a process of its own."""

ROOT = Path(__file__).resolve().parent.parent
"""The checkout: policies, schema and contract are read from there."""


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="WERKTOR_", frozen=True)

    var: Path = Field(default=ROOT / "var", description="Folder of databases and keys.")
    database_url: str = Field(
        default="",
        description="PostgreSQL URL (postgresql+asyncpg://...) shared by all subgraphs, each in its own schema; "
        "empty: one SQLite file per subgraph under var.",
    )
    redis_url: str = Field(
        default="",
        description="Redis that carries events among several processes of one subgraph; empty: one process each.",
    )
    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port of the all-in-one process.")
    today: date | None = Field(
        default=None, description="A fixed day for prices, stock and demo data; default: the real one."
    )
    policies: Path = Field(default=ROOT / "policies", description="Folder of the policy files.")
    subgraph_urls: Annotated[dict[str, str], NoDecode] = Field(
        default={}, description="Where subgraphs run as processes of their own: products=http://...,prices=http://..."
    )
    traces_endpoint: str = Field(
        default="", description="Address that takes traces by OTLP over HTTP; empty: there are none."
    )
    traces_ratio: float = Field(default=1.0, gt=0, le=1, description="Share of the requests that are traced.")
    production: bool = Field(default=False, description="Refuses demo data and demo sign-ins.")

    @field_validator("subgraph_urls", mode="before")
    @classmethod
    def _pairs(cls, given: object) -> object:
        if not isinstance(given, str):
            return given
        pairs = [pair.partition("=") for pair in given.split(",") if pair]
        if not all(separator for _, separator, _ in pairs):
            raise ValueError("write products=http://...,prices=http://...")
        return {name: url for name, _, url in pairs}

    @field_validator("database_url")
    @classmethod
    def _driver(cls, given: str) -> str:
        if given and not given.startswith("postgresql+asyncpg://"):
            raise ValueError("write postgresql+asyncpg://...")
        return given

    def url_of(self, subgraph: str) -> str:
        """The GraphQL address of a subgraph that runs as a process of its own."""
        return self.subgraph_urls.get(subgraph, f"http://127.0.0.1:{PORTS[subgraph]}/graphql")

    def database_of(self, subgraph: str) -> str:
        """The SQLAlchemy URL of one subgraph's database."""
        return self.database_url or f"sqlite+aiosqlite:///{self.var / 'data' / subgraph}.sqlite3"

    def demo_marker(self) -> Path:
        """Stands where the demo world was loaded into these databases once; another database is another world."""
        digest = hashlib.sha256(self.database_url.encode()).hexdigest()[:12]
        return self.var / (f"demo-loaded-{digest}" if self.database_url else "demo-loaded")

    def clock(self) -> Clock:
        return SystemClock() if self.today is None else FixedClock(self.today)


def read_settings(*, port: int | None = None, today: datetime | None = None) -> Settings:
    """Those of the environment, with what was given beside it; raises ConfigurationError naming the setting."""
    given: dict[str, Any] = {"port": port, "today": None if today is None else date(today.year, today.month, today.day)}
    try:
        settings = Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        raise ConfigurationError("; ".join(_named(problem) for problem in error.errors())) from error
    try:
        settings.var.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(
            f"{settings.var}: the folder of databases and keys cannot be made: {error.strerror}; "
            "name another by WERKTOR_VAR."
        ) from error
    return settings


def _named(problem: ErrorDetails) -> str:
    """The setting as one writes it, with the value refused and why."""
    name = f"WERKTOR_{problem['loc'][0]}".upper()
    return f"{name} cannot be {problem['input']!r}: {problem['msg'].removeprefix('Value error, ')}"
