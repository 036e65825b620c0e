"""The files of one revision of the policies, as text: read from a folder at once, or given by a store or an editor."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from gateway.visibility.findings import Finding, PolicyError


@dataclass(frozen=True)
class PolicyFiles:
    """`texts` maps names relative to the folder (`prices.csv`, `cases/stock.yaml`) to contents; `place` names where
    they come from, for messages."""

    texts: Mapping[str, str]
    place: str = field(default="the policy folder", compare=False)

    @cached_property
    def revision(self) -> str:
        """A digest of the names and contents of all files; hex, 16 characters."""
        digest = hashlib.sha256()
        for name, text in sorted(self.texts.items()):
            for part in (name.encode(), text.encode()):
                digest.update(len(part).to_bytes(8, "big") + part)
        return digest.hexdigest()[:16]


def read_folder(directory: Path) -> PolicyFiles:
    """Every file of the folder that is not hidden; raises PolicyError for one that cannot be read as UTF-8.

    Mounted configuration keeps its files in hidden folders and shows them by links, which are followed.
    """
    if not directory.is_dir():
        raise PolicyError(
            [Finding(str(directory), 0, "there is no such policy folder", "name the folder of model.conf")]
        )
    texts: dict[str, str] = {}
    findings: list[Finding] = []

    def unreadable(error: OSError) -> None:
        """A folder that goes while it is read is gone; another one holds what would be missed, cases perhaps."""
        if not isinstance(error, FileNotFoundError):
            name = os.path.relpath(error.filename, directory)
            findings.append(Finding(name, 0, f"the folder cannot be read: {error.strerror}", "make it readable"))

    for name, path in _files(directory, unreadable):
        if not _is_utf_8(name):
            shown = os.fsencode(name).decode("utf-8", "replace")
            findings.append(Finding(shown, 0, "the name of the file is not UTF-8", "rename or delete it"))
            continue
        try:
            texts[name] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            line = path.read_bytes()[: error.start].count(b"\n") + 1
            findings.append(Finding(name, line, "the file is not UTF-8", "save it as UTF-8"))
        except FileNotFoundError as error:
            if path.is_symlink():  # otherwise it went while the folder was read
                findings.append(Finding(name, 0, f"the link leads nowhere: {error.strerror}", "mend or delete it"))
        except OSError as error:
            findings.append(Finding(name, 0, f"the file cannot be read: {error.strerror}", "make it readable"))
    if findings:
        raise PolicyError(findings)
    return PolicyFiles(texts, str(directory))


def _is_utf_8(name: str) -> bool:
    """Names that are not come with stand-ins for their bytes, which nothing could write down."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _files(directory: Path, unreadable: Callable[[OSError], None]) -> Iterator[tuple[str, Path]]:
    for folder, subfolders, names in os.walk(directory, onerror=unreadable, followlinks=True):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(names):
            path = Path(folder, name)
            if not name.startswith("."):
                yield path.relative_to(directory).as_posix(), path
