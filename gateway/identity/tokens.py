"""Access token -> claims: a JSON Web Token (RFC 7519, RFC 8725), checked and remembered until it expires.

A token that does not hold is an error, never a visitor: a client that sent one expects its rights.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from joserfc import jws
from joserfc.errors import ExpiredTokenError, JoseError

from gateway.identity.issuers import TrustedIssuer
from gateway.identity.refusals import refused

REMEMBERED = 5_000
_TYPES = frozenset({"jwt", "at+jwt"})
"""Access tokens (RFC 9068); one that was made for something else, such as a sign-out, says so in `typ`."""
_UNREADABLE = frozenset({"crit", "b64"})
"""Header members that change how a token is to be read."""


@dataclass(frozen=True, slots=True)
class _Verified:
    issuer: TrustedIssuer
    kid: str
    claims: dict[str, Any]
    viewer_claims: dict[str, Any]

    @property
    def until(self) -> float:
        """When it ceases to hold, in seconds since 1970."""
        return float(self.claims["exp"]) + self.issuer.registry.leeway + 1


class TokenVerifier:
    """Verifies tokens of the issuers that are trusted; a good one is remembered by its digest while its key stands."""

    def __init__(self, issuers: Mapping[str, TrustedIssuer]) -> None:
        self._issuers = issuers
        self._verified: OrderedDict[bytes, _Verified] = OrderedDict()

    async def claims(self, token: str) -> Mapping[str, Any]:
        """The claims of a token that holds; raises ClientError INVALID_JWT (401)."""
        return (await self._holding(token)).viewer_claims

    async def _holding(self, token: str) -> _Verified:
        digest = hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
        verified = self._verified.get(digest)
        is_known = verified is not None
        if verified is not None and verified.issuer.keys.known(verified.kid) is None:
            del self._verified[digest]
            verified, is_known = None, False
        if verified is None:
            verified = await self._verify(token)
        try:
            verified.issuer.registry.validate(verified.claims)
        except ExpiredTokenError as error:
            self._verified.pop(digest, None)
            raise refused("The access token has expired; sign in again.") from error
        except JoseError as error:
            raise refused("The access token was issued for somebody else, or is not good yet.") from error
        if not is_known:
            self._verified[digest] = verified
            if len(self._verified) > REMEMBERED:
                self._verified.popitem(last=False)
        return verified

    async def until(self, token: str) -> float:
        """When a token that holds ceases to, in seconds since 1970; raises ClientError INVALID_JWT."""
        return (await self._holding(token)).until

    async def close(self) -> None:
        await asyncio.gather(*(issuer.keys.close() for issuer in self._issuers.values()))

    async def _verify(self, token: str) -> _Verified:
        """Its issuer is read before anything is verified, but only to choose whose keys it must verify with."""
        try:
            signed = jws.extract_compact(token.encode())
            header, claims = signed.headers(), orjson.loads(signed.payload)
            if not isinstance(claims, dict):
                raise refused("The access token holds no claims.")
            if str(header.get("typ", "jwt")).lower().removeprefix("application/") not in _TYPES:
                raise refused("The token is none for access.")
            if _UNREADABLE & header.keys():
                raise refused("The access token is written in a way that is not read here.")
            issuer = self._issuers.get(str(claims.get("iss")))
            if issuer is None:
                raise refused("The access token was issued by somebody who is not trusted here.")
            kid = str(header.get("kid"))
            key = await issuer.keys.key(kid)
            if key is None:
                raise refused("The access token is signed with a key that is not known here.")
            if not issuer.verifies(signed, key):
                raise refused("The access token does not verify.")
        except (JoseError, ValueError) as error:
            raise refused("The access token does not verify.") from error
        return _Verified(issuer, kid, claims, issuer.as_viewer_claims(claims))
