"""Every option of the gateway in one frozen object; what is not an option is refused by name.

Values come from a mapping (a TOML file, the environment as `WERKTOR_GATEWAY_<NAME>`, or code). `gateway/README.md`
lists each option with the sentence it has here.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any

from gateway.errors import ConfigurationError

ENVIRONMENT_PREFIX = "WERKTOR_GATEWAY_"


def option(sentence: str, default: Any) -> Any:
    """A setting with its sentence of documentation."""
    return field(default_factory=lambda: default, metadata={"sentence": sentence})


@dataclass(frozen=True, slots=True)
class Settings:
    supergraph: Path = option("File of the supergraph SDL.", Path("schema.graphql"))
    policies: Path | None = option("Folder of the policy files; empty: everybody sees the whole public schema.", None)
    documents: Path | None = option("Manifest of stored documents: a JSON object, id to text.", None)
    subgraph_urls: Mapping[str, str] = option(
        "Addresses that replace those in the supergraph, by subgraph.", MappingProxyType({})
    )
    viewer_key: Path | None = option("Private Ed25519 JWK that signs the viewer header sent to subgraphs.", None)
    token_issuer: str = option("The `iss` of access tokens.", "werktor-accounts")
    token_audience: str = option("The `aud` of access tokens.", "werktor")
    jwks_url: str | None = option("Address of the public keys of the token issuer.", None)
    session_cookie: str = option("Name of the cookie that carries a browser's access token.", "werktor_session")
    market_header: str = option("Header by which a visitor names his country.", "x-werktor-market")
    markets: Mapping[str, str] = option(
        "Country to currency; the first is the default of visitors.",
        MappingProxyType({"DE": "EUR", "AT": "EUR", "CH": "CHF"}),
    )
    languages: tuple[str, ...] = option("Languages that are answered; the first is the default.", ("de", "en"))
    allowed_origins: tuple[str, ...] = option("Origins besides our own that may open sockets with a cookie.", ())
    forwarded_headers: tuple[str, ...] = option("Request headers that are passed on to subgraphs.", ())
    body_limit: int = option("Largest request body in bytes.", 256 * 1024)
    token_limit: int = option("Most tokens in a document.", 2000)
    depth_limit: int = option("Deepest nesting of fields in a free-form document.", 15)
    alias_limit: int = option("Most aliases in a free-form document.", 30)
    root_field_limit: int = option("Most root fields in a free-form document.", 20)
    subgraph_timeout: float = option("Seconds a subgraph may take to answer.", 10.0)
    init_timeout: float = option("Seconds a socket may take to send connection_init.", 10.0)
    cached_plans: int = option("Most operations whose plan is kept.", 1000)
    policy_check_seconds: float = option(
        "Seconds between looks at the policy folder; a change holds when two agree.", 0.3
    )


def read_settings(values: Mapping[str, Any], *, source: str) -> Settings:
    """Settings from plain values; raises ConfigurationError naming the key, `source` and the nearest known key."""
    known = {one.name: one for one in fields(Settings)}
    for key in values:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"; did you mean '{near[0]}'?" if near else f"; known are {', '.join(known)}."
            raise ConfigurationError(f"{source}: unknown setting '{key}'{hint}")
    return Settings(**{key: _converted(key, value, known[key].type, source) for key, value in values.items()})


def settings_from_file(path: Path) -> Settings:
    """Settings of a TOML file."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"{path}: cannot be read as TOML: {error}") from error
    return read_settings(values, source=str(path))


def settings_from_environment(environment: Mapping[str, str]) -> Settings:
    """Settings of `WERKTOR_GATEWAY_*`; lists are separated by commas, mappings written `DE=EUR,AT=EUR`."""
    values = {
        key.removeprefix(ENVIRONMENT_PREFIX).lower(): value
        for key, value in environment.items()
        if key.startswith(ENVIRONMENT_PREFIX)
    }
    return read_settings(values, source="environment")


def _converted(key: str, value: Any, kind: Any, source: str) -> Any:
    """Texts become what the option is; the annotation is a text, as annotations are postponed."""
    wanted = str(kind)
    try:
        if wanted.startswith("Path"):
            return Path(value) if value else None
        if wanted.startswith("Mapping"):
            pairs = value.items() if isinstance(value, Mapping) else (pair.split("=", 1) for pair in value.split(","))
            return MappingProxyType({str(name).strip(): str(text).strip() for name, text in pairs})
        if wanted.startswith("tuple"):
            return tuple(
                value if not isinstance(value, str) else (part.strip() for part in value.split(",") if part.strip())
            )
        if wanted in ("int", "float"):
            return {"int": int, "float": float}[wanted](value)
    except (TypeError, ValueError) as error:
        raise ConfigurationError(f"{source}: setting '{key}' cannot be {value!r}; it is a {wanted}.") from error
    return value
