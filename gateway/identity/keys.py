"""Where the public keys of a token issuer come from: given, or fetched as a JSON Web Key Set (RFC 7517)."""

from __future__ import annotations

import asyncio
import time
from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol, TypeAlias

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OKPKey, RSAKey

from gateway.errors import ClientError

REFRESH_SECONDS = 10.0
"""An unknown key id makes the set be fetched again, but not more often than this."""
RETRY_SECONDS = 1.0
FETCH_SECONDS = 5.0
KEPT_SECONDS = 300.0
"""After this time the set is fetched again beside the work: a key that was taken back ends with it."""

PublicKey: TypeAlias = OKPKey | RSAKey | ECKey
_KINDS: Mapping[str, type[PublicKey]] = {"OKP": OKPKey, "RSA": RSAKey, "EC": ECKey}
"""Public keys alone: a secret that is shared could sign as well as verify."""
SHORTEST_RSA = 2048
"""Bits; NIST SP 800-131A."""


class KeySource(Protocol):
    def known(self, kid: str) -> PublicKey | None:
        """The key of this id as far as it is at hand."""
        ...

    async def key(self, kid: str) -> PublicKey | None:
        """The public key of this id, or None when the issuer has none."""
        ...

    async def close(self) -> None: ...


class GivenKeys:
    """A fixed set of public keys."""

    def __init__(self, keys: Iterable[Mapping[str, Any]]) -> None:
        self._keys = keys_by_id(keys)

    def known(self, kid: str) -> PublicKey | None:
        return self._keys.get(kid)

    async def key(self, kid: str) -> PublicKey | None:
        return self._keys.get(kid)

    async def close(self) -> None:
        """Nothing is kept open."""


class FetchedKeys:
    """The keys published at a URL; a new one is noticed by its unknown id, one that was taken back by looking again."""

    def __init__(self, url: str, *, now: Callable[[], float] = time.monotonic) -> None:
        # Loaded where keys are fetched, as everybody else spares its memory; and before requests wait for it.
        import aiohttp

        self._http = aiohttp
        self._url = url
        self._now = now
        self._keys: dict[str, PublicKey] = {}
        self._is_away = False
        self._next_fetch = float("-inf")
        self._good_until = float("inf")
        self._fetching = asyncio.Lock()
        self._beside: asyncio.Task[None] | None = None

    def known(self, kid: str) -> PublicKey | None:
        if self._now() >= self._good_until and (self._beside is None or self._beside.done()):
            self._beside = asyncio.get_running_loop().create_task(self._look_again())
        return self._keys.get(kid)

    async def key(self, kid: str) -> PublicKey | None:
        """Raises ClientError (503) while the issuer cannot be reached; known keys stay good meanwhile."""
        if kid not in self._keys:
            async with self._fetching:
                if kid not in self._keys:
                    await self._refresh()
                    if self._is_away:
                        raise ClientError(
                            "TOKEN_ISSUER_UNAVAILABLE",
                            "Access tokens cannot be checked at the moment; try again.",
                            status=503,
                        )
        return self._keys.get(kid)

    async def close(self) -> None:
        if self._beside is not None:
            self._beside.cancel()
            await asyncio.wait({self._beside})

    async def _look_again(self) -> None:
        async with self._fetching:
            await self._refresh()

    async def _refresh(self) -> None:
        """Takes the set as it is now; one that cannot be had leaves the last."""
        if self._now() < self._next_fetch:
            return
        found = await self._fetch()
        self._is_away = found is None
        self._keys = found or self._keys
        self._next_fetch = self._now() + (RETRY_SECONDS if self._is_away else REFRESH_SECONDS)
        self._good_until = self._next_fetch if self._is_away else self._now() + KEPT_SECONDS

    async def _fetch(self) -> dict[str, PublicKey] | None:
        """None when the issuer cannot be reached or does not answer with keys."""
        try:
            timeout = self._http.ClientTimeout(total=FETCH_SECONDS)
            async with (
                self._http.ClientSession(timeout=timeout, raise_for_status=True) as session,
                session.get(self._url) as response,
            ):
                return keys_by_id((await response.json(content_type=None))["keys"])
        except (self._http.ClientError, TimeoutError, KeyError, TypeError, ValueError):
            return None


def keys_by_id(keys: Iterable[Mapping[str, Any]]) -> dict[str, PublicKey]:
    """The keys that can verify tokens; others may stand in the set and are nobody's fault."""
    found = ((key, _verifying(key)) for key in keys if isinstance(key, Mapping))
    return {str(key["kid"]): public for key, public in found if public is not None}


def _verifying(key: Mapping[str, Any]) -> PublicKey | None:
    kind = _KINDS.get(str(key.get("kty")))
    if kind is None or not isinstance(key.get("kid"), str) or key.get("use", "sig") != "sig":
        return None
    members = dict(key)
    if members.get("alg") == "EdDSA":
        members["alg"] = "Ed25519"  # the older name of the same (RFC 9864)
    try:
        if kind is RSAKey and _bits(key["n"]) < SHORTEST_RSA:
            return None
        return kind.import_key(members)
    except (JoseError, KeyError, TypeError, ValueError):
        return None


def _bits(number: str) -> int:
    return int.from_bytes(urlsafe_b64decode(number + "=" * (-len(number) % 4)), "big").bit_length()
