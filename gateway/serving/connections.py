"""Counts what stays open, sockets and event streams, so that nobody holds more of them than is his share.

Who has signed in is counted by account, visitors by address.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from gateway.errors import ClientError
from gateway.model.viewer import VISITOR_SUBJECT, Viewer


class Holder(NamedTuple):
    """An account, told apart by subject and company, or an address."""

    kind: str
    name: str
    company: str | None = None


def holder_of(viewer: Viewer, address: str) -> Holder:
    """`address`: of the client, as far as it is known."""
    if viewer.subject == VISITOR_SUBJECT:
        return Holder("address", address)
    return Holder("account", viewer.subject, viewer.company)


class OpenConnections:
    """Those of this process."""

    def __init__(self, per_account: int, per_address: int) -> None:
        self._limits = {"account": per_account, "address": per_address}
        self._open: Counter[Holder] = Counter()

    def enter(self, holder: Holder) -> None:
        """Raises ClientError SUBSCRIPTION_LIMIT_EXCEEDED (429) when the share is used up."""
        limit = self._limits[holder.kind]
        if self._open[holder] >= limit:
            raise ClientError(
                "SUBSCRIPTION_LIMIT_EXCEEDED",
                f"More than {limit} sockets and event streams are open for this {holder.kind}; close some first.",
                status=429,
            )
        self._open[holder] += 1

    def leave(self, holder: Holder) -> None:
        self._open[holder] -= 1
        if not self._open[holder]:
            del self._open[holder]

    @contextmanager
    def held(self, holder: Holder) -> Iterator[None]:
        """One more while the block runs; raises as `enter` does."""
        self.enter(holder)
        try:
            yield
        finally:
            self.leave(holder)
