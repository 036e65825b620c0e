"""Settings are read whole or refused by name, and each stands in the README with the sentence it has in the code."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from gateway.errors import ConfigurationError
from gateway.settings import SECTIONS, Settings, read_settings, settings_from_environment, settings_from_file
from gateway.settings.reading import converted

README = Path(__file__).parents[2] / "gateway" / "README.md"


def _refused(values: Mapping[str, Any]) -> str:
    with pytest.raises(ConfigurationError) as refusal:
        read_settings(values, source="gateway.toml")
    return str(refusal.value)


def _as_documented(default: Any) -> str:
    if isinstance(default, Mapping):
        default = ",".join(f"{name}={text}" for name, text in default.items())
    if isinstance(default, tuple):
        default = ",".join(default)
    return "" if default in (None, "") else f"`{default}`"


def _lines(section: type) -> list[str]:
    """The heading of a section, its promise, and a line for each option."""
    name, defaults = section.__module__.rpartition(".")[2].capitalize(), Settings()
    rows = [
        f"| `{one.name}` | {one.metadata['sentence']} | {_as_documented(getattr(defaults, one.name))} |"
        for one in fields(section)
    ]
    promise = sys.modules[section.__module__].__doc__
    return [f"### {name}", str(promise), "| name | meaning | default |", "| --- | --- | --- |", *rows]


def test_every_option_is_documented_with_its_sentence_and_default_and_nothing_else_is() -> None:
    tables = README.read_text(encoding="utf-8").partition("<!-- settings:")[2].partition("\n## ")[0]
    documented = [line for line in tables.splitlines()[1:] if line]
    assert documented == [line for section in SECTIONS for line in _lines(section)]


def test_every_option_has_a_sentence_of_its_own() -> None:
    sentences = [one.metadata["sentence"] for one in fields(Settings)]
    assert len(set(sentences)) == len(sentences)
    assert all(re.fullmatch(r"[A-Z].{10,}\.", sentence) for sentence in sentences)


def test_an_unknown_key_is_refused_with_the_nearest_known_one() -> None:
    assert _refused({"body_limt": 3}) == "gateway.toml: unknown setting 'body_limt'; did you mean 'body_limit'?"


def test_an_unknown_key_that_is_near_nothing_is_refused_with_all_that_are_known() -> None:
    refused = _refused({"zzz": 3})
    assert all(one.name in refused for one in fields(Settings))


def test_nothing_set_means_the_defaults() -> None:
    assert read_settings({}, source="nowhere") == Settings()
    assert settings_from_environment({"PATH": "/bin"}) == Settings()


def test_texts_of_the_environment_become_what_the_options_are() -> None:
    settings = settings_from_environment(
        {
            "WERKTOR_GATEWAY_SUPERGRAPH": "other.graphql",
            "WERKTOR_GATEWAY_POLICIES": "rules",
            "WERKTOR_GATEWAY_SUBGRAPH_URLS": "prices=http://prices:1/graphql?a=b, stock=http://stock:2",
            "WERKTOR_GATEWAY_LANGUAGES": "en, de",
            "WERKTOR_GATEWAY_BODY_LIMIT": "1000",
            "WERKTOR_GATEWAY_SUBGRAPH_TIMEOUT": "2.5",
        }
    )
    assert settings.supergraph == Path("other.graphql")
    assert settings.policies == Path("rules")
    assert dict(settings.subgraph_urls) == {"prices": "http://prices:1/graphql?a=b", "stock": "http://stock:2"}
    assert settings.languages == ("en", "de")
    assert (settings.body_limit, settings.subgraph_timeout) == (1000, 2.5)


def test_an_empty_text_leaves_an_optional_setting_out_and_empties_a_list_that_may_be_empty() -> None:
    settings = settings_from_environment(
        {"WERKTOR_GATEWAY_VIEWER_KEY": "", "WERKTOR_GATEWAY_POLICIES": "", "WERKTOR_GATEWAY_CORS_ORIGINS": ""}
    )
    assert (settings.viewer_key, settings.policies, settings.cors_origins) == (None, None, ())


def test_a_file_sets_lists_and_tables(tmp_path: Path) -> None:
    file = tmp_path / "gateway.toml"
    file.write_text('languages = ["de"]\ndepth_limit = 4\nsubgraph_timeout = 3\n[markets]\nAT = "EUR"\n')
    settings = settings_from_file(file)
    assert (settings.languages, settings.depth_limit, settings.subgraph_timeout) == (("de",), 4, 3.0)
    assert dict(settings.markets) == {"AT": "EUR"}


@pytest.mark.parametrize("content", [b"languages = [", b"\xff\xfe"])
def test_a_file_that_is_no_toml_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "gateway.toml"
    file.write_bytes(content)
    with pytest.raises(ConfigurationError, match=re.escape(f"{file}: cannot be read as TOML")):
        settings_from_file(file)


def test_a_file_that_does_not_exist_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"absent\.toml: cannot be read"):
        settings_from_file(tmp_path / "absent.toml")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("body_limit", "many"),
        ("body_limit", 0),
        ("body_limit", -5),
        ("body_limit", 2.5),
        ("body_limit", True),
        ("body_limit", None),
        ("subgraph_timeout", "nan"),
        ("subgraph_timeout", float("inf")),
        ("supergraph", ""),
        ("supergraph", 3),
        ("market_header", 3),
        ("market_header", " "),
        ("viewer_key", 3),
        ("issuers", [{"issuer": "a"}]),
        ("markets", "DE"),
        ("markets", {}),
        ("markets", {"DE": 3}),
        ("markets", 3),
        ("languages", ""),
        ("languages", []),
        ("languages", [1]),
        ("languages", 3),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_its_key_and_source(key: str, value: Any) -> None:
    assert _refused({key: value}).startswith(f"gateway.toml: setting '{key}' cannot be {value!r}: ")


@dataclass(frozen=True)
class _Issuer:
    name: str
    leeway: float = 30.0


@dataclass(frozen=True)
class _Kinds:
    """What options may be, beyond texts and numbers."""

    shown: bool = False
    timeouts: Mapping[str, float] = field(default_factory=dict)
    issuers: tuple[_Issuer, ...] = ()


KINDS = get_type_hints(_Kinds)


@pytest.mark.parametrize(
    ("name", "plain", "environment", "read"),
    [
        ("shown", True, "true", True),
        ("timeouts", {"prices": 2}, "prices=2", {"prices": 2.0}),
        ("issuers", [{"name": "a"}], '[{"name": "a"}]', (_Issuer("a"),)),
    ],
)
def test_flags_numbers_by_name_and_tables_are_read(name: str, plain: Any, environment: str, read: Any) -> None:
    assert converted(KINDS[name], plain) == read
    assert converted(KINDS[name], environment) == read


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("shown", "yes", "true or false is needed"),
        ("timeouts", {"prices": 0}, "a number above zero is needed"),
        ("issuers", ["a"], "a table is needed"),
        ("issuers", [{"name": "a", "lee": 3}], "'lee' is not one of name, leeway"),
        ("issuers", [{}], "'name' is missing"),
    ],
)
def test_what_is_no_flag_number_or_table_is_refused(name: str, value: Any, said: str) -> None:
    with pytest.raises((TypeError, ValueError), match=re.escape(said)):
        converted(KINDS[name], value)
