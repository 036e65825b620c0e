"""Access tokens: JSON Web Tokens (RFC 7519) signed with Ed25519 (RFC 8037), their keys published as JWKS (RFC 7517)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, OKPKey

from subgraphs.accounts.errors import invalid_token

ISSUER = "werktor-accounts"
AUDIENCE = "werktor"
ALGORITHM = "Ed25519"
LIFETIME_SECONDS = 8 * 60 * 60

COOKIE = "werktor_session"
"""A browser carries its token in this cookie, which scripts cannot read."""


class TokenKeys:
    """The signing keys, newest first: the newest signs, all verify.

    To change a key put the new one in front; the old one can go when its last token has expired.
    """

    def __init__(self, keys: Iterable[Mapping[str, Any]], *, now: Callable[[], float] = time.time) -> None:
        """`keys`: private OKP JWKs; a key without `kid` is named by its thumbprint. `now`: seconds since the epoch."""
        self._keys = [OKPKey.import_key(dict(key)) for key in keys]
        if not self._keys or not all(key.is_private for key in self._keys):
            raise ValueError("accounts needs at least one signing key, and each must be a private Ed25519 JWK")
        for key in self._keys:
            key.ensure_kid()
        self._key_set = KeySet([*self._keys])
        self._now = now

    def public(self) -> list[dict[str, Any]]:
        """The public JWKs, newest first."""
        return [{**key.as_dict(private=False), "use": "sig", "alg": ALGORITHM} for key in self._keys]

    def sign(self, claims: Mapping[str, Any]) -> str:
        """A token with these claims that lives eight hours."""
        issued = int(self._now())
        lifetime = {"iss": ISSUER, "aud": AUDIENCE, "iat": issued, "exp": issued + LIFETIME_SECONDS}
        newest = self._keys[0]
        header = {"alg": ALGORITHM, "kid": newest.kid}
        return jwt.encode(header, {**lifetime, **claims}, newest, algorithms=[ALGORITHM])

    def verify(self, token: str) -> dict[str, Any]:
        """The claims of a token of ours that has not expired; raises Refused."""
        try:
            claims = jwt.decode(token, self._key_set, algorithms=[ALGORITHM]).claims
        except (JoseError, ValueError) as error:
            raise invalid_token() from error
        expires = claims.get("exp")
        ours = claims.get("iss") == ISSUER and claims.get("aud") == AUDIENCE
        if not ours or not isinstance(expires, int) or self._now() >= expires:
            raise invalid_token()
        return dict(claims)
