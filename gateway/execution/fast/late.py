"""Which fetches are late: what they bring only fills places in objects that are all known before it comes."""

from __future__ import annotations

from collections.abc import Mapping

from gateway.execution.fast.calls import Calls
from gateway.execution.fast.finishing import has_hidden
from gateway.execution.fast.places import Brings, Slot


def late_fetches(calls: Calls, waits: Mapping[int, frozenset[int]]) -> frozenset[int]:
    """Of the fetches in `waits`, each with those it is sent after.

    Those that walk to their objects wait for none that is late: as soon as all others have been taken, no object of the
    answer is looked at again.
    """
    by_fetch: dict[int, list[Brings]] = {}
    for by in calls.findings:
        by_fetch.setdefault(by[0], []).append(by)
    late = {fetch for fetch, own in by_fetch.items() if fetch in waits and all(_only_fills(calls, by) for by in own)}
    while True:
        walking = {fetch for fetch in late if any(calls.findings[by].walks for by in by_fetch[fetch])}
        waited_for = {one for fetch in walking for one in waits[fetch] if one in late}
        if not waited_for:
            return frozenset(late)
        late -= waited_for


def _only_fills(calls: Calls, by: Brings) -> bool:
    finding = calls.findings[by]
    leader = next(one for one in calls.findings.values() if one.name == finding.leader)
    if len(calls.parts(by)) != 1 or finding.targets != leader.targets:
        return False
    shapes = [place.shapes[name] for place, types in finding.targets for name in types]
    return all(_is_alone(slot, by) for shape in shapes for slot in shape.brought_by(by))


def _is_alone(slot: Slot, by: Brings) -> bool:
    """Whether the value comes from this call alone, whole and as it is shown."""
    return len(slot.wire_keys) == 1 and (slot.below is None or not has_hidden(slot.below))
