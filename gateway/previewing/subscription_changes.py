"""Which running subscriptions would end, lose fields or begin anew; the pipeline judges each by the edited policies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from gateway.model.viewer import Viewer
from gateway.visibility.known_audiences import audience_of
from gateway.visibility.policies import Policies


class Becomes(Enum):
    """What happens to a running subscription; those that go on as they are need not be told."""

    UNTOUCHED = "go on"
    NARROWED = "lose fields"
    BEGUN_ANEW = "begin anew"
    ENDED = "close"


@dataclass(frozen=True, slots=True)
class JudgedSubscription:
    """One that runs for a viewer: the name of its document, how many listen to it, and what would become of it."""

    viewer: Viewer
    document: str
    count: int
    becomes: Becomes


@dataclass(frozen=True, slots=True)
class SubscriptionChange:
    """Those of one document that meet the same, of viewers with the same roles; `count` are clients."""

    document: str
    title: str
    count: int
    becomes: Becomes


def subscription_changes(policies: Policies, judged: Iterable[JudgedSubscription]) -> tuple[SubscriptionChange, ...]:
    """Viewers are named by the roles they hold now; whoever is untouched is left out."""
    counts: dict[tuple[str, str, Becomes], int] = {}
    for one in judged:
        if one.becomes is not Becomes.UNTOUCHED:
            audience = audience_of(policies, one.viewer)
            key = one.document, ": ".join(filter(None, (audience.company, audience.part))), one.becomes
            counts[key] = counts.get(key, 0) + one.count
    return tuple(
        SubscriptionChange(document, title, count, becomes)
        for (document, title, becomes), count in sorted(
            counts.items(), key=lambda item: (item[0][:2], item[0][2].value)
        )
    )
