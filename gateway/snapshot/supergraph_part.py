"""The supergraph with everything made of it alone: documents, plans and what runs them.

It survives a change of policies: plans are made against the full supergraph and looked up by the identity of what is
visible, so viewers who are allowed the same share them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, replace
from types import MappingProxyType

from gateway.errors import ClientError, ClientErrors
from gateway.execution import Executable, FastBudget, IntrospectionAnswers, compile_plan
from gateway.model.operation import Operation
from gateway.model.plan import Plan
from gateway.model.transport import SubgraphTransport
from gateway.model.visible import VisibleSchema
from gateway.operations.cost import CostRules, Price
from gateway.operations.documents import Document, StoredDocuments, free_form, text_key
from gateway.operations.introspection_rules import IntrospectionRules, check_allowed, check_extent
from gateway.operations.limits import Limits, check_shape, parse_within, within_the_stack
from gateway.operations.normalize import normalize
from gateway.operations.validation import validate_document
from gateway.planning import labels_met, plan, telling_types
from gateway.remembered import Remembered
from gateway.settings.documents import DocumentOptions
from gateway.supergraph import Supergraph
from gateway.visibility import unrestricted
from gateway.visibility.visible_schemas import VisibleSchemas

REMEMBERED_STORED = 5_000
REMEMBERED_LABELS = 10_000
"""Stored documents times visible schemas; apart from the free-form ones, which so never displace them."""
WARMED = 500
"""Operations of each kind, stored and sent as text, that are planned anew before another supergraph is served."""

BY_DEFAULT = IntrospectionRules.of(DocumentOptions())
COSTS_BY_DEFAULT = CostRules()

PARSED, PLANNED, PREPARED = 36, 18, 18
"""Bytes of memory for each character of a document, as measured: its syntax tree, its plan, and what runs it."""


def weigh(bytes_each: int, characters: int) -> int:
    return 2_000 + bytes_each * characters


@dataclass(frozen=True, slots=True)
class Prepared:
    """An operation ready to run for everybody who sees the same."""

    document: Document
    operation: Operation
    executable: Executable
    price: Price


@dataclass(slots=True)
class Made:
    """What was made of a supergraph so far: `operations` made ready for those who see the same."""

    operations: int = 0


_OperationKey = tuple[str, str | None, str]
"""Document, operation name, visible schema."""
_PreparedKey = tuple[_OperationKey, frozenset[str]]
"""The same under the active override labels that the operation can meet."""


class SupergraphPart:
    """The supergraph with everything made of it alone."""

    def __init__(
        self,
        supergraph: Supergraph,
        documents: StoredDocuments,
        *,
        limits: Limits,
        cache_bytes: int,
        transports: Mapping[str, SubgraphTransport] = MappingProxyType({}),
        introspection: IntrospectionRules = BY_DEFAULT,
        costs: CostRules = COSTS_BY_DEFAULT,
    ) -> None:
        """`cache_bytes` bounds what is kept of documents that clients send; those of the manifest stay."""
        self.supergraph = supergraph
        self.transports = transports
        self.everything = unrestricted(supergraph.public_schema)
        self.documents = documents
        self.schemas = {"whole": supergraph.schema, "public": supergraph.public_schema}
        """All that were made of it, those of viewers by the id of what is visible: what must be freed with it."""
        self.made = Made()
        self._visible: VisibleSchemas | None = None
        self._limits = limits
        self._introspection = introspection
        self._costs = costs
        share = cache_bytes // 5
        self._parsed: Remembered[str, Document] = Remembered(share)
        self._labels_met: Remembered[_OperationKey, frozenset[str]] = Remembered(REMEMBERED_LABELS)
        self._plans: Remembered[tuple[Operation, frozenset[str]], Plan] = Remembered(share)
        self._free_form: Remembered[_PreparedKey, Prepared] = Remembered(share)
        self._contract: Remembered[_PreparedKey, Prepared] = Remembered(REMEMBERED_STORED)
        self._fast_forms = FastBudget(share)
        self._introspected = IntrospectionAnswers(share)

    def with_documents(self, documents: StoredDocuments) -> SupergraphPart:
        """The same with other stored documents; all that was made of texts and of documents that stay is shared."""
        following = copy(self)
        following.documents = documents
        self._contract.forget(lambda key: key[0][0] not in documents.keys)
        return following

    def visible_schemas(self, own: VisibleSchemas) -> VisibleSchemas:
        """Those of the policies before, where there were any, so that who is allowed what he was keeps his schema."""
        if self._visible is None or self._visible.names != own.names:
            self._visible = own
        return self._visible

    @property
    def visible_schemas_built(self) -> int:
        return 0 if self._visible is None else self._visible.figures().misses

    def kept(self, key: str) -> Document | None:
        """A document that was sent as text before and passed every check, while there is room for it."""
        return self._parsed.find(key)

    def free_form(self, text: str) -> Document:
        """A document sent as text, within the limits; raises ClientError."""
        found = self.kept(text_key(text))
        if found is not None:
            return found
        with within_the_stack():
            return self._read(text)

    def prepared(
        self, key: str, operation_name: str | None, visible: VisibleSchema, labels: frozenset[str] = frozenset()
    ) -> Prepared | None:
        """What `prepare` made of the document of this key before, if it is still remembered."""
        operation = (key, operation_name, visible.id)
        met = self._labels_met.find(operation) if labels else frozenset()
        if met is None:
            return None
        whole = (operation, labels & met)
        return self._contract.find(whole) or self._free_form.find(whole)

    def prepare(
        self,
        document: Document,
        operation_name: str | None,
        visible: VisibleSchema,
        labels: frozenset[str] = frozenset(),
    ) -> Prepared:
        """Validated, normalized, planned and compiled for what is visible; raises ClientError or ClientErrors.

        `labels` are the active labels of progressive overrides.
        """
        key = (document.key, operation_name, visible.id)
        memory = self._free_form if document.id is None else self._contract

        def operation() -> Operation:
            return self._operation(document, operation_name, visible)

        with within_the_stack():
            met = self._labels_met.get(key, lambda: labels_met(self.supergraph, operation())) if labels else frozenset()
            active = labels & met
            weight = 1 if document.id is not None else weigh(PREPARED, document.size)
            made = memory.get((key, active), lambda: self._prepare(document, operation(), visible, active), weight)
        if document.id is None:
            self._parsed.get(document.key, lambda: document, weigh(PARSED, document.size))
        return made

    def warm(self, before: SupergraphPart, visible: Mapping[str, Iterable[VisibleSchema]]) -> None:
        """Prepares what was used again and again of another supergraph: a text sent once is not worth the wait.

        What is refused now is refused when it is sent. `visible` maps what was visible then, by id, to what the same
        viewers see now.
        """
        for memory in (before._contract, before._free_form):
            used = [one for one in memory.items() if one[1].document.id or one[1].executable.fast_forms.was_used]
            for ((_, name, seen), labels), prepared in used[-WARMED:]:
                for now in visible.get(seen, ()):
                    try:
                        self.prepare(self._again(prepared.document), name, now, labels)
                    except (ClientError, ClientErrors):
                        continue

    def _again(self, document: Document) -> Document:
        """The same document here; its syntax tree belongs to no schema."""
        return document if document.id is None else self.documents.by_id(document.id)

    def _read(self, text: str) -> Document:
        node = parse_within(text, self._limits)
        check_shape(node, self._limits)
        check_extent(node, self._introspection)
        return free_form(text, node)

    def _operation(self, document: Document, operation_name: str | None, visible: VisibleSchema) -> Operation:
        check_allowed(document.node, self._introspection)
        if document.id is not None:
            return normalize(self.supergraph.public_schema, document.node, operation_name, visible)
        validate_document(visible.schema, document.node)
        return normalize(visible.schema, document.node, operation_name, None)

    def _prepare(
        self, document: Document, operation: Operation, visible: VisibleSchema, active: frozenset[str]
    ) -> Prepared:
        self.made.operations += 1
        price = Price(operation, visible.schema, self.supergraph.costs, self._costs)
        planned = telling_types(self.supergraph, operation, visible.coordinates)
        made = self._plans.get(
            (planned, active), lambda: plan(self.supergraph, planned, active), weigh(PLANNED, document.size)
        )
        if (
            planned is not operation
            or made.operation.introspection is not operation.introspection
            or made.operation.deferrals
            or operation.deferrals
        ):
            made = replace(made, operation=operation)
        budget = None if document.id is not None else self._fast_forms
        executable = compile_plan(made, self.supergraph, visible, budget=budget, answers=self._introspected)
        return Prepared(document, operation, executable, price)
