"""Stored documents are read whole or not at all, and told by id."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from graphql import build_schema

from gateway.errors import ClientError, ConfigurationError
from gateway.operations.documents import read_stored_documents

SCHEMA = build_schema("type Query { a: Int }")


def _manifest(folder: Path, content: Any) -> Path:
    path = folder / "documents.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_a_stored_document_is_found_by_its_id_and_named_by_its_operation(tmp_path: Path) -> None:
    documents = read_stored_documents(_manifest(tmp_path, {"d1": "query Shelf { a }", "d2": "{ a }"}), SCHEMA)
    assert (documents.by_id("d1").name, documents.by_id("d2").name) == ("Shelf", None)


def test_an_unknown_id_is_refused(tmp_path: Path) -> None:
    documents = read_stored_documents(_manifest(tmp_path, {}), SCHEMA)
    with pytest.raises(ClientError) as refusal:
        documents.by_id("d1")
    assert refusal.value.code == "PERSISTED_DOCUMENT_NOT_FOUND"


def test_without_a_manifest_there_are_none() -> None:
    with pytest.raises(ClientError):
        read_stored_documents(None, SCHEMA).by_id("d1")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "cannot be read as JSON"),
        ([], "expected a JSON object"),
        ({"d1": 7}, "document d1 is not a text"),
        ({"d1": "{ a"}, "document d1 does not parse"),
        ({"d1": "{ b }"}, "document d1 is not valid: Cannot query field 'b'"),
        ({"d1": "{ a { } }"}, "document d1 does not parse"),
    ],
)
def test_a_manifest_that_does_not_hold_is_refused_by_file_and_reason(tmp_path: Path, content: Any, reason: str) -> None:
    path = _manifest(tmp_path, content)
    with pytest.raises(ConfigurationError) as refusal:
        read_stored_documents(path, SCHEMA)
    assert str(path) in str(refusal.value)
    assert reason in str(refusal.value)


def test_a_missing_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="nowhere"):
        read_stored_documents(tmp_path / "nowhere.json", SCHEMA)
