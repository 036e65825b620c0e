"""Judges the names of policy files: only an editor can send one that a folder could not hold."""

from __future__ import annotations

from pathlib import PurePosixPath

from gateway.visibility.files import PolicyFiles
from gateway.visibility.findings import Finding


def misnamed(files: PolicyFiles) -> list[Finding]:
    """Names that could not stand in a policy folder, or would be written elsewhere."""
    found = []
    for name in files.texts:
        path = PurePosixPath(name)
        if (
            path.as_posix() != name
            or not path.name
            or ".." in path.parts
            or path.is_absolute()
            or any(c in name for c in "\\\0\n")
        ):
            found.append(
                Finding(name, 0, "this is no name inside the policy folder", "write it like cases/prices.yaml")
            )
        elif any(part.startswith(".") for part in path.parts):
            found.append(Finding(name, 0, "hidden files are not read", "begin no part of the name with a dot"))
        elif any(parent.name and parent.as_posix() in files.texts for parent in path.parents):
            found.append(Finding(name, 0, "a file of the name of its folder is there, too", "rename one of the two"))
    return found
