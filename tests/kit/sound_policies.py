"""A small policy folder that passes the strict check, over the supergraph of the gateway processes, and edits of it."""

from __future__ import annotations

from pathlib import Path

from gateway.model.viewer import Viewer
from gateway.visibility.files import PolicyFiles, read_folder
from tests.kit.policy_folder import write_policies

RULES = """\
p, visitor, Query.aStamp, read, allow
p, visitor, Query.revision, read, allow
p, visitor, Revision.*, read, allow
p, visitor, Subscription.aTold, subscribe, allow
p, dealer, Query.bStamp, read, allow
p, dealer, Query.aSlow, read, allow
p, editor, /admin/policies/*, read, allow
p, editor, /admin/policies/*, call, allow
p, owner, Query.bSlow, read, allow
"""
ROLES = """\
g, kind:visitor, visitor
g, kind:dealer, dealer
g, dealer, visitor
g, kind:editor, editor
g, editor, dealer
g, kind:owner, owner
g, owner, dealer
g, function:all, all
"""
CASES = """\
- case: a visitor sees the stamp of a
  sentence: everybody may read stamps
  viewer: {claims: ["kind:visitor"]}
  sees: [Query.aStamp, Query.revision, Revision.r1, Subscription.aTold]
- case: a dealer sees both stamps
  sentence: dealers may know more
  viewer: {claims: ["kind:dealer"]}
  sees: [Query.bStamp, Query.aSlow]
- case: an editor publishes
  sentence: editors look after the policies
  viewer: {claims: ["kind:editor"]}
  sees: [/admin/policies/files, /admin/policies/publish]
- case: an owner sees what is slow
  sentence: owners see everything
  viewer: {claims: ["kind:owner"]}
  sees: [Query.bSlow]
"""
FUNCTIONS = """\
p2, all, *, read, allow
p2, all, *, call, allow
p2, all, *, subscribe, allow
"""

EDITOR = Viewer(subject="user:erna", claims=frozenset({"kind:editor"}))
OTHER_EDITOR = Viewer(subject="user:otto", claims=frozenset({"kind:editor"}))


def sound_folder(folder: Path) -> Path:
    return write_policies(
        folder,
        RULES,
        roles=ROLES,
        fields="g2, Query.bSlow, @slow",
        functions=FUNCTIONS,
        others={"cases/all.yaml": CASES, "guarded.yaml": "types: []\nfields: []\nexcept: {}\n"},
    )


def edited(files: PolicyFiles, name: str = "rules.csv", add: str = "", *, gone: str = "") -> PolicyFiles:
    """The files with lines at the end of one, and without a text in it."""
    text = files.texts.get(name, "")
    assert gone in text
    return PolicyFiles({**files.texts, name: text.replace(gone, "") + add})


def for_visitors(files: PolicyFiles) -> PolicyFiles:
    """Visitors see the stamp of b: nobody who may publish gains by it."""
    moved = edited(files, add="p, visitor, Query.bStamp, read, allow\n", gone="p, dealer, Query.bStamp, read, allow\n")
    case = files.texts["cases/all.yaml"].replace("sees: [Query.aStamp,", "sees: [Query.aStamp, Query.bStamp,")
    return PolicyFiles({**moved.texts, "cases/all.yaml": case})


def for_owners_only(files: PolicyFiles) -> PolicyFiles:
    """Dealers lose what is slow in a."""
    case = files.texts["cases/all.yaml"].replace("[Query.bStamp, Query.aSlow]", "[Query.bStamp]")
    moved = edited(files, add="p, owner, Query.aSlow, read, allow\n", gone="p, dealer, Query.aSlow, read, allow\n")
    case = case.replace("sees: [Query.bSlow]", "sees: [Query.bSlow, Query.aSlow]")
    return PolicyFiles({**moved.texts, "cases/all.yaml": case})


def for_editors(files: PolicyFiles) -> PolicyFiles:
    """Editors become owners by a line of the roles alone: they gain what is slow in b."""
    return edited(files, "roles.csv", "g, kind:editor, owner\n")


def files_of(folder: Path) -> PolicyFiles:
    return read_folder(folder)
