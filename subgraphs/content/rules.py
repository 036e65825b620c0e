"""Who reads service documents, and links that open one for a while. Pure."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime

from subgraphs.common.viewer import Viewer

READ_SERVICE_DOCUMENTS = frozenset({"certified", "service_partner", "service"})
HOUR = 3600
LONGEST_MOMENT = 12
"""Digits of a moment in seconds; a longer number would cost more to read than a link is worth."""


def reads_service_documents(viewer: Viewer) -> bool:
    """Certified dealers, service partners and our own service (DOMAIN 3)."""
    return bool(viewer.roles & READ_SERVICE_DOCUMENTS)


def manual_path(slug: str, language: str) -> str:
    """The permanent address of a manual."""
    return f"/manuals/{slug}/{language}"


def service_document_path(slug: str, language: str) -> str:
    return f"/manuals/service/{slug}/{language}"


def signed_link(path: str, now: datetime, secret: bytes) -> str:
    """The address with a signature that opens it until the end of the next full hour."""
    until = (int(now.timestamp()) // HOUR + 2) * HOUR
    return f"{path}?until={until}&signature={_signature(path, until, secret)}"


def link_opens(path: str, until: str, signature: str, now: datetime, secret: bytes) -> bool:
    """Whether the signature is ours, for this address, and its time has not passed."""
    if not until.isascii() or not until.isdigit() or len(until) > LONGEST_MOMENT:
        return False
    genuine = hmac.compare_digest(_signature(path, int(until), secret).encode(), signature.encode())
    return genuine and now.timestamp() < int(until)


def _signature(path: str, until: int, secret: bytes) -> str:
    return hmac.new(secret, f"{path} {until}".encode(), hashlib.sha256).hexdigest()
