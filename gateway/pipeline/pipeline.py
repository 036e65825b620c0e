"""The journey of one request, each step one call.

token -> viewer -> one snapshot -> what is visible -> document -> limits, validation, plan -> variables -> execution
"""

from __future__ import annotations

import random
import time
from collections.abc import AsyncGenerator, Callable, Coroutine
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from structlog.typing import FilteringBoundLogger

from gateway.errors import ClientError, ClientErrors
from gateway.execution.answer_headers import AnswerHeaderRules, HeardHeaders
from gateway.execution.header_rules import HeaderRules
from gateway.execution.resilience.rules import errors_shown
from gateway.execution.subscriptions import Subscriber
from gateway.identity.viewers import preferred_language, viewer_of, visitor
from gateway.model.incremental import Payload
from gateway.model.request import Answer, ExecutionRequest, HeadersFor
from gateway.model.viewer import Viewer
from gateway.operations.cost import Budgets, told
from gateway.operations.persisted import Asked, named_document
from gateway.operations.variables import coerce_variables
from gateway.pipeline.deciding import tell_masked, tell_refused
from gateway.pipeline.expiring import CallLater, Expiry, call_later
from gateway.pipeline.fetch_headers import FetchHeaders, SignedFetchHeaders
from gateway.pipeline.mutations import RunningMutations
from gateway.pipeline.parts import told_in_parts
from gateway.pipeline.preparing import Refused, prepare_document
from gateway.pipeline.request import Caller, GraphQLRequest, Journey
from gateway.pipeline.subscribing import Outlook, Subscriptions
from gateway.planning import active_labels
from gateway.planning.printer import print_plan
from gateway.rates import Addresses, RateLimits
from gateway.settings import Settings
from gateway.snapshot import Audience, Snapshots
from gateway.telemetry.decisions import decision_log
from gateway.telemetry.metrics import Metrics
from gateway.telemetry.slow import SlowLog

if TYPE_CHECKING:
    from gateway.identity.signing import ViewerSigner
    from gateway.identity.tokens import TokenVerifier

NO_HEADER_RULES = HeaderRules()
Result = TypeVar("Result")


