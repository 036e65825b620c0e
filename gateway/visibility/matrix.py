"""The whole of the policies as a person reads it: who sees which coordinate of the public schema."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gateway.model.viewer import Viewer
from gateway.visibility.audience_titles import titles
from gateway.visibility.closure import close
from gateway.visibility.known_audiences import KnownAudience, known_audiences
from gateway.visibility.policies import Policies


@dataclass(frozen=True, slots=True)
class Column:
    """Audiences that see the same; `name` is that of the first, `title` names all of them."""

    name: str
    title: str
    audiences: tuple[KnownAudience, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Row:
    """A coordinate, the field group it stands in (empty for none), and the indices of the columns that see it."""

    coordinate: str
    group: str
    sees: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """`revision` is that of the policy files."""

    revision: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


class SeenSets:
    """What viewers see, closed once for all who are allowed the same; no schema is built.

    `known` are those of other policies for the same public schema, of which most are the same.
    """

    def __init__(self, policies: Policies, known: SeenSets | None = None) -> None:
        self._policies = policies
        self._closed: dict[frozenset[str], frozenset[str]] = {} if known is None else known._closed

    def of(self, viewer: Viewer) -> frozenset[str]:
        """As `Policies.seen`: coordinates of the schema, types too, and operations of the administration."""
        allowed = self._policies.allowed(viewer)
        operations = self._policies.coordinates.operations
        in_schema = allowed - operations
        if in_schema not in self._closed:
            self._closed[in_schema] = close(self._policies.schemas.public, in_schema)
        return self._closed[in_schema] | allowed & operations


def matrix(policies: Policies) -> Matrix:
    """Every audience worth a column by every coordinate that has an owner, and every operation of the administration.

    Types are left out: they are seen with what belongs to them.
    """
    sets = SeenSets(policies)
    seeing: dict[frozenset[str], list[KnownAudience]] = {}
    for audience in known_audiences(policies):
        seeing.setdefault(sets.of(audience.viewer), []).append(audience)
    everything = close(policies.schemas.public, frozenset(policies.coordinates.names) - policies.coordinates.operations)
    groups = direct_groups(policies)
    rows = tuple(
        Row(name, groups.get(name, ""), tuple(index for index, seen in enumerate(seeing) if name in seen))
        for name in sorted(everything | policies.coordinates.operations)
        if not is_type(name)
    )
    columns = tuple(Column(these[0].name, titles(these), tuple(these)) for these in seeing.values())
    return Matrix(policies.revision, columns, rows)


def is_type(name: str) -> bool:
    """Whether a name of the visible ones is that of a type: it has no owner and is no path."""
    return "." not in name and not name.startswith("/")


def direct_groups(policies: Policies) -> Mapping[str, str]:
    """The group that each coordinate was put into; an argument that is in none stands in that of its field."""
    found: dict[str, str] = {}
    for one in policies.lines.groups:
        if not one.member.startswith("@"):
            found.setdefault(one.member, one.of)
    for name, arguments in policies.coordinates.fields.items():
        for argument in arguments:
            if name in found:
                found.setdefault(argument, found[name])
    return found
