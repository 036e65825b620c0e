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
        ({"d1": 7}, "document d1 is not a text; give each id the document's text"),
        ({"d1": "{ a"}, "document d1 does not parse"),
        ({"d1": "{ b }"}, "document d1 is not valid: Cannot query field 'b'"),
        ({"d1": "{ a }", "d2": "{ b }"}, "document d2 is not valid"),
        ({"d1": "{ b }"}, "Build the manifest anew for this schema, or take the document out."),
        ({"d1": "{ " + "a " * 2000 + "}"}, "document d1 is not valid: The document repeats too many fields"),
        ({"d1": "{ a " * 1000 + "}" * 1000}, "document d1"),
        ({"d1": "fragment F on Query { a }"}, "document d1"),
        ({"d1": "{ a { } }"}, "document d1 does not parse"),
    ],
)
def test_a_manifest_that_does_not_hold_is_refused_by_file_and_reason(tmp_path: Path, content: Any, reason: str) -> None:
    path = _manifest(tmp_path, content)
    with pytest.raises(ConfigurationError) as refusal:
        read_stored_documents(path, SCHEMA)
    assert str(path) in str(refusal.value)
    assert reason in str(refusal.value)


def _apollo(*operations: Any, **changes: Any) -> dict[str, Any]:
    return {"format": "apollo-persisted-query-manifest", "version": 1, "operations": list(operations), **changes}


SHELF = {"id": "d1", "name": "Shelf", "type": "query", "body": "query Shelf { a }"}


def test_the_manifest_of_apollo_is_recognized_by_its_content(tmp_path: Path) -> None:
    manifest = _apollo(SHELF, {"id": "d2", "name": "", "type": "query", "body": "{ a }", "clientName": "web"})
    documents = read_stored_documents(_manifest(tmp_path, manifest), SCHEMA)
    assert len(documents) == 2
    assert (documents.by_id("d1").name, documents.by_id("d2").name) == ("Shelf", None)


def test_one_document_listed_for_several_clients_is_one(tmp_path: Path) -> None:
    manifest = _apollo({**SHELF, "clientName": "web"}, {**SHELF, "clientName": "app"})
    assert len(read_stored_documents(_manifest(tmp_path, manifest), SCHEMA)) == 1


@pytest.mark.parametrize("word", ["format", "version", "operations"])
def test_an_id_may_be_a_word_of_the_other_form(tmp_path: Path, word: str) -> None:
    assert read_stored_documents(_manifest(tmp_path, {word: "{ a }"}), SCHEMA).by_id(word).id == word


@pytest.mark.parametrize(
    ("manifest", "reason"),
    [
        (_apollo(version=2), "has format 'apollo-persisted-query-manifest', version 2; expected are"),
        (_apollo(format="relay"), "has format 'relay', version 1; expected are 'apollo-persisted-query-manifest'"),
        (_apollo(operations={}), "'operations' is not a list of objects with 'id' and 'body'"),
        (_apollo("{ a }"), "operation 0 is not an object with 'id' and 'body'"),
        (_apollo(SHELF, {"name": "Other", "body": "{ a }"}), "operation 1 (Other) has no 'id' that is a text"),
        (_apollo({"id": "d1"}), "operation 0, document d1, has no 'body' that is a text"),
        (_apollo(SHELF, {**SHELF, "body": "{ a a }"}), "document d1 has two texts; give each its own id"),
        (_apollo({**SHELF, "body": "{ b }"}), "document d1 is not valid: Cannot query field 'b'"),
    ],
)
def test_a_manifest_of_apollo_that_does_not_hold_is_refused_by_file_entry_and_reason(
    tmp_path: Path, manifest: Any, reason: str
) -> None:
    path = _manifest(tmp_path, manifest)
    with pytest.raises(ConfigurationError) as refusal:
        read_stored_documents(path, SCHEMA)
    assert str(path) in str(refusal.value)
    assert reason in str(refusal.value)


def test_introspection_in_a_manifest_may_be_as_deep_as_it_likes(tmp_path: Path) -> None:
    text = "{ __schema { types " + "{ fields { type " * 6 + "{ name }" + "} }" * 6 + "} }"
    assert len(read_stored_documents(_manifest(tmp_path, {"d1": text}), SCHEMA)) == 1


def test_an_id_that_is_a_hash_may_be_written_with_its_kind(tmp_path: Path) -> None:
    documents = read_stored_documents(_manifest(tmp_path, {"abc": "{ a }", "sha256:def": "{ a }"}), SCHEMA)
    assert documents.by_id("sha256:abc").id == "abc"
    assert documents.by_id("sha256:def").id == "sha256:def"
    assert documents.find("def") is None


def test_the_same_id_with_another_text_is_another_document(tmp_path: Path) -> None:
    texts = ("{ a }", "{ b: a }", "{ a }")
    keys = [read_stored_documents(_manifest(tmp_path, {"d1": text}), SCHEMA).by_id("d1").key for text in texts]
    assert keys[0] == keys[2] != keys[1]


def test_a_missing_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="nowhere"):
        read_stored_documents(tmp_path / "nowhere.json", SCHEMA)
