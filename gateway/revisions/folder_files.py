"""Writes a policy folder: all of it or nothing, file by file in one step each."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

from gateway.revisions.refusals import StoreUnavailable
from gateway.visibility.files import PolicyFiles

ASIDE = re.compile(r"\..+\.[0-9a-f]{16}\.new")


def write_folder(folder: Path, before: PolicyFiles, after: PolicyFiles) -> None:
    """The folder holds `before`, then `after`; raises StoreUnavailable, and the folder holds what it held.

    Everything that may fail for want of room or rights is done aside first: names with a dot are no policy files.
    """
    changed = {name: text for name, text in after.texts.items() if before.texts.get(name) != text}
    gone = before.texts.keys() - after.texts.keys()
    with _told(folder):
        aside: dict[str, Path] = {}
        try:
            for name, text in changed.items():
                aside[name] = _written_aside(folder / name, text)
            for name in gone:
                if not os.access((folder / name).parent, os.W_OK):
                    raise PermissionError(f"{(folder / name).parent} is read-only")
            _put(folder, aside, gone, before)
        finally:
            for path in aside.values():
                path.unlink(missing_ok=True)


def _put(folder: Path, aside: dict[str, Path], gone: set[str], before: PolicyFiles) -> None:
    """What was put already is taken back where the rest cannot be."""
    done: list[str] = []
    try:
        for name, path in aside.items():
            os.replace(path, folder / name)
            done.append(name)
        for name in sorted(gone):
            (folder / name).unlink()
            done.append(name)
    except OSError:
        for name in done:
            if name in before.texts:
                os.replace(_written_aside(folder / name, before.texts[name]), folder / name)
            else:
                (folder / name).unlink()
        raise


def _written_aside(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{token_hex(8)}.new")
    aside.write_bytes(text.encode())
    return aside


def remove_what_was_put_aside(folder: Path) -> None:
    """By a process that was killed."""
    with _told(folder):
        for path in folder.rglob(".*.new"):
            if ASIDE.fullmatch(path.name):
                path.unlink(missing_ok=True)


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreUnavailable(
            f"{folder}: the policy folder cannot be written ({error.strerror or error}); publish where it is kept, or "
            "name a database in 'policy_store_url'."
        ) from error
