"""All that is subscribed to: who joins which run, and what becomes of the runs when rights change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeAlias

from structlog.typing import FilteringBoundLogger

from gateway.errors import ClientError
from gateway.execution.subscriptions import Groups, Subscriber
from gateway.identity.refusals import refused
from gateway.model.operation import Field
from gateway.model.request import HeadersFor
from gateway.model.viewer import Viewer
from gateway.pipeline.judging import Judging, Verdict
from gateway.pipeline.request import Caller, Journey
from gateway.pipeline.running_subscription import RunningSubscription, Told
from gateway.pipeline.sharing import sharing_key
from gateway.pipeline.shown import Shown
from gateway.snapshot import Audience, Snapshots


def expired() -> ClientError:
    return refused("The access token has expired; sign in again.")


Outlook: TypeAlias = Callable[[Callable[[Viewer], Audience]], list[tuple[RunningSubscription, int, Verdict]]]
"""What would become of each running subscription, and of how many clients, if their viewers were judged so."""


class Subscriptions:
    """All that is subscribed to."""

    def __init__(
        self,
        snapshots: Snapshots,
        forwarded: Callable[[Mapping[str, str]], tuple[tuple[str, str], ...]],
        headers: Callable[[Viewer, Audience, Caller], HeadersFor],
        log: FilteringBoundLogger,
        now: Callable[[], float],
        *,
        limit: int,
        stateful: tuple[str, ...],
    ) -> None:
        """`forwarded`: what of a request's headers subgraphs are sent; `limit`: the most events that may wait for one
        subscriber.

        `stateful`: the root fields that begin with the present state.
        """
        self._snapshots = snapshots
        self._supergraph = snapshots.current.graph.supergraph
        self._forwarded = forwarded
        self._headers = headers
        self._log = log
        self._now = now
        self._limit = limit
        self._stateful = frozenset(stateful)
        self.groups: Groups[RunningSubscription] = Groups()
        snapshots.on_swap.append(self._decide_again)

    def join(
        self,
        journey: Journey,
        told: Told,
        *,
        until: float | None = None,
        on_cut: Callable[[], None] | None = None,
    ) -> Subscriber:
        """Raises ClientError when what its viewer may see has changed since the request was checked.

        After `until`, in seconds since 1970, nothing is told any more.
        """
        audience = self._snapshots.current.audience(journey.viewer)
        if audience.visible.id != journey.visible_id:
            raise _changed()
        roots = journey.prepared.operation.selections
        is_stateful = any(isinstance(one, Field) and one.name in self._stateful for one in roots)
        key = sharing_key(journey, audience, self._forwarded(journey.caller.headers))
        return self.groups.join(
            key,
            lambda: RunningSubscription(
                key,
                journey,
                audience,
                Shown(audience.visible, journey.prepared.executable.projector),
                audience.visible.id,
                is_stateful,
                self._headers,
                told,
                self._log,
            ),
            self._limit,
            needs_beginning=is_stateful,
            check=None if until is None else partial(self._expiry, until),
            on_cut=on_cut,
        )

    def outlook(self) -> Outlook:
        """Of what runs now; what it tells takes its time and may be asked for in a thread."""
        running = tuple(self.groups.sources.items())

        def judged(audience: Callable[[Viewer], Audience]) -> list[tuple[RunningSubscription, int, Verdict]]:
            judging = Judging(audience)
            return [(run, count, judging.of(run).verdict) for run, count in running]

        return judged

    def _expiry(self, until: float) -> ClientError | None:
        return expired() if self._now() >= until else None

    def _decide_again(self) -> None:
        """Before anything else is told, what waits in the queues included."""
        current = self._snapshots.current
        judging = Judging(current.audience, is_another=current.graph.supergraph is not self._supergraph)
        self._supergraph = current.graph.supergraph
        decided: dict[Verdict, set[RunningSubscription]] = {verdict: set() for verdict in Verdict}
        changed: set[RunningSubscription] = set()
        for run in self.groups.sources:
            try:
                judged = judging.of(run)
            except Exception:  # noqa: BLE001 - whatever it is: this one ends, and all others are judged
                self._log.exception(
                    "a subscription could not be decided again", request_id=run.journey.caller.request_id
                )
                decided[Verdict.ENDED].add(run)
                continue
            decided[judged.verdict].add(run)
            run.visible_id = judged.audience.visible.id
            if judged.shown is not None and judged.shown is not run.shown:
                run.show(judged.shown)
                changed.add(run)
            if judged.verdict is Verdict.BEGUN_ANEW:
                run.audience = judged.audience
        self.groups.end(_changed(), decided[Verdict.ENDED].__contains__)
        self.groups.close_to_others(changed.__contains__)
        self.groups.begin_anew(_changed(), decided[Verdict.BEGUN_ANEW].__contains__)


def _changed() -> ClientError:
    return ClientError("SUBSCRIPTION_SCHEMA_RELOAD", "What you may see has changed; subscribe again.")
