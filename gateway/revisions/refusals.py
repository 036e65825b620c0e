"""Why something is not published."""

from __future__ import annotations

from collections.abc import Sequence

from gateway.errors import ClientError
from gateway.revisions.revision import Entry
from gateway.visibility.findings import Finding

POLICY_CONFLICT = "POLICY_CONFLICT"
POLICY_REFUSED = "POLICY_REFUSED"
POLICY_STORE_UNAVAILABLE = "POLICY_STORE_UNAVAILABLE"


class Conflict(ClientError):
    """Others published since `base`; `since` has what, newest first, empty where it is not yet known."""

    def __init__(self, base: int, since: Sequence[Entry]) -> None:
        told = "; ".join(f"{one.author} published {one.number}: {one.reason}" for one in since) or "it was edited"
        super().__init__(
            POLICY_CONFLICT,
            f"Revision {base} is not the newest any more ({told}); take that in and publish again.",
            status=409,
            extensions={"base": base, "newest": since[0].number if since else None},
        )
        self.base = base
        self.since = tuple(since)


class Refused(ClientError):
    """The check found something; `findings` is never empty."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(
            POLICY_REFUSED,
            f"The check has {len(findings)} findings, the first is: {findings[0]}",
            status=422,
            extensions={"findings": [one.as_plain() for one in findings]},
        )
        self.findings = tuple(findings)


class StoreUnavailable(ClientError):
    """What keeps the revisions cannot be read or written now; the last good revision serves on."""

    def __init__(self, reason: str) -> None:
        super().__init__(POLICY_STORE_UNAVAILABLE, reason, status=503)


def unknown_revision(number: int) -> ClientError:
    return ClientError("NOT_FOUND", f"There is no revision {number}; the history lists those there are.", status=404)


def unknown_proposal(number: int) -> ClientError:
    return ClientError(
        "NOT_FOUND", f"There is no proposal {number} that waits; the history lists those that do.", status=404
    )
