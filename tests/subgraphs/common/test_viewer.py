"""The viewer header as subgraphs read it, held to the vectors that the gateway is held to as well."""

from __future__ import annotations

from dataclasses import asdict, replace

import orjson
import pytest
from joserfc.jwk import OKPKey

from subgraphs.common.peers import service_header
from subgraphs.common.viewer import Viewer, ViewerRefused, ViewerVerifier, viewer_members, viewer_of
from tests.kit.viewer_vectors import ACCEPTED, ACCEPTED_SERVICES, REFUSED, VECTORS, members


def _verifier(now: float) -> ViewerVerifier:
    return ViewerVerifier(VECTORS["publicKeys"], now=lambda: now)


@pytest.mark.parametrize("name", ACCEPTED)
def test_a_subgraph_reads_the_viewer_that_the_gateway_signed(name: str) -> None:
    vector = ACCEPTED[name]
    viewer = _verifier(VECTORS["now"]).verify(vector["header"])
    assert asdict(viewer) == {**members(vector["viewer"]), "service": None}


@pytest.mark.parametrize("name", ACCEPTED_SERVICES)
def test_a_subgraph_reads_for_whom_another_asks(name: str) -> None:
    vector = ACCEPTED_SERVICES[name]
    viewer = _verifier(VECTORS["now"]).verify(vector["header"])
    assert asdict(viewer) == {**members(vector["viewer"]), "service": vector["service"]}


@pytest.mark.parametrize("name", ACCEPTED_SERVICES)
def test_a_subgraph_that_asks_signs_exactly_the_header_of_the_vector(name: str) -> None:
    vector = ACCEPTED_SERVICES[name]
    viewer = Viewer(**members(vector["viewer"]))
    key = OKPKey.import_key(VECTORS["serviceKey"])
    assert service_header(vector["service"], key, viewer, VECTORS["now"]) == vector["header"]
    assert viewer_members(viewer) == vector["payload"]["for"]


@pytest.mark.parametrize("name", [*ACCEPTED, *ACCEPTED_SERVICES])
def test_a_viewer_kept_as_json_comes_back_whole_but_for_the_service(name: str) -> None:
    viewer = _verifier(VECTORS["now"]).verify({**ACCEPTED, **ACCEPTED_SERVICES}[name]["header"])
    kept = orjson.dumps(viewer_members(viewer))
    assert viewer_of(orjson.loads(kept)) == replace(viewer, service=None)


def test_members_without_a_subject_are_no_viewer() -> None:
    with pytest.raises(ValueError, match="subject"):
        viewer_of({"company": "eisen-vogt"})


def test_one_key_under_two_names_is_refused_when_it_is_given() -> None:
    gateway = VECTORS["publicKeys"][0]
    with pytest.raises(ValueError, match="two of the names gateway-vectors, svc:orders"):
        ViewerVerifier([gateway, {**gateway, "kid": "svc:orders"}])


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
