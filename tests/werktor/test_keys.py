"""Each part of an installation signs with a key of its own, and trusts those of its installation alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from subgraphs.common.peers import service_header
from subgraphs.common.viewer import Viewer, ViewerRefused, ViewerVerifier
from werktor.keys import service_key, signing_key, viewer_keys
from werktor.settings import PORTS

NOW = 1_795_500_000


def test_a_part_finds_its_key_again_and_no_two_have_one(tmp_path: Path) -> None:
    keys = [signing_key(tmp_path, "gateway"), signing_key(tmp_path, "accounts")]
    keys += [service_key(tmp_path, name) for name in PORTS]
    assert len({key.thumbprint() for key in keys}) == len(PORTS) + 2
    assert service_key(tmp_path, "accounts").thumbprint() == keys[2 + list(PORTS).index("accounts")].thumbprint()
    assert all(path.stat().st_mode & 0o077 == 0 for path in tmp_path.iterdir())


def test_what_is_trusted_holds_no_secret_and_not_the_key_of_access_tokens(tmp_path: Path) -> None:
    trusted = viewer_keys(tmp_path, PORTS)
    gateway, *services = [key["kid"] for key in trusted]
    assert gateway.startswith("gateway-")
    assert services == [f"svc:{name}" for name in PORTS]
    assert not [key for key in trusted if "d" in key]
    assert signing_key(tmp_path, "accounts").kid not in [gateway, *services]


def test_a_subgraph_of_another_installation_is_refused(tmp_path: Path) -> None:
    viewer = Viewer("user:dealer")
    here = ViewerVerifier(viewer_keys(tmp_path / "here", PORTS), now=lambda: NOW)
    own = service_header("orders", service_key(tmp_path / "here", "orders"), viewer, NOW)
    assert here.verify(own).service == "orders"
    with pytest.raises(ViewerRefused, match="does not verify"):
        here.verify(service_header("orders", service_key(tmp_path / "there", "orders"), viewer, NOW))
