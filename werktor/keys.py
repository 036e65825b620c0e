"""The signing keys of an installation, made at first start and kept readable by the owner alone.

`gateway`: signs the viewer header that subgraphs trust. `accounts`: signs access tokens. `svc-<subgraph>`: signs what
this subgraph asks of others. All Ed25519 (RFC 8037).
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from pathlib import Path

import orjson
from joserfc.jwk import OKPKey

from subgraphs.common.viewer import SERVICE_KEY_PREFIX


def key_path(folder: Path, name: str) -> Path:
    return folder / f"{name}.jwk"


def signing_key(folder: Path, name: str) -> OKPKey:
    """The private key of this name; a new one, with a `kid` of its own, when there is none yet."""
    return _key(key_path(folder, name), f"{name}-{secrets.token_hex(4)}")


def service_key(folder: Path, subgraph: str) -> OKPKey:
    """The private key with which a subgraph asks others; its `kid` tells whose it is."""
    return _key(key_path(folder, f"svc-{subgraph}"), f"{SERVICE_KEY_PREFIX}{subgraph}")


def viewer_keys(folder: Path, subgraphs: Iterable[str]) -> list[dict[str, str]]:
    """The public keys whose viewer headers every subgraph of this installation trusts."""
    return [public_key(signing_key(folder, "gateway")), *(public_key(service_key(folder, name)) for name in subgraphs)]


def _key(path: Path, kid: str) -> OKPKey:
    if not path.exists():
        _create(path, OKPKey.generate_key("Ed25519", {"kid": kid}))
    return OKPKey.import_key(orjson.loads(path.read_bytes()))


def _create(path: Path, key: OKPKey) -> None:
    """Written whole under another name first, so that two processes starting at once end with one key."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(f".{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_bytes(orjson.dumps(key.as_dict(private=True)))
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()


def public_key(key: OKPKey) -> dict[str, str]:
    """The public half as a JWK with its `kid`."""
    return {name: str(value) for name, value in key.as_dict(private=False).items()}
