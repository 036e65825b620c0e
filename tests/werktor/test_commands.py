"""What the command line refuses is named with the way out, and nothing is built or loaded before."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from werktor import storefront
from werktor.__main__ import main


@pytest.fixture(autouse=True)
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WERKTOR_VAR", str(tmp_path / "var"))
    return tmp_path / "var"


def refusal(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    monkeypatch.setattr(sys, "argv", ["werktor", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return str(ended.value.code)


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("WERKTOR_TODAY", "nonsense", "valid date"),
        ("WERKTOR_PORT", "abc", "valid integer"),
        ("WERKTOR_DATABASE_URL", "mysql://nowhere", "write postgresql+asyncpg://"),
        ("WERKTOR_SUBGRAPH_URLS", "products", "write products=http://"),
    ],
)
def test_a_setting_that_cannot_be_read_is_named_with_its_value(
    monkeypatch: pytest.MonkeyPatch, var: Path, name: str, value: str, why: str
) -> None:
    monkeypatch.setenv(name, value)
    told = refusal(monkeypatch, "token", "--as", "dealer@demo.example")
    assert told.startswith(f"werktor: {name} cannot be '{value}': ")
    assert why in told
    assert not var.exists()


def test_a_var_folder_that_cannot_be_made_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("WERKTOR_VAR", str(tmp_path / "file" / "var"))
    told = refusal(monkeypatch, "token", "--as", "dealer@demo.example")
    assert told.startswith(f"werktor: {tmp_path / 'file' / 'var'}: ")
    assert "WERKTOR_VAR" in told


def test_a_taken_port_is_refused_before_anything_is_built_or_loaded(monkeypatch: pytest.MonkeyPatch, var: Path) -> None:
    built: list[str] = []
    monkeypatch.setattr(storefront, "build", lambda: built.append("storefront"))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = refusal(monkeypatch, "up", "--port", str(port))
    assert told.startswith(f"werktor: 127.0.0.1:{port} cannot be listened on: ")
    assert not built
    assert list(var.iterdir()) == []