class Pipeline:
    def __init__(
        self,
        settings: Settings,
        snapshots: Snapshots,
        verifier: TokenVerifier | None,
        signer: ViewerSigner | None,
        metrics: Metrics,
        log: FilteringBoundLogger,
        header_rules: HeaderRules = NO_HEADER_RULES,
        answer_header_rules: AnswerHeaderRules | None = None,
        *,
        rates: RateLimits,
        chance: Callable[[], float] = random.random,
        now: Callable[[], float] = time.time,
        later: CallLater = call_later,
    ) -> None:
        self._settings = settings
        self._snapshots = snapshots
        self._verifier = verifier
        self._signer = signer
        self._metrics = metrics
        self._rates = rates
        self.addresses = Addresses(settings.trusted_proxies)
        self._log = log
        self._slow = SlowLog(metrics, log, settings.slow_fetch_seconds, settings.slow_plan_seconds)
        self._errors_shown = errors_shown(settings)
        self.decisions = decision_log(settings, metrics, log)
        self._chance = chance
        self._budgets = Budgets(settings.cost_limit, settings.cost_limits)
        self._mutations = RunningMutations(log)
        self._header_rules = header_rules
        self._answer_header_rules = answer_header_rules
        self._now = now
        self._later = later
        self._subscriptions = Subscriptions(
            snapshots,
            header_rules.sent,
            self._headers,
            log,
            now,
            limit=settings.subscriber_queue,
            stateful=settings.stateful_subscriptions,
        )

    @property
    def reads_tokens(self) -> bool:
        """Whether it matters who asks; otherwise credentials are the subgraphs' business alone."""
        return self._verifier is not None or self._settings.has_policies

    async def prepare(self, request: GraphQLRequest, caller: Caller) -> Journey:
        """Everything up to execution; raises ClientError or ClientErrors, and then nothing has run."""
        deadline = time.monotonic() + self._settings.request_timeout
        viewer = await self.admitted(caller)
        snapshot = self._snapshots.current
        audience = snapshot.audience(viewer)
        known = snapshot.graph.supergraph.labels
        labels = active_labels(known, self._settings.active_override_labels, self._chance) if known else known
        named = named_document(_asked(request), snapshot.graph.documents, self._settings)
        prepared = await prepare_document(self._slow, snapshot.graph, named, request, caller, audience.visible, labels)
        if isinstance(prepared, Refused):
            tell_refused(self.decisions, snapshot.graph, caller, viewer, audience, prepared)
            try:
                raise prepared.told
            finally:
                del prepared  # or the error would hold what holds it, and with it a supergraph that has gone
        try:
            variables = coerce_variables(audience.visible.schema, prepared.operation, request.variables)
        except ClientErrors as refusal:
            told = Refused(prepared.document, refusal, refusal)
            tell_refused(self.decisions, snapshot.graph, caller, viewer, audience, told, request.variables)
            del told
            raise
        if prepared.operation.hidden:
            tell_masked(self.decisions, snapshot.graph, caller, viewer, audience, prepared.document)
        heard = None if self._answer_header_rules is None else HeardHeaders(self._answer_header_rules)
        estimate = self._budgets.check(prepared.price, variables, audience.standing.roles)
        execution = ExecutionRequest(
            variables=variables,
            transports=snapshot.graph.transports,
            headers_for=self._headers(viewer, audience, caller),
            request_id=caller.request_id,
            timeout=self._settings.subgraph_timeout,
            timeouts=self._settings.subgraph_timeouts,
            seconds=self._settings.request_timeout,
            deadline=deadline,
            errors_shown=self._errors_shown,
            on_fetch=partial(self._slow.fetched, caller.request_id),
            on_problem=partial(self._problem, caller.request_id),
            on_way=self._metrics.went,
            on_answer=None if heard is None else heard.hear,
        )
        return Journey(caller, viewer, audience.visible.id, prepared, execution, estimate, heard)

    async def run(self, journey: Journey) -> Answer:
        """Runs a query or mutation. A mutation runs to its end even when whoever waits for it is cancelled."""
        answer = await self._to_its_end(journey, journey.prepared.executable.execute(journey.execution))
        return self._told(journey, answer)

    async def respond(self, journey: Journey) -> Answer | bytes:
        """The same as `run`, or the JSON of an answer without errors where it could be had directly."""
        if self._settings.cost_reported:
            return await self.run(journey)
        answer = await self._to_its_end(journey, journey.prepared.executable.respond(journey.execution))
        return answer if isinstance(answer, bytes) else self._told(journey, answer)

    def in_parts(self, journey: Journey) -> AsyncGenerator[Answer | Payload, None] | None:
        """The answer in parts, for operations with `@defer`; None when it is told whole: then nothing has run.

        What an answer did cost is known at its end, so one that reports that is told whole.
        """
        is_whole = not journey.prepared.operation.deferrals or journey.kind == "subscription"
        if is_whole or self._settings.cost_reported:
            return None
        outlives = (
            partial(self._mutations.leave_alone, journey.caller.request_id) if journey.kind == "mutation" else None
        )
        parts = journey.prepared.executable.in_parts(journey.execution, outlives=outlives)
        return None if parts is None else told_in_parts(parts, partial(self._told, journey))

    async def explained(self, journey: Journey) -> Answer:
        """The same as `run`, with the text of the plan in `extensions.plan`; it names fields that are hidden too."""
        answer = await self.run(journey)
        plan = print_plan(journey.prepared.executable.plan)
        return Answer(answer.data, answer.errors, {**answer.extensions, "plan": plan})

    async def _to_its_end(self, journey: Journey, running: Coroutine[Any, Any, Result]) -> Result:
        if journey.kind != "mutation":
            return await running
        return await self._mutations.to_its_end(journey.caller.request_id, running)

    async def finish(self) -> None:
        """Ends what is subscribed to, waits for the mutations that still run, writes the decision log to its end, and
        leaves what counts the requests."""
        await self._subscriptions.groups.close()
        await self._mutations.finish()
        await self.decisions.finish()
        await self._rates.store.close()
        if self._verifier is not None:
            await self._verifier.close()

    def subscribe(
        self, journey: Journey, *, until: float | None = None, on_cut: Callable[[], None] | None = None
    ) -> Subscriber:
        """Joins a subscription: the JSON of one answer per event, the same for all who share it.

        It outlives changes of policies and supergraph as far as its viewer may still see it: a stored document is
        narrowed, what else loses something raises ClientError SUBSCRIPTION_SCHEMA_RELOAD, at once. It outlives neither
        its token, which holds `until`: then INVALID_JWT; nor the process: SERVER_STOPPING. `on_cut` is called when it
        is cut off while its client may not be reading. Whoever joins closes it.
        """
        return self._subscriptions.join(journey, self._told, until=until, on_cut=on_cut)

    def end_subscriptions(self, reason: ClientError) -> None:
        """Ends all that run, at once."""
        self._subscriptions.groups.end(reason)

    @property
    def subscriptions(self) -> tuple[int, int]:
        """How many runs there are in the subgraphs, and how many listen to them."""
        groups = self._subscriptions.groups
        return len(groups), groups.subscribers

    def outlook(self) -> Outlook:
        """Of the subscriptions that run now."""
        return self._subscriptions.outlook()

    async def until(self, caller: Caller) -> float | None:
        """When the token of a caller ceases to hold, in seconds since 1970; None for a visitor; raises ClientError."""
        if caller.token is None or self._verifier is None:
            return None
        return await self._verifier.until(caller.token)

    def at_expiry(self, until: float, act: Callable[[], None]) -> Expiry:
        """Calls `act` when the clock reaches `until`; cancelled by whoever no longer needs to know."""
        return Expiry(until, act, self._now, self._later)

    async def admitted(self, caller: Caller) -> Viewer:
        """Who asks, and one request more of his; raises ClientError like `viewer`, and REQUEST_RATE_LIMITED.

        A token that does not hold is no account: it counts for the address, so that guessing is limited too.
        """
        if caller.token is None:
            await self._rates.count_address(caller.address)
            return await self.viewer(caller)
        try:
            viewer = await self.viewer(caller)
        except ClientError:
            await self._rates.count_address(caller.address)
            raise
        await self._rates.count_account(viewer.subject)
        return viewer

    async def viewer(self, caller: Caller) -> Viewer:
        """Who asks; raises ClientError for a token that does not hold."""
        language = preferred_language(caller.headers.get("accept-language"), self._settings.languages)
        if caller.token is None:
            market = caller.headers.get(self._settings.market_header.lower())
            return visitor(market, self._settings.markets, language)
        if self._verifier is None:
            raise ClientError("INVALID_JWT", "This gateway accepts no access tokens.", status=401)
        return viewer_of(await self._verifier.claims(caller.token), language)

    def _headers(self, viewer: Viewer, audience: Audience, caller: Caller) -> HeadersFor:
        given = self._header_rules, caller.headers, caller.request_id
        if self._signer is None:
            return FetchHeaders(*given)
        return SignedFetchHeaders(*given, self._signer, viewer, audience.standing)

    def _told(self, journey: Journey, answer: Answer) -> Answer:
        """Names the masked paths of a stored document, so that a front end knows why a field is null; and costs."""
        extensions: dict[str, Any] = {}
        if hidden := journey.prepared.operation.hidden:
            extensions["hidden"] = list(hidden)
        if self._settings.cost_reported:
            actual = journey.prepared.price.actual(answer.data, journey.execution.variables)
            extensions["cost"] = {"estimate": told(journey.estimate), "actual": told(actual)}
        return Answer(answer.data, answer.errors, {**answer.extensions, **extensions}) if extensions else answer

    def _problem(self, request_id: str, subgraph: str, code: str, said: str) -> None:
        self._log.warning("subgraph problem", request_id=request_id, subgraph=subgraph, code=code, said=said)


def _asked(request: GraphQLRequest) -> Asked:
    return Asked(request.document_id, request.query_hash, request.query)
