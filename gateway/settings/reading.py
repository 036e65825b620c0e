"""Plain values -> settings; what cannot be read is refused with its name, its source and the way out."""

from __future__ import annotations

import difflib
import math
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from pathlib import Path
from types import MappingProxyType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import orjson

from gateway.errors import ConfigurationError
from gateway.settings.whole import Settings

ENVIRONMENT_PREFIX = "WERKTOR_GATEWAY_"


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
    """Settings of `WERKTOR_GATEWAY_*`."""
    values = {
        key.removeprefix(ENVIRONMENT_PREFIX).lower(): value
        for key, value in environment.items()
        if key.startswith(ENVIRONMENT_PREFIX)
    }
    return read_settings(values, source="environment")


def _read(defaults: Settings, key: str, kind: Any, value: Any, source: str) -> Any:
    """What has a default list or mapping may not be emptied: the first of them is what everybody else gets."""
    try:
        read = converted(kind, value)
        if get_origin(kind) in (tuple, Mapping) and getattr(defaults, key) and not read:
            raise ValueError("at least one is needed")
    except (TypeError, ValueError) as error:
        raise ConfigurationError(f"{source}: setting '{key}' cannot be {value!r}: {error}.") from error
    return read


def converted(kind: Any, value: Any) -> Any:
    """A plain value as what the annotation of its option says; raises TypeError or ValueError.

    In the environment lists are separated by commas, mappings written `DE=EUR,AT=EUR`, lists of tables as JSON.
    """
    origin = get_origin(kind)
    if origin is tuple:
        (item_kind, _) = get_args(kind)
        if isinstance(value, str):
            value = orjson.loads(value) if is_dataclass(item_kind) else _parts(value)
        return tuple(converted(item_kind, item) for item in value)
    if origin is Mapping:
        pairs = value.items() if isinstance(value, Mapping) else (_pair(part) for part in _parts(_text(value)))
        return MappingProxyType({_text(name): converted(get_args(kind)[1], item) for name, item in pairs})
    if origin is UnionType:
        return None if value in (None, "") else converted(get_args(kind)[0], value)
    if is_dataclass(kind):
        return _table(kind, value)
    if kind is bool:
        return _flag(value)
    return _number(kind, value) if kind in (int, float) else kind(_text(value))


def _table(kind: Any, value: Any) -> Any:
    """One entry of a list of tables, such as `[[issuers]]`."""
    if not isinstance(value, Mapping):
        raise TypeError("a table is needed")
    kinds = get_type_hints(kind)
    required = {one.name for one in fields(kind) if one.default is MISSING and one.default_factory is MISSING}
    if unknown := value.keys() - kinds.keys():
        raise ValueError(f"'{sorted(unknown)[0]}' is not one of {', '.join(kinds)}")
    if missing := required - value.keys():
        raise ValueError(f"'{sorted(missing)[0]}' is missing")
    return kind(**{name: converted(kinds[name], item) for name, item in value.items()})


def _flag(value: Any) -> bool:
    if isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    if not isinstance(value, bool):
        raise TypeError("true or false is needed")
    return value


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
