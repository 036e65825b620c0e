"""What every store of revisions promises: numbers that count up, one winner of two, proposals that are decided once."""

from __future__ import annotations

import asyncio

import pytest

from gateway.errors import ClientError
from gateway.revisions.refusals import Conflict
from gateway.revisions.revision import Revision
from gateway.revisions.store import RevisionStore
from tests.kit.revision_stores import MOMENT, draft
from tests.kit.sound_policies import for_owners_only, for_visitors


async def test_what_is_published_is_the_next_number_with_who_when_and_why(store: RevisionStore) -> None:
    first = await store.current()
    assert (first.number, first.author) == (1, "folder")
    files = for_visitors(first.files)
    second = await store.publish(draft(files, 1))
    assert second == Revision(2, "user:erna", "they asked for it", MOMENT, files)
    assert await store.current() == second
    assert await store.get(1) == first
    assert list(await store.history()) == [second.entry, first.entry]
    assert (await store.source.look()).read() == files


async def test_a_base_that_is_not_the_newest_is_a_conflict_that_names_who_published_what(store: RevisionStore) -> None:
    first = await store.current()
    await store.publish(draft(for_visitors(first.files), 1, "user:otto", "visitors may"))
    with pytest.raises(Conflict) as conflict:
        await store.publish(draft(for_owners_only(first.files), 1))
    assert [(one.number, one.author) for one in conflict.value.since] == [(2, "user:otto")]
    assert "user:otto published 2: visitors may" in conflict.value.message
    assert (await store.current()).number == 2


async def test_a_base_that_never_was_is_a_conflict_and_leaves_no_gap(store: RevisionStore) -> None:
    first = await store.current()
    with pytest.raises(Conflict):
        await store.publish(draft(for_visitors(first.files), 5))
    assert [one.number for one in await store.history()] == [1]


async def test_of_many_who_publish_at_once_on_one_base_one_does(store: RevisionStore) -> None:
    first = await store.current()
    choices = [for_visitors(first.files), for_owners_only(first.files)] * 4
    results = await asyncio.gather(
        *(store.publish(draft(files, 1, f"user:{number}")) for number, files in enumerate(choices)),
        return_exceptions=True,
    )
    published = [one for one in results if isinstance(one, Revision)]
    assert len(published) == 1
    assert all(isinstance(one, Revision | Conflict) for one in results), results
    assert await store.current() == published[0]
    assert [one.number for one in await store.history()] == [2, 1]
    assert (await store.source.look()).read() == published[0].files


async def test_there_is_no_revision_that_was_not_published(store: RevisionStore) -> None:
    with pytest.raises(ClientError, match="no revision 7"):
        await store.get(7)


async def test_a_proposal_is_approved_once_and_published_with_the_second_person(store: RevisionStore) -> None:
    first = await store.current()
    proposal = await store.propose(draft(for_visitors(first.files), 1), ["Query.bStamp"])
    assert [(one.number, one.author, one.widens) for one in await store.proposals()] == [
        (proposal.number, "user:erna", ("Query.bStamp",))
    ]
    assert (await store.current()).number == 1
    results = await asyncio.gather(
        *(store.approve(proposal.number, by) for by in ("user:otto", "user:ida")), return_exceptions=True
    )
    (published,) = [one for one in results if isinstance(one, Revision)]
    assert published.author == "user:erna"
    assert published.approved_by in ("user:otto", "user:ida")
    assert await store.current() == published
    assert list(await store.proposals()) == []


async def test_what_is_rejected_waits_no_more(store: RevisionStore) -> None:
    first = await store.current()
    proposal = await store.propose(draft(for_visitors(first.files), 1), ["Query.bStamp"])
    await store.reject(proposal.number, "user:otto", "not now")
    assert list(await store.proposals()) == []
    for decided in (store.approve(proposal.number, "user:otto"), store.reject(proposal.number, "user:otto", "again")):
        with pytest.raises(ClientError, match=f"no proposal {proposal.number}"):
            await decided
    again = await store.propose(draft(for_visitors(first.files), 1), ["Query.bStamp"])
    assert again.number > proposal.number


async def test_a_proposal_whose_base_is_old_cannot_be_approved_and_is_not_listed(store: RevisionStore) -> None:
    first = await store.current()
    proposal = await store.propose(draft(for_visitors(first.files), 1), ["Query.bStamp"])
    await store.publish(draft(for_owners_only(first.files), 1, "user:otto"))
    assert list(await store.proposals()) == []
    with pytest.raises(Conflict):
        await store.approve(proposal.number, "user:otto")
    with pytest.raises(Conflict):
        await store.propose(draft(for_visitors(first.files), 1), [])
    assert (await store.current()).number == 2
