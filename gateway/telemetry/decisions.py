"""The decision log: who was denied which fields by which revision of the policies, under pseudonyms.

A line holds coordinates of the schema, never what a document or its variables say beside them. What a document names is
found out after its answer is made, in a thread, and for every refused document alike: neither the answer nor its time
tells a hidden field from an unknown one.
"""

from __future__ import annotations

import asyncio
import hmac
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from structlog.typing import FilteringBoundLogger

from gateway.errors import ConfigurationError
from gateway.settings.telemetry import TelemetryOptions
from gateway.telemetry.denial_rates import DenialRates
from gateway.telemetry.metrics import Metrics

VISITOR = "visitor"
"""Stands for all who bring no token; their addresses are not kept."""
LEAST_KEY = 32
"""Bytes of a key that nobody guesses."""
SECONDS_LATER = 0.1
"""Between a refusal and the look at it: by then it is on its way, and others join the look."""
MOST_PENDING = 256
"""Refused documents that wait for that look. A document takes far longer to be refused than to be looked at."""
MOST_MASKED = 20_000
"""Masked documents that are known to have a line, about 5 MB; one that is forgotten gets another."""
MOST_NAMES = 50
"""Coordinates in one line; a document may name hundreds."""


@dataclass(frozen=True, slots=True)
class Decided:
    """Who asked for what, by which revision. `subject` is None for somebody without a token.

    `audience` is the id of what he sees, `document` the name of a stored one or else a key that tells texts apart.
    """

    subject: str | None
    audience: str
    roles: frozenset[str]
    revision: str
    request_id: str
    document: str | None = None


Mask = tuple[str, str, str]
"""The key of a stored document, the id of what is visible, and the revision."""
Names = Callable[[], Sequence[str]]
"""Finds the hidden coordinates that a document names; called later, in a thread."""


class DecisionLog:
    """All of it but the look at documents happens in the event loop, where a request calls it."""

    def __init__(
        self,
        key: bytes,
        denials_a_minute: int,
        metrics: Metrics,
        log: FilteringBoundLogger,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.rates = DenialRates(denials_a_minute, clock)
        self._key = key
        self._metrics = metrics
        self._log = log
        self._pending: list[tuple[str, Decided, Names]] = []
        self._masked: OrderedDict[Mask, None] = OrderedDict()
        self._timer: asyncio.TimerHandle | None = None
        self._looking: set[asyncio.Task[None]] = set()

    def refused(self, decided: Decided, names: Names) -> None:
        """A document or its variables were refused; it is a denial when they name something hidden."""
        if not self._later("denied", decided, names):
            self._metrics.denied("unexamined")

    def has_masked(self, mask: Mask, document: str) -> bool:
        """Counts one answer to a stored document of which something is masked; whether that has its line."""
        self._metrics.masked(document)
        return mask in self._masked

    def masked(self, mask: Mask, decided: Decided, names: Names) -> None:
        """The line for all such answers."""
        if self._later("masked", decided, names):
            self._masked[mask] = None
            if len(self._masked) > MOST_MASKED:
                self._masked.popitem(last=False)

    def denied_operation(self, decided: Decided, operation: str) -> None:
        """An operation on the policies, by its path, that the policies do not allow was refused."""
        self._deny(decided, (operation,))

    def pseudonym(self, subject: str | None) -> str:
        """64 bits of HMAC-SHA256: equal for one subject as long as the key is, and of no use without it."""
        return VISITOR if subject is None else hmac.digest(self._key, subject.encode(), "sha256").hex()[:16]

    async def settle(self) -> None:
        """Looks at once at all that waits, and writes it."""
        if self._timer is not None:
            self._timer.cancel()
        await self._look()
        if self._looking:
            await asyncio.wait(self._looking)

    async def finish(self) -> None:
        """Writes what is due, and how many denials no line has told of."""
        await self.settle()
        if rest := self.rates.rest():
            self._log.info("denials suppressed", suppressed=rest)

    def _later(self, event: str, decided: Decided, names: Names) -> bool:
        if len(self._pending) >= MOST_PENDING:
            return False
        self._pending.append((event, decided, names))
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(SECONDS_LATER, self._begin)
        return True

    def _begin(self) -> None:
        task = asyncio.create_task(self._look())
        self._looking.add(task)
        task.add_done_callback(self._looking.discard)

    async def _look(self) -> None:
        self._timer = None
        pending, self._pending = self._pending, []
        if not pending:
            return
        found = await asyncio.to_thread(lambda: [names() for _, _, names in pending])
        for (event, decided, _), hidden in zip(pending, found, strict=True):
            if hidden and event == "denied":
                self._deny(decided, hidden)
            elif hidden:
                self._write(event, decided, hidden, {})

    def _deny(self, decided: Decided, hidden: Sequence[str]) -> None:
        suppressed = self.rates.take(self.pseudonym(decided.subject))
        if suppressed is None:
            self._metrics.denied("suppressed")
            return
        self._metrics.denied("told")
        counts = {"suppressed": suppressed, "suppressed_of_others": self.rates.untold()}
        self._write("denied", decided, hidden, {name: count for name, count in counts.items() if count})

    def _write(self, event: str, decided: Decided, hidden: Sequence[str], counts: dict[str, int]) -> None:
        if len(hidden) > MOST_NAMES:
            counts["more_hidden"] = len(hidden) - MOST_NAMES
        self._log.info(
            event,
            request_id=decided.request_id,
            viewer=self.pseudonym(decided.subject),
            audience=decided.audience,
            roles=sorted(decided.roles),
            document=decided.document,
            hidden=list(hidden[:MOST_NAMES]),
            revision=decided.revision,
            **counts,
        )


def decision_log(options: TelemetryOptions, metrics: Metrics, log: FilteringBoundLogger) -> DecisionLog:
    """The log as the settings say; raises ConfigurationError for a key that cannot be read or could be guessed."""
    file = options.decision_log_key
    key = secrets.token_bytes(LEAST_KEY) if file is None else _key_of(file)
    return DecisionLog(key, options.decision_log_rate, metrics, log)


def _key_of(file: Path) -> bytes:
    try:
        key = file.read_bytes().strip()
    except OSError as error:
        raise ConfigurationError(f"{file}: the key of the decision log cannot be read: {error}") from error
    if len(key) < LEAST_KEY:
        raise ConfigurationError(
            f"{file}: the key of the decision log has {len(key)} bytes, at least {LEAST_KEY} are needed; "
            f"`openssl rand -hex {LEAST_KEY}` makes one."
        )
    return key
