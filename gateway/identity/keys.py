"""Where the public keys of a token issuer come from: given, or fetched as a JSON Web Key Set (RFC 7517)."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from gateway.errors import ClientError

REFRESH_SECONDS = 10.0
"""An unknown key id makes the set be fetched again, but not more often than this."""
RETRY_SECONDS = 1.0
FETCH_SECONDS = 5.0


class KeySource(Protocol):
    async def key(self, kid: str) -> OKPKey | None:
        """The public key of this id, or None when the issuer has none."""
        ...


class GivenKeys:
    """A fixed set of public keys."""

    def __init__(self, keys: Iterable[Mapping[str, Any]]) -> None:
        self._keys = _by_id(keys)

    async def key(self, kid: str) -> OKPKey | None:
        return self._keys.get(kid)


class FetchedKeys:
    """The keys published at a URL; a rotation is noticed by its unknown key id."""

    def __init__(self, url: str, *, now: Callable[[], float] = time.monotonic) -> None:
        self._url = url
        self._now = now
        self._keys: dict[str, OKPKey] = {}
        self._is_away = False
        self._next_fetch = float("-inf")
        self._fetching = asyncio.Lock()

    async def key(self, kid: str) -> OKPKey | None:
        """Raises ClientError (503) while the issuer cannot be reached; known keys stay good meanwhile."""
        if kid not in self._keys:
            async with self._fetching:
                if kid not in self._keys:
                    await self._refresh()
        return self._keys.get(kid)

    async def _refresh(self) -> None:
        if self._now() >= self._next_fetch:
            found = await self._fetch()
            self._is_away = found is None
            self._keys = found or self._keys
            self._next_fetch = self._now() + (RETRY_SECONDS if self._is_away else REFRESH_SECONDS)
        if self._is_away:
            raise ClientError(
                "TOKEN_ISSUER_UNAVAILABLE", "Access tokens cannot be checked at the moment; try again.", status=503
            )

    async def _fetch(self) -> dict[str, OKPKey] | None:
        """None when the issuer cannot be reached or does not answer with keys."""
        import aiohttp  # loaded where keys are fetched: everybody else spares its memory

        try:
            timeout = aiohttp.ClientTimeout(total=FETCH_SECONDS)
            async with aiohttp.ClientSession(timeout=timeout) as session, session.get(self._url) as response:
                return _by_id((await response.json())["keys"])
        except (aiohttp.ClientError, TimeoutError, KeyError, TypeError, ValueError, JoseError):
            return None


def _by_id(keys: Iterable[Mapping[str, Any]]) -> dict[str, OKPKey]:
    ours = [key for key in keys if key.get("kty") == "OKP" and key.get("crv") == "Ed25519"]
    return {str(key["kid"]): OKPKey.import_key(dict(key)) for key in ours}
