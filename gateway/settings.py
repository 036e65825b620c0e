"""Every option of the gateway in one frozen object; what is not an option is refused by name.

Values come from a mapping (a TOML file, the environment as `WERKTOR_GATEWAY_<NAME>`, or code). `gateway/README.md`
lists each option with the sentence it has here.
"""

from __future__ import annotations

import difflib
import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

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
    forwarded_headers: tuple[str, ...] = option(
        "Request headers passed on to subgraphs; when none is named and there are no policies, `authorization`.", ()
    )
    plan_header: str | None = option(
        "Request header that makes an answer carry its plan, hidden fields included; empty: there is none.", None
    )
    body_limit: int = option("Largest request body in bytes.", 256 * 1024)
    token_limit: int = option("Most tokens in a document.", 2000)
    depth_limit: int = option("Deepest nesting of fields in a free-form document.", 15)
    alias_limit: int = option("Most aliases in a free-form document.", 30)
    root_field_limit: int = option("Most root fields in a free-form document.", 20)
    subgraph_timeout: float = option("Seconds a subgraph may take to answer.", 10.0)
    init_timeout: float = option("Seconds a socket may take to send connection_init.", 10.0)
    cache_bytes: int = option(
        "About the most memory for documents sent as text, with their plans and fast forms, in bytes.", 64 * 1024 * 1024
    )
    active_override_labels: tuple[str, ...] = option(
        "Labels of progressive overrides that are active; `percent(...)` labels are drawn for each request.", ()
    )
    policy_check_seconds: float = option(
        "Seconds between looks at the policy folder; a change holds when two agree.", 0.3
    )


def read_settings(values: Mapping[str, Any], *, source: str) -> Settings:
    """Settings from plain values; raises ConfigurationError naming the key, `source` and the nearest known key."""
    kinds = get_type_hints(Settings)
    for key in values:
        if key not in kinds:
            near = difflib.get_close_matches(key, kinds, n=1)
            hint = f"; did you mean '{near[0]}'?" if near else f"; known are {', '.join(kinds)}."
            raise ConfigurationError(f"{source}: unknown setting '{key}'{hint}")
    settings = Settings()
    return replace(settings, **{key: _read(settings, key, kinds[key], value, source) for key, value in values.items()})


def settings_from_file(path: Path) -> Settings:
    """Settings of a TOML file."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
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


def _read(defaults: Settings, key: str, kind: Any, value: Any, source: str) -> Any:
    """What has a default list or mapping may not be emptied: the first of them is what everybody else gets."""
    try:
        converted = _converted(kind, value)
        if get_origin(kind) in (tuple, Mapping) and getattr(defaults, key) and not converted:
            raise ValueError("at least one is needed")
    except (TypeError, ValueError) as error:
        raise ConfigurationError(f"{source}: setting '{key}' cannot be {value!r}: {error}.") from error
    return converted


def _converted(kind: Any, value: Any) -> Any:
    """A plain value as what the annotation of its option says; raises TypeError or ValueError."""
    origin = get_origin(kind)
    if origin is tuple:
        return tuple(_text(item) for item in (_parts(value) if isinstance(value, str) else value))
    if origin is Mapping:
        pairs = value.items() if isinstance(value, Mapping) else (_pair(part) for part in _parts(_text(value)))
        return MappingProxyType({_text(name): _text(text) for name, text in pairs})
    if origin is UnionType:
        return None if value in (None, "") else _converted(get_args(kind)[0], value)
    return _number(kind, value) if kind in (int, float) else kind(_text(value))


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError("a text is needed")
    return value.strip()


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _pair(part: str) -> tuple[str, str]:
    name, separator, text = part.partition("=")
    if not separator:
        raise ValueError(f"'{part}' is not written name=value")
    return name, text


def _number(kind: type[int] | type[float], value: Any) -> float:
    """A number above zero: every limit, count and time is one."""
    if isinstance(value, bool) or (kind is int and isinstance(value, float)):
        raise TypeError("a whole number is needed" if kind is int else "a number is needed")
    number = kind(value)
    if not 0 < number < math.inf:
        raise ValueError("a number above zero is needed")
    return number
