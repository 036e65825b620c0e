"""`guarded.yaml`: which fields must belong to a named group, so that none of them is ever ruled in passing."""

from __future__ import annotations

from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from gateway.visibility.files import PolicyFiles
from gateway.visibility.findings import Finding, PolicyError
from gateway.visibility.yaml_reading import read_yaml

FILE = "guarded.yaml"


@dataclass(frozen=True, slots=True)
class Guarded:
    """Fields of these `types`, and fields whose coordinate matches one of `fields`, but not those of `exceptions`."""

    types: frozenset[str] = frozenset()
    fields: tuple[str, ...] = ()
    exceptions: frozenset[str] = field(default=frozenset())

    def covers(self, coordinate: str, type_name: str) -> bool:
        """Whether this object field, of this named type, must belong to a group."""
        if coordinate in self.exceptions:
            return False
        return type_name in self.types or any(fnmatchcase(coordinate, pattern) for pattern in self.fields)


def read_guarded(files: PolicyFiles) -> Guarded:
    """Reads the file; policies without one guard nothing. Raises PolicyError."""
    if FILE not in files.texts:
        return Guarded()
    _, values = read_yaml(FILE, files.texts[FILE])
    match values:
        case {"types": list(types), "fields": list(fields), "except": dict(exceptions), **rest} if not rest:
            return Guarded(frozenset(map(str, types)), tuple(map(str, fields)), frozenset(map(str, exceptions)))
    raise PolicyError(
        [Finding(FILE, 0, "it does not say what is guarded", "write types, fields, and except: {coordinate: reason}")]
    )
