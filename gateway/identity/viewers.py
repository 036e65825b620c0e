"""Claims and headers -> viewer; pure.

Language comes from `Accept-Language`, country and currency from the company; visitors name their market in one header,
which is checked against the markets served.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from gateway.errors import ClientError
from gateway.identity.refusals import refused
from gateway.model.viewer import Viewer

_SETS = ("claims", "machine", "functions", "grants")
_TEXTS = ("company", "branch", "department", "row_scope", "looks_at", "acts_for", "tier", "country", "currency")


def viewer_of(claims: Mapping[str, Any], language: str) -> Viewer:
    """The viewer a verified token describes; raises ClientError INVALID_JWT when its claims are not well-formed."""
    values: dict[str, Any] = {}
    for name in _SETS:
        given = claims.get(name, [])
        if not isinstance(given, list) or not all(isinstance(item, str) for item in given):
            raise refused(f"The claim '{name}' of the access token is not a list of texts.")
        values[name] = frozenset(given)
    for name in (*_TEXTS, "sub"):
        given = claims.get(name)
        if given is not None and not isinstance(given, str):
            raise refused(f"The claim '{name}' of the access token is not a text.")
        if given is not None and name != "sub":
            values[name] = given
    if not claims.get("sub"):
        raise refused("The access token names no subject.")
    return Viewer(subject=claims["sub"], language=language, **values)


def visitor(market: str | None, markets: Mapping[str, str], language: str) -> Viewer:
    """Somebody without a token; raises ClientError BAD_REQUEST for a market that is not served."""
    country = next(iter(markets)) if market is None else market.strip().upper()
    if country not in markets:
        raise ClientError("BAD_REQUEST", f"There is no market '{country[:8]}'; served are {', '.join(markets)}.")
    return Viewer(country=country, currency=markets[country], language=language)


@lru_cache(256)
def preferred_language(accept_language: str | None, languages: tuple[str, ...]) -> str:
    """The best served language of an Accept-Language header (RFC 9110, section 12.5.4), else the first served one."""
    wanted: list[tuple[float, int, str]] = []
    for position, part in enumerate((accept_language or "").split(",")):
        tag, _, parameters = part.strip().partition(";")
        language = tag.strip().lower().split("-")[0]
        if language in languages:
            wanted.append((-_quality(parameters), position, language))
    best = min(wanted, default=None)
    return languages[0] if best is None or best[0] == 0 else best[2]


def _quality(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0
