"""What becomes of running subscriptions when what their viewers may see has changed.

One that shows nothing its viewer has lost, and on whose viewer subgraphs are told the same, is left alone. A stored
document is narrowed, a text is ended. Subgraphs are told roles and groups at the beginning of a run alone: when these
change, one that begins with the present state is begun anew, and any other is ended, because of what happens between
two runs nobody would hear (`gateway/decisions/running-subscriptions-are-decided-again.md`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from gateway.model.viewer import Viewer
from gateway.model.visible import VisibleSchema
from gateway.pipeline.running_subscription import RunningSubscription
from gateway.pipeline.shown import Shown, still_shown, tells_types
from gateway.snapshot import Audience


class Verdict(Enum):
    UNTOUCHED = "untouched"
    NARROWED = "narrowed"
    BEGUN_ANEW = "begun anew"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Judged:
    """`shown` is what may still be shown, None for what ends because of it."""

    verdict: Verdict
    audience: Audience
    shown: Shown | None


class Judging:
    """Judges runs by one state of the policies; what is alike is worked out once. Changes nothing.

    Where the supergraph `is_another` too, what its viewer sees must be the same: a run keeps all of the old one alive.
    """

    def __init__(self, audience: Callable[[Viewer], Audience], *, is_another: bool = False) -> None:
        self._audience = audience
        self._is_another = is_another
        self._loses: dict[tuple[int, int], bool] = {}
        self._left: dict[tuple[int, int, bytes], tuple[Shown | None, bool]] = {}
        self._alive: list[object] = []
        """What the keys mean: an address is given away again when nobody holds what is there."""

    def of(self, run: RunningSubscription) -> Judged:
        now = self._audience(run.viewer)
        has_moved = self._is_another and now.visible.id != run.visible_id
        shown, is_same = (None, False) if has_moved else self._still_shown(run, now.visible)
        if shown is None:
            return Judged(Verdict.ENDED, now, None)
        if run.is_told_otherwise(now.standing):
            return Judged(Verdict.BEGUN_ANEW if run.is_stateful else Verdict.ENDED, now, shown)
        return Judged(Verdict.UNTOUCHED if is_same else Verdict.NARROWED, now, shown)

    def _still_shown(self, run: RunningSubscription, visible: VisibleSchema) -> tuple[Shown | None, bool]:
        """What may still be shown, and whether that is the same operation."""
        before = run.shown.visible
        pair = id(before), id(visible)
        if pair not in self._loses:
            self._alive += (before, visible)
            self._loses[pair] = not before.coordinates <= visible.coordinates
        if not self._loses[pair]:
            return run.shown, True
        key = id(run.shown.projector), id(visible), run.key.variables
        if key not in self._left:
            self._alive.append(run.shown.projector)
            prepared, variables = run.journey.prepared, run.journey.execution.variables
            left = None
            if tells_types(prepared.executable.supergraph, run.shown, visible):
                left = still_shown(run.shown, prepared.document, variables, visible)
            self._left[key] = left, left is not None and left.operation == run.shown.operation
        return self._left[key]
