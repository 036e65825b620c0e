"""Whether edited files may be published, and what they would add to the rights of whoever publishes them."""

from __future__ import annotations

from gateway.model.viewer import Viewer
from gateway.revisions.refusals import Refused
from gateway.snapshot import Snapshot
from gateway.visibility import PolicyError
from gateway.visibility.files import PolicyFiles
from gateway.visibility.loading import compiled_policies, load_policies
from gateway.visibility.matrix import SeenSets
from gateway.visibility.policies import Policies


def checked(files: PolicyFiles, live: PolicyFiles, viewer: Viewer, snapshot: Snapshot) -> frozenset[str]:
    """What the viewer is allowed by `files` and not by `live`, operations on the policies included, and what subgraphs
    would be told of him beyond what they are.

    Strict, with the schema that is served; raises Refused. Takes its time.
    """
    schema = snapshot.graph.supergraph.public_schema
    try:
        edited = load_policies(files, schema, strict=True)
    except PolicyError as error:
        raise Refused(error.findings) from None
    return _rights(edited, viewer) - _rights(compiled_policies(live, schema), viewer)


def _rights(policies: Policies, viewer: Viewer) -> frozenset[str]:
    return policies.allowed(viewer) | policies.told(viewer, SeenSets(policies).of(viewer))


def plain(files: PolicyFiles) -> PolicyFiles:
    """The files as a folder would give them back: with line ends of one kind."""
    texts = {name: text.replace("\r\n", "\n").replace("\r", "\n") for name, text in files.texts.items()}
    return PolicyFiles(texts, files.place)
