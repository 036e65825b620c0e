"""A policy folder is read whole; names and contents tell its revisions apart."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from gateway.visibility import PolicyError
from gateway.visibility.files import PolicyFiles, read_folder


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def test_every_file_counts_by_its_name_and_contents() -> None:
    revisions = {
        PolicyFiles(texts).revision
        for texts in (
            {"a": "b"},
            {"c": "b"},
            {"c": "d"},
            {"c": "d", "cases/a.yaml": ""},
            {"ab": ""},
            {"a": "", "b": ""},
        )
    }
    assert len(revisions) == 6
    assert PolicyFiles({"a": "1", "b": "2"}).revision == PolicyFiles({"b": "2", "a": "1"}).revision


def test_files_of_subfolders_are_read_and_hidden_ones_are_not(tmp_path: Path) -> None:
    folder = written(tmp_path, {"a.csv": "1", "cases/a.yaml": "2", ".git/config": "3", ".a.csv.swp": "4"})
    assert read_folder(folder).texts == {"a.csv": "1", "cases/a.yaml": "2"}


def test_a_mounted_folder_of_links_reads_as_what_they_point_to(tmp_path: Path) -> None:
    """As Kubernetes mounts a ConfigMap: everything in a hidden folder, the link to which is replaced at once."""
    for version in ("1", "2"):
        written(tmp_path / f"..{version}", {"a.csv": version, "cases/a.yaml": version})
    (tmp_path / "..data").symlink_to("..1")
    for name in ("a.csv", "cases"):
        (tmp_path / name).symlink_to(f"..data/{name}")
    first = read_folder(tmp_path)
    (tmp_path / "..next").symlink_to("..2")
    (tmp_path / "..next").rename(tmp_path / "..data")
    assert first.texts == {"a.csv": "1", "cases/a.yaml": "1"}
    assert read_folder(tmp_path).texts == {"a.csv": "2", "cases/a.yaml": "2"}


def test_a_link_that_leads_nowhere_is_named(tmp_path: Path) -> None:
    (tmp_path / "rules.csv").symlink_to("gone.csv")
    with pytest.raises(PolicyError, match=r"^rules\.csv: the link leads nowhere"):
        read_folder(tmp_path)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="nowhere: there is no such policy folder"):
        read_folder(tmp_path / "nowhere")


def test_a_file_that_is_not_utf_8_is_refused_with_the_line(tmp_path: Path) -> None:
    (tmp_path / "rules.csv").write_bytes(b"p, a, b, read, allow\n# f\xfcr H\xe4ndler\n")
    with pytest.raises(PolicyError, match=r"^rules\.csv:2: the file is not UTF-8; save it as UTF-8$"):
        read_folder(tmp_path)


def test_a_name_that_is_not_utf_8_is_refused_and_told_as_far_as_it_can_be(tmp_path: Path) -> None:
    """As a file from an old archive: nothing could write the name down, a digest of the files neither."""
    (tmp_path / "roles.csv").write_text("g, kind:visitor, visitor\n")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/h\xe4ndler.csv")).write_text("p, dealer, Price.net, read, allow\n")
    with pytest.raises(PolicyError) as refused:
        read_folder(tmp_path)
    assert str(refused.value) == "h\ufffdndler.csv: the name of the file is not UTF-8; rename or delete it"


def test_a_folder_inside_that_cannot_be_read_is_refused_with_its_cases(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without them whatever they hold back would go live; the tests may run as a user who may read everything."""
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "all.yaml").write_text("- case: a promise\n")
    (tmp_path / "roles.csv").write_text("g, kind:visitor, visitor\n")
    scandir = os.scandir

    def refusing(path: Any) -> Any:
        if Path(path).name == "cases":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    with pytest.raises(PolicyError) as refused:
        read_folder(tmp_path)
    assert str(refused.value) == "cases: the folder cannot be read: Permission denied; make it readable"
