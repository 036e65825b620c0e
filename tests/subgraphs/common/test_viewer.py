"""The viewer header as subgraphs read it, held to the vectors that the gateway is held to as well."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from subgraphs.common.viewer import ViewerRefused, ViewerVerifier
from tests.kit.viewer_vectors import ACCEPTED, REFUSED, VECTORS, members


def _verifier(now: float) -> ViewerVerifier:
    return ViewerVerifier(VECTORS["publicKeys"], now=lambda: now)


@pytest.mark.parametrize("name", ACCEPTED)
def test_a_subgraph_reads_the_viewer_that_the_gateway_signed(name: str) -> None:
    vector = ACCEPTED[name]
    viewer = _verifier(VECTORS["now"]).verify(vector["header"])
    assert asdict(viewer) == {**members(vector["viewer"]), "service": None}


@pytest.mark.parametrize("name", REFUSED)
def test_a_subgraph_refuses(name: str) -> None:
    vector = REFUSED[name]
    with pytest.raises(ViewerRefused):
        _verifier(vector["now"]).verify(vector["header"])


def test_a_header_is_good_until_its_leeway_is_over_even_when_it_is_remembered() -> None:
    header = ACCEPTED["a visitor"]["header"]
    now = [float(VECTORS["now"])]
    verifier = ViewerVerifier(VECTORS["publicKeys"], now=lambda: now[0])
    verifier.verify(header)
    now[0] = VECTORS["lastAcceptedAt"]
    verifier.verify(header)
    now[0] += 1
    with pytest.raises(ViewerRefused, match="expired"):
        verifier.verify(header)
