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
from joserfc.errors import ExpiredTokenError, JoseError
from joserfc.jwt import JWTClaimsRegistry

from gateway.identity.keys import KeySource
from gateway.identity.refusals import refused

ALGORITHM = "Ed25519"
LEEWAY_SECONDS = 30
REMEMBERED = 5_000


class TokenVerifier:
    """Verifies tokens of one issuer for one audience; a good one is remembered by its digest."""

    def __init__(self, keys: KeySource, *, issuer: str, audience: str, now: Callable[[], float] = time.time) -> None:
        self._keys = keys
        self._registry = JWTClaimsRegistry(
            now=lambda: int(now()),
            leeway=LEEWAY_SECONDS,
            iss={"essential": True, "value": issuer},
            aud={"essential": True, "value": audience},
            exp={"essential": True},
        )
        self._verified: OrderedDict[bytes, dict[str, Any]] = OrderedDict()

    async def claims(self, token: str) -> Mapping[str, Any]:
        """The claims of a token that holds; raises ClientError INVALID_JWT (401)."""
        digest = hashlib.sha256(token.encode()).digest()
        claims = self._verified.get(digest)
        is_known = claims is not None
        if claims is None:
            claims = await self._verify(token)
        try:
            self._registry.validate(claims)
        except ExpiredTokenError as error:
            self._verified.pop(digest, None)
            raise refused("The access token has expired; sign in again.") from error
        except JoseError as error:
            raise refused("The access token was issued by or for somebody else, or is not good yet.") from error
        if not is_known:
            self._verified[digest] = claims
            if len(self._verified) > REMEMBERED:
                self._verified.popitem(last=False)
        return claims

    async def _verify(self, token: str) -> dict[str, Any]:
        try:
            header = jws.extract_compact(token.encode()).headers()
            key = await self._keys.key(str(header.get("kid")))
            if key is None:
                raise refused("The access token is signed with a key that is not known here.")
            claims = orjson.loads(jws.deserialize_compact(token, key, algorithms=[ALGORITHM]).payload)
        except (JoseError, ValueError) as error:
            raise refused("The access token does not verify.") from error
        if not isinstance(claims, dict):
            raise refused("The access token holds no claims.")
        return claims
