"""The loaded policies of one revision: what a viewer may see, as sets compiled when the files were read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gateway.model.viewer import Standing, Viewer
from gateway.model.visible import VisibleSchema
from gateway.remembered import Remembered
from gateway.visibility.cases import Case
from gateway.visibility.compiled import CompiledAxis, CompiledRule
from gateway.visibility.coordinates import Coordinates
from gateway.visibility.declared_orders import DeclaredOrder
from gateway.visibility.findings import Finding
from gateway.visibility.guarded import Guarded
from gateway.visibility.role_table import RoleTable
from gateway.visibility.rules import PolicyLines
from gateway.visibility.subjects import subjects_of
from gateway.visibility.visible_schemas import VisibleSchemas

REMEMBERED_SETS = 5_000
"""Visible sets whose groups are known, each some hundred bytes."""


@dataclass(frozen=True, slots=True)
class Policies:
    """Immutable and safe to ask from several threads; a change of files makes a new one.

    `groups` maps each field group (`@own_prices`) to its coordinates, `warnings` holds what a running gateway bears:
    coordinates that no rule decides (they are hidden) and rules that name unknown ones (they have no effect).
    """

    lines: PolicyLines = field(repr=False)
    coordinates: Coordinates = field(repr=False)
    roles: RoleTable = field(repr=False)
    audience: CompiledAxis = field(repr=False)
    functions: CompiledAxis = field(repr=False)
    groups: Mapping[str, frozenset[str]] = field(repr=False)
    schemas: VisibleSchemas = field(repr=False)
    cases: tuple[Case, ...] = field(default=(), repr=False)
    orders: tuple[DeclaredOrder, ...] = field(default=(), repr=False)
    guarded: Guarded = field(default=Guarded(), repr=False)
    warnings: tuple[Finding, ...] = field(default=(), repr=False)
    _whole: Remembered[str, frozenset[str]] = field(
        default_factory=lambda: Remembered(REMEMBERED_SETS), repr=False, compare=False
    )

    @property
    def revision(self) -> str:
        """A digest of all policy files, cases included."""
        return self.lines.revision

    def allowed(self, viewer: Viewer) -> frozenset[str]:
        """The object fields, arguments, input fields and enum values the rules allow, before closure."""
        return self.coordinates.named(self._allowed_bits(viewer))

    def visible(self, viewer: Viewer) -> VisibleSchema:
        """The closed schema of this viewer; one object for all viewers who are allowed the same."""
        return self.schemas.of(self._allowed_bits(viewer))

    def seen(self, viewer: Viewer) -> frozenset[str]:
        """What is visible of the schema, and the operations of the administration he may use."""
        return self.visible(viewer).coordinates | self.operations(viewer)

    def operations(self, viewer: Viewer) -> frozenset[str]:
        """The operations of the administration that this viewer may use, by their paths."""
        return self.allowed(viewer) & self.coordinates.operations

    def standing(self, viewer: Viewer) -> Standing:
        """The audience and machine roles of this viewer, and the field groups he sees whole, without their `@`."""
        visible = self.visible(viewer)
        whole = self._whole.get(visible.id, lambda: self._seen_whole(visible.coordinates))
        return Standing(self.audience_roles(viewer), whole, self.lines.revision)

    def audience_roles(self, viewer: Viewer) -> frozenset[str]:
        """The roles of the company and, for machines, of the machine."""
        subjects = subjects_of(viewer)
        return self.roles.roles(subjects.audience) | self.roles.roles(subjects.machine or frozenset())

    def told(self, viewer: Viewer, seen: frozenset[str]) -> frozenset[str]:
        """What subgraphs are told of a viewer who sees this: `role logistics`, and `@exact_stock` for a group he sees
        whole. They decide rows and caps by it, so it is a right like any coordinate."""
        roles = {f"role {name}" for name in self.audience_roles(viewer)}
        return frozenset(roles | {f"@{name}" for name in self._seen_whole(seen)})

    def rules(self) -> tuple[CompiledRule, ...]:
        """All rules with the coordinates each decides, audience rules first."""
        return self.audience.rules + self.functions.rules

    def _seen_whole(self, seen: frozenset[str]) -> frozenset[str]:
        return frozenset(
            name.removeprefix("@")
            for name, members in self.groups.items()
            if (existing := members & self.coordinates.positions.keys()) and existing <= seen
        )

    def _allowed_bits(self, viewer: Viewer) -> int:
        subjects = subjects_of(viewer)
        bits = self.audience.allowed(self.roles.roles(subjects.audience))
        if subjects.machine is not None:
            bits &= self.audience.allowed(self.roles.roles(subjects.machine))
        return bits & self.functions.allowed(self.roles.roles(subjects.functions))
