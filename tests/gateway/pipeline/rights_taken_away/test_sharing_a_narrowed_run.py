"""A run that has lost a right is shared by nobody who subscribes later, whatever he may see."""

from __future__ import annotations

from tests.kit.editing_policies import edit
from tests.kit.feeds import Feed
from tests.kit.listening import leave, listen, told
from tests.kit.served import Served, access_token
from tests.kit.taking_rights import (
    ALL,
    AUTHOR,
    event,
    narrowed,
    shown,
)


async def test_who_subscribes_anew_shares_no_narrowed_run_even_when_the_right_is_given_back(served: Served) -> None:
    feed = Feed(served.shop.subgraphs["reviews"])
    before = await listen(served, access_token(), document="reviewed")
    await feed.started(1)
    await edit(served, ALL.replace(AUTHOR, ""))
    meanwhile = await listen(served, access_token(), document="reviewed")
    await feed.started(2)
    await edit(served, ALL)
    after = await listen(served, access_token(), document="reviewed")
    await feed.started(3)
    feed.publish(reviewed=event(1))
    assert [await told(one) for one in (before, meanwhile, after)] == [narrowed(1), narrowed(1), shown(1)]
    await leave(before, meanwhile, after)


async def test_who_has_what_another_run_has_lost_unasked_shares_no_run_with_it(served: Served) -> None:
    """What it is cut by is less than he may see, though no field of it is hidden now."""
    feed = Feed(served.shop.subgraphs["reviews"])
    query = 'subscription { reviewed(sku: "p1") { body } }'
    before = await listen(served, access_token(), query=query)
    await feed.started(1)
    await edit(served, ALL.replace(AUTHOR, ""))
    await edit(served, ALL)
    after = await listen(served, access_token(), query=query)
    await feed.started(2)
    await leave(before, after)
