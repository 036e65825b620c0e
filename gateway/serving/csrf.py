"""Requests that a page of another site can make a browser send, and how they are told from those of clients of ours.

A browser sends `GET`, and `POST` with the content types of forms, wherever a page wants, with the cookies of the place
it goes to; anything else it only sends after that place has agreed (CORS preflight, Fetch standard, section 4.8). So
JSON proves itself, as does any header that no form can have. A socket is opened for any page, but names its origin.

Of the content types of forms only multipart is ever read here, and then only beside a guard header, whatever the
credentials; the others answer 415.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

from gateway.errors import ClientError
from gateway.serving.callers import cookie_of
from gateway.serving.media_types import JSON, charset_of, content_type_of
from gateway.settings import Settings

MULTIPART = "multipart/form-data"
_OWN_PAGES = frozenset({"same-origin", "none"})


def check_content_type(headers: Mapping[str, str], guards: Collection[str]) -> None:
    """Of a POST; raises ClientError CSRF_PREVENTION_FAILED (403) or INVALID_CONTENT_TYPE_HEADER (415)."""
    header = headers.get("content-type")
    kind = content_type_of(header)
    if kind == MULTIPART and not _has_guard(headers, guards):
        raise _refused(f"A request as {MULTIPART} could come from a page of another site; {_way_out(guards)}.")
    if kind != JSON or charset_of(header) != "utf-8":
        raise ClientError("INVALID_CONTENT_TYPE_HEADER", "Send the request as application/json in UTF-8.", status=415)


def check_get(headers: Mapping[str, str], settings: Settings, *, reads_tokens: bool) -> None:
    """Raises ClientError CSRF_PREVENTION_FAILED (403) for a cookie that another site may have made a browser send."""
    guards = settings.csrf_headers
    if (
        _relies_on_cookie(headers, settings, reads_tokens=reads_tokens)
        and headers.get("sec-fetch-site") not in _OWN_PAGES
        and not _has_guard(headers, guards)
    ):
        raise _refused(
            "A GET that relies on a cookie must come from a page of this site; send a POST, a bearer token, "
            f"or {_way_out(guards)}."
        )


def _relies_on_cookie(headers: Mapping[str, str], settings: Settings, *, reads_tokens: bool) -> bool:
    """Whether a cookie says here, or is handed on to say to subgraphs, who asks."""
    if "cookie" not in headers or "authorization" in headers:
        return False
    if reads_tokens and cookie_of(headers, settings.session_cookie) is not None:
        return True
    return _hands_cookies_on(settings)


def check_socket(headers: Mapping[str, str], settings: Settings, token: str | None) -> None:
    """Raises ClientError CSRF_PREVENTION_FAILED for a page of a foreign origin whose socket relies on a cookie.

    `token`: the access token of the caller, wherever it was found.
    """
    if "cookie" not in headers:
        return
    is_from_cookie = token is not None and token == cookie_of(headers, settings.session_cookie)
    if (is_from_cookie or _hands_cookies_on(settings)) and not _own_origin(headers, settings):
        raise _refused("This origin may not open sockets with a cookie.")


def check_handshake(headers: Mapping[str, str], settings: Settings, *, reads_tokens: bool) -> None:
    """The same before a socket is opened, for the page of another site whose browser brings a cookie that matters.

    It sends its cookies whatever page asks, and lets that page read all that comes. What sends no `Origin` is no page.
    """
    if "cookie" not in headers or "origin" not in headers or _own_origin(headers, settings):
        return
    is_read = reads_tokens and cookie_of(headers, settings.session_cookie) is not None
    if is_read or _hands_cookies_on(settings):
        raise _refused("This origin may not open sockets with a cookie.")


def _hands_cookies_on(settings: Settings) -> bool:
    ruled = (name for rule in settings.header_rules for name in rule.forward)
    return "cookie" in (name.lower() for name in (*settings.forwarded_headers, *ruled))


def _own_origin(headers: Mapping[str, str], settings: Settings) -> bool:
    allowed = settings.cors_origins if settings.cors_credentials else ()
    origin = headers.get("origin")
    return origin is not None and (_place(origin) == headers.get("host") or origin in allowed)


def _place(origin: str) -> str | None:
    """Host and port; None for what is no address."""
    try:
        return urlsplit(origin).netloc or None
    except ValueError:
        return None


def _has_guard(headers: Mapping[str, str], guards: Collection[str]) -> bool:
    return any(name.lower() in headers for name in guards)


def _way_out(guards: Collection[str]) -> str:
    return f"add a header {' or '.join(guards)}"


def _refused(message: str) -> ClientError:
    return ClientError("CSRF_PREVENTION_FAILED", message, status=403)
