"""Access token -> claims: a JSON Web Token (RFC 7519) signed with Ed25519, checked and remembered until it expires.

A token that does not hold is an error, never a visitor: a client that sent one expects its rights.
"""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any

import orjson
from joserfc import jws
from joserfc.errors import JoseError

from gateway.errors import ClientError
from gateway.identity.keys import KeySource

ALGORITHM = "Ed25519"
LEEWAY_SECONDS = 30
REMEMBERED = 5_000


class TokenVerifier:
    def __init__(self, keys: KeySource, *, issuer: str, audience: str, now: Callable[[], float] = time.time) -> None:
        self._keys = keys
        self._issuer = issuer
        self._audience = audience
        self._now = now
        self._verified: OrderedDict[bytes, Mapping[str, Any]] = OrderedDict()

    async def claims(self, token: str) -> Mapping[str, Any]:
        """The claims of a token that holds; raises ClientError INVALID_JWT (401)."""
        digest = hashlib.sha256(token.encode()).digest()
        claims = self._verified.get(digest)
        if claims is None:
            claims = await self._verify(token)
            self._verified[digest] = claims
            if len(self._verified) > REMEMBERED:
                self._verified.popitem(last=False)
        if self._now() > claims["exp"] + LEEWAY_SECONDS:
            raise refused("The access token has expired; sign in again.")
        return claims

    async def _verify(self, token: str) -> Mapping[str, Any]:
        try:
            header = jws.extract_compact(token.encode()).headers()
            key = await self._keys.key(str(header.get("kid")))
            if key is None:
                raise refused("The access token is signed with a key that is not known here.")
            claims = orjson.loads(jws.deserialize_compact(token, key, algorithms=[ALGORITHM]).payload)
        except (JoseError, ValueError) as error:
            raise refused("The access token does not verify.") from error
        if not isinstance(claims, dict) or not isinstance(claims.get("exp"), int | float):
            raise refused("The access token lacks its expiry.")
        if claims.get("iss") != self._issuer or claims.get("aud") != self._audience:
            raise refused("The access token was issued by or for somebody else.")
        return claims


def refused(message: str) -> ClientError:
    return ClientError("INVALID_JWT", message, status=401)
