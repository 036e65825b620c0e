"""A folder as a mounted ConfigMap is one: links to a hidden folder of the present revision, which is swapped whole."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DATA = "..data"


@dataclass
class ConfigMap:
    """`swap` first makes the new revision, then moves one link onto the other, then takes the old one away."""

    folder: Path
    number: int = 0

    def swap(self, files: Mapping[str, str | bytes]) -> None:
        self.number += 1
        revision = self.folder / f"..revision_{self.number}"
        for name, text in files.items():
            path = revision / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        link = self.folder / "..data_following"
        link.symlink_to(revision.name)
        link.rename(self.folder / DATA)
        tops = {Path(name).parts[0] for name in files}
        for top in tops:
            if not (self.folder / top).is_symlink():
                (self.folder / top).symlink_to(Path(DATA) / top)
        for gone in self.folder.iterdir():
            if gone.is_symlink() and gone.name not in {DATA, *tops}:
                gone.unlink()
        if self.number > 1:
            shutil.rmtree(self.folder / f"..revision_{self.number - 1}")
