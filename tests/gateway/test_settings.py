"""Settings are read whole or refused by name, and each stands in the README with the sentence it has in the code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from gateway.errors import ConfigurationError
from gateway.settings import Settings, read_settings, settings_from_environment, settings_from_file

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


def test_every_option_is_documented_with_its_sentence_and_default_and_nothing_else_is() -> None:
    table = README.read_text(encoding="utf-8").partition("<!-- settings:")[2]
    documented = [line for line in table.splitlines() if line.startswith("| `")]
    defaults = Settings()
    assert documented == [
        f"| `{one.name}` | {one.metadata['sentence']} | {_as_documented(getattr(defaults, one.name))} |"
        for one in fields(Settings)
    ]


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
        {"WERKTOR_GATEWAY_JWKS_URL": "", "WERKTOR_GATEWAY_POLICIES": "", "WERKTOR_GATEWAY_ALLOWED_ORIGINS": ""}
    )
    assert (settings.jwks_url, settings.policies, settings.allowed_origins) == (None, None, ())


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
        ("token_issuer", 3),
        ("token_issuer", " "),
        ("jwks_url", 3),
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
