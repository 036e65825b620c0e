"""A running subscription to reviews, whose authors dealers and partners see until a test takes that right away."""

from __future__ import annotations

from typing import Any

import orjson
from joserfc import jws

from tests.kit.feeds import FedRun, Feed
from tests.kit.listening import told
from tests.kit.policy_folder import ROLES
from tests.kit.readers import Reader
from tests.kit.served import DOCUMENTS, RULES

AUTHOR = "p, dealer, Review.author, read, allow\n"
GOODS = RULES.replace("p, dealer, *, read, allow\n", "") + "".join(
    f"p, {role}, {pattern}, read, allow\n"
    for role in ("dealer", "partner")
    for pattern in ("Query.*", "Product.*", "User.*", "Review.id", "Review.product")
)
ALL = GOODS + AUTHOR + "p, partner, Review.author, read, allow\n"
THREE = f"{ROLES}g, kind:partner, partner\ng, partner, visitor\n"
GROUPED = {"roles": THREE, "fields": "g2, Product.list, @list_prices\ng2, Review.author, @authors\n"}
"""Subgraphs are told who sees all authors: taking the right away changes what they are told."""
STORED = {"documentId": "reviewed"}
TEXT = {"query": DOCUMENTS["reviewed"]}
CHANGED = "SUBSCRIPTION_SCHEMA_RELOAD"
PARTNER = {"sub": "user:partner", "company": "partner-gmbh", "claims": ["kind:partner"]}


def event(number: int) -> dict[str, Any]:
    return {"body": f"body {number}", "author": {"__typename": "User", "id": "u1", "nick": f"nick {number}"}}


def shown(number: int) -> dict[str, Any]:
    """What an event answers whoever sees the author."""
    return {"data": {"reviewed": {"body": f"body {number}", "author": {"nick": f"nick {number}"}}}}


def narrowed(number: int) -> dict[str, Any]:
    """What it answers once the author is hidden."""
    return {
        "data": {"reviewed": {"body": f"body {number}", "author": None}},
        "extensions": {"hidden": ["reviewed.author"]},
    }


def groups_told(run: FedRun) -> list[str]:
    """The field groups that the subgraph was told its viewer sees whole."""
    claims = orjson.loads(jws.extract_compact(run.headers["x-werktor-viewer"].encode()).payload)
    found: list[str] = sorted(claims["groups"])
    return found


async def queued_up(feed: Feed, reader: Reader, quick: Any) -> None:
    """The reader has taken event 1 and reads no more; events 2 and 3 wait for him, as the quick one has heard them."""
    feed.publish(reviewed=event(0))
    await told(quick)
    await reader.heard(1)
    reader.stop_reading()
    for number in (1, 2, 3):
        feed.publish(reviewed=event(number))
        await told(quick)
    assert (await reader.heard(2))[1] == shown(1)
