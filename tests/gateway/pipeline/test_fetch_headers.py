"""What the fetches of a request carry: the same for all but by rule, signed for as long as a signature is used."""

from __future__ import annotations

from joserfc.jwk import OKPKey

from gateway.execution.header_rules import header_rules
from gateway.identity.signing import RENEWED_EVERY, ViewerSigner
from gateway.model.viewer import VIEWER_HEADER, Standing, Viewer
from gateway.pipeline.fetch_headers import FetchHeaders, SignedFetchHeaders
from gateway.settings.subgraphs import HeaderRule

GIVEN = {"authorization": "Bearer x", "accept-language": "de", "cookie": "a=b"}
RULES = header_rules(["accept-language"], [HeaderRule(subgraph="prices", set={"x-tariff": "2027"})])


class Signer(ViewerSigner):
    def __init__(self) -> None:
        self.seconds = 3_000.0
        self.asked = 0
        super().__init__(OKPKey.generate_key("Ed25519", {"kid": "k"}), now=lambda: self.seconds)

    def header(self, viewer: Viewer, standing: Standing) -> str:
        self.asked += 1
        return super().header(viewer, standing)


def signed(signer: Signer) -> SignedFetchHeaders:
    return SignedFetchHeaders(RULES, GIVEN, "request-1", signer, Viewer(), Standing(frozenset(), frozenset(), "r1"))


def test_a_subgraph_gets_what_rules_name_and_the_id_of_the_request() -> None:
    headers = FetchHeaders(RULES, GIVEN, "request-1")
    assert headers("stock") == {"accept-language": "de", "x-request-id": "request-1"}
    assert headers("prices") == {"accept-language": "de", "x-tariff": "2027", "x-request-id": "request-1"}
    assert headers("stock") is headers("products")


def test_each_gets_the_signed_viewer_and_nothing_is_signed_for_each_fetch() -> None:
    signer = Signer()
    headers = signed(signer)
    told = [headers(name) for name in ("stock", "prices", "products", "stock", "prices")]
    assert len({one[VIEWER_HEADER] for one in told}) == 1
    assert told[1]["x-tariff"] == told[4]["x-tariff"] == "2027"
    assert "x-tariff" not in told[0]
    assert signer.asked == 2


def test_what_outlives_a_signature_is_signed_anew() -> None:
    signer = Signer()
    headers = signed(signer)
    first = headers("stock")[VIEWER_HEADER]
    signer.seconds += RENEWED_EVERY
    assert headers("stock")[VIEWER_HEADER] != first
    assert headers("prices")[VIEWER_HEADER] == headers("stock")[VIEWER_HEADER]
