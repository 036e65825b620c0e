"""What is edited somewhere else may be called as no file of a policy folder could be."""

from __future__ import annotations

from pathlib import Path

import pytest

from gateway.visibility import PolicyError
from gateway.visibility.files import PolicyFiles, read_folder
from gateway.visibility.reader import read_policy_lines
from tests.kit.policy_folder import write_policies


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../outside.csv", "this is no name inside the policy folder"),
        ("/etc/passwd", "this is no name inside the policy folder"),
        ("cases//a.yaml", "this is no name inside the policy folder"),
        ("cases\\a.yaml", "this is no name inside the policy folder"),
        ("", "this is no name inside the policy folder"),
        (".hidden.csv", "hidden files are not read"),
        ("cases/.a.yaml", "hidden files are not read"),
        ("rules.csv/more.csv", "a file of the name of its folder is there, too"),
    ],
)
def test_a_name_that_no_policy_folder_could_hold_is_refused(tmp_path: Path, name: str, reason: str) -> None:
    files = read_folder(write_policies(tmp_path, "p, dealer, Query.a, read, allow\n"))
    read_policy_lines(files)
    with pytest.raises(PolicyError) as refused:
        read_policy_lines(PolicyFiles({**files.texts, name: ""}))
    assert (refused.value.file, refused.value.reason) == (name, reason)
    assert refused.value.way_out
