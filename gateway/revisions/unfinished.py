"""A publish that a killed process left half done in a policy folder: the next look at the folder finishes it.

The number is written down before anything else is, and taken away after everything; in between the process holds a
lock that goes with it. So whoever finds the number and gets the lock finds what nobody is at work on any more.
"""

from __future__ import annotations

from pathlib import Path

from gateway.revisions.folder_files import remove_what_was_put_aside, write_folder
from gateway.revisions.folder_history import FolderHistory
from gateway.visibility.files import PolicyFiles, read_folder


def finish(folder: Path, history: FolderHistory) -> None:
    """The folder holds a whole revision again; waits for whoever is publishing now.

    Raises StoreUnavailable where that cannot be written, PolicyError where the folder cannot be read.
    """
    if history.unfinished() is not None:
        with history.held():
            finish_held(folder, history)


def finish_held(folder: Path, history: FolderHistory) -> None:
    """The same for whoever holds the lock."""
    begun = history.unfinished()
    if begun is None:
        return
    published, base = history.revision(begun.number), history.revision(begun.number - 1)
    if published is not None and base is not None:
        now = read_folder(folder)
        write_folder(folder, now, _finished(now, base.files, published.files))
    elif begun.proposal is not None:
        history.undecide(begun.proposal)
    remove_what_was_put_aside(folder)
    history.end()


def _finished(now: PolicyFiles, before: PolicyFiles, after: PolicyFiles) -> PolicyFiles:
    """What was not put yet is; what somebody has edited by hand since stays as he left it."""
    texts = dict(now.texts)
    for name in before.texts.keys() | after.texts.keys():
        if texts.get(name) == before.texts.get(name):
            texts.pop(name, None)
            if name in after.texts:
                texts[name] = after.texts[name]
    return PolicyFiles(texts, now.place)
