"""The headers that the fetches of one request carry: the request id, what is sent by rule, and the signed viewer."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from gateway.execution.header_rules import HeaderRules
from gateway.model.transport import WrittenHeaders
from gateway.model.viewer import VIEWER_HEADER, Standing, Viewer

if TYPE_CHECKING:
    from gateway.identity.signing import ViewerSigner

_NOTHING_RULED: Mapping[str, WrittenHeaders] = MappingProxyType({})


class FetchHeaders:
    """Called with the name of a subgraph; most often the headers are the same for all of them."""

    __slots__ = ("_everywhere", "_ruled")

    def __init__(self, rules: HeaderRules, given: Mapping[str, str], request_id: str) -> None:
        """`given`: the headers of the request, lower-case."""
        own = {"x-request-id": request_id}
        self._everywhere = WrittenHeaders(rules.everywhere.of(given) | own)
        self._ruled = _NOTHING_RULED
        if rules.by_subgraph:
            self._ruled = {name: WrittenHeaders(sent.of(given) | own) for name, sent in rules.by_subgraph.items()}

    def __call__(self, subgraph: str) -> Mapping[str, str]:
        return self._ruled.get(subgraph, self._everywhere)


class SignedFetchHeaders(FetchHeaders):
    """The viewer is signed when a fetch is made, as a subscription outlives a signature; not for each fetch anew."""

    __slots__ = ("_period", "_signed", "_signer", "_standing", "_viewer")

    def __init__(
        self,
        rules: HeaderRules,
        given: Mapping[str, str],
        request_id: str,
        signer: ViewerSigner,
        viewer: Viewer,
        standing: Standing,
    ) -> None:
        super().__init__(rules, given, request_id)
        self._signer, self._viewer, self._standing = signer, viewer, standing
        self._period: int | None = None
        self._signed: dict[str, WrittenHeaders] = {}

    def __call__(self, subgraph: str) -> Mapping[str, str]:
        period = self._signer.period
        if period != self._period:
            self._period = period
            self._signed = {}
        ruled = subgraph if subgraph in self._ruled else ""
        found = self._signed.get(ruled)
        if found is None:
            signed = {VIEWER_HEADER: self._signer.header(self._viewer, self._standing)}
            found = self._signed[ruled] = WrittenHeaders({**super().__call__(subgraph), **signed})
        return found
