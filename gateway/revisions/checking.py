"""Whether edited files may be published, and what they would add to the rights of whoever publishes them."""

from __future__ import annotations

from pathlib import PurePosixPath

from gateway.model.viewer import Viewer
from gateway.revisions.refusals import Refused
from gateway.snapshot import Snapshot
from gateway.visibility import Finding, PolicyError
from gateway.visibility.checks import check
from gateway.visibility.files import PolicyFiles
from gateway.visibility.loading import compiled_policies


def checked(files: PolicyFiles, live: PolicyFiles, viewer: Viewer, snapshot: Snapshot) -> frozenset[str]:
    """What the viewer is allowed by `files` and not by `live`, operations on the policies included.

    Strict, with the schema that is served; raises Refused. Takes its time.
    """
    schema = snapshot.graph.supergraph.public_schema
    found = _unusable(files)
    if found:
        raise Refused(found)
    try:
        edited = compiled_policies(files, schema)
        findings = check(edited, schema)
    except PolicyError as error:
        raise Refused(error.findings) from None
    if findings:
        raise Refused(findings)
    return edited.allowed(viewer) - compiled_policies(live, schema).allowed(viewer)


def plain(files: PolicyFiles) -> PolicyFiles:
    """The files as a folder would give them back: with line ends of one kind."""
    texts = {name: text.replace("\r\n", "\n").replace("\r", "\n") for name, text in files.texts.items()}
    return PolicyFiles(texts, files.place)


def _unusable(files: PolicyFiles) -> list[Finding]:
    """Names that could not stand in a policy folder, or would be written elsewhere."""
    found = []
    for name in files.texts:
        path = PurePosixPath(name)
        if path.as_posix() != name or not path.name or path.is_absolute() or any(c in name for c in "\\\0\n"):
            found.append(
                Finding(name, 0, "this is no name inside the policy folder", "write it like cases/prices.yaml")
            )
        elif any(part.startswith(".") for part in path.parts):
            found.append(Finding(name, 0, "hidden files are not read", "begin no part of the name with a dot"))
        elif any(parent.name and parent.as_posix() in files.texts for parent in path.parents):
            found.append(Finding(name, 0, "a file of the name of its folder is there, too", "rename one of the two"))
    return found
