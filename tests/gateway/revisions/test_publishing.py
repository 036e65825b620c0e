"""Nothing is published without a check, a reason and the newest base, and nobody widens his own rights alone."""

from __future__ import annotations

import threading

import msgspec
import pytest

from gateway.administration.asked import Approval, Restoring, read
from gateway.errors import ClientError
from gateway.model.viewer import Viewer
from gateway.revisions.differences import difference
from gateway.revisions.publishing import Proposed, Published, Shown
from gateway.revisions.refusals import Conflict, Refused
from gateway.revisions.store import RevisionStore
from gateway.serving.administration.changing import Changing
from gateway.serving.administration.endpoint import Asking
from gateway.visibility.administration import ROOT
from gateway.visibility.files import PolicyFiles
from tests.kit.revision_stores import Desk
from tests.kit.sound_policies import (
    EDITOR,
    OTHER_EDITOR,
    edited,
    for_editors,
    for_owners_only,
    for_visitors,
)


@pytest.fixture
def desk(store: RevisionStore) -> Desk:
    return Desk(store)


async def _files(desk: Desk) -> PolicyFiles:
    return (await desk.publishing.current()).files


async def _proposed(desk: Desk) -> Proposed:
    outcome = await desk.publishing.publish(EDITOR, for_editors(await _files(desk)), 1, "I need it")
    assert isinstance(outcome, Proposed)
    return outcome


async def test_what_passes_is_published_and_announced(desk: Desk) -> None:
    outcome = await desk.publishing.publish(EDITOR, for_visitors(await _files(desk)), 1, " visitors may ")
    assert isinstance(outcome, Published)
    assert (outcome.revision.number, outcome.revision.author) == (2, "user:erna")
    assert outcome.revision.reason == "visitors may"
    assert desk.announced == [2]


async def test_what_the_check_finds_is_not_published(desk: Desk) -> None:
    wrong = edited(await _files(desk), add="p, visitor, Query.bStmp, read, allow\n")
    with pytest.raises(Refused) as refusal:
        await desk.publishing.publish(EDITOR, wrong, 1, "a slip of the pen")
    assert any(one.file == "rules.csv" and "bStmp" in one.reason for one in refusal.value.findings)
    assert ((await desk.publishing.current()).number, desk.announced) == (1, [])


@pytest.mark.parametrize(
    "name", ["../roles.csv", "/etc/roles.csv", "a/../b.csv", "a//b.csv", "", ".", ".hidden", "c/.hidden", "a\\b.csv"]
)
async def test_no_name_leads_out_of_the_policy_folder(desk: Desk, name: str) -> None:
    files = PolicyFiles({**(await _files(desk)).texts, name: ""})
    with pytest.raises(Refused) as refusal:
        await desk.publishing.publish(EDITOR, files, 1, "elsewhere")
    assert [one.file for one in refusal.value.findings] == [name]


async def test_line_ends_of_an_editor_on_another_system_change_nothing(desk: Desk) -> None:
    files = for_visitors(await _files(desk))
    other = PolicyFiles({name: text.replace("\n", "\r\n") for name, text in files.texts.items()})
    outcome = await desk.publishing.publish(EDITOR, other, 1, "visitors may")
    assert isinstance(outcome, Published)
    assert outcome.revision.digest == files.revision == (await desk.store.source.look()).revision.split(":")[-1]


@pytest.mark.parametrize("reason", ["", "  \n", "x" * 1_001, "they\0may", "\x1b[2Jthey may"])
async def test_a_reason_is_given_and_read(desk: Desk, reason: str) -> None:
    with pytest.raises(ClientError, match="'reason'"):
        await desk.publishing.publish(EDITOR, for_visitors(await _files(desk)), 1, reason)


async def test_the_same_files_again_are_no_revision(desk: Desk) -> None:
    with pytest.raises(ClientError, match="nothing changed"):
        await desk.publishing.publish(EDITOR, await _files(desk), 1, "again")


async def test_whoever_is_not_signed_in_has_no_name_for_the_history(desk: Desk) -> None:
    with pytest.raises(ClientError, match="Sign in"):
        await desk.publishing.publish(Viewer(), for_visitors(await _files(desk)), 1, "because")


async def test_an_old_base_is_a_conflict(desk: Desk) -> None:
    files = await _files(desk)
    await desk.publishing.publish(OTHER_EDITOR, for_visitors(files), 1, "visitors may")
    with pytest.raises(Conflict, match="user:otto published 2: visitors may"):
        await desk.publishing.publish(EDITOR, for_owners_only(files), 1, "owners only")


async def test_widening_ones_own_rights_waits_for_a_second_person(desk: Desk) -> None:
    outcome = await _proposed(desk)
    assert outcome.proposal.widens == ("@slow", "Query.bSlow", "role owner")
    assert ((await desk.publishing.current()).number, desk.announced) == (1, [])
    published = await desk.publishing.approve(OTHER_EDITOR, outcome.proposal.number)
    assert published.revision.number == 2
    assert (published.revision.author, published.revision.approved_by) == ("user:erna", "user:otto")
    assert desk.announced == [2]


async def test_an_operation_on_the_policies_is_a_right_like_any_other(desk: Desk) -> None:
    files = await _files(desk)
    without = edited(
        files,
        add="p, editor, /admin/policies/publish, call, allow\n",
        gone="p, editor, /admin/policies/*, call, allow\n",
    )
    taken = await desk.publishing.publish(EDITOR, without, 1, "publishing is enough")
    assert isinstance(taken, Published)
    outcome = await desk.publishing.publish(EDITOR, files, 2, "I want it back")
    assert isinstance(outcome, Proposed)
    assert outcome.proposal.widens == tuple(f"/admin/policies/{name}" for name in ("approve", "reject", "rollback"))


async def test_a_role_alone_is_a_right_since_subgraphs_decide_by_it(desk: Desk) -> None:
    """Without one coordinate more: the role may open rows that another one does not."""
    outcome = await desk.publishing.publish(
        EDITOR, edited(await _files(desk), "roles.csv", "g, kind:editor, logistics\n"), 1, "only a name"
    )
    assert isinstance(outcome, Proposed)
    assert outcome.proposal.widens == ("role logistics",)


async def test_a_group_that_one_sees_whole_is_a_right_since_subgraphs_decide_by_it(desk: Desk) -> None:
    """Whoever sees the group may be told what it caps; the group shrinks to what its editor sees already."""
    files = edited(await _files(desk), "fields.csv", "g2, Query.aSlow, @slow\n", gone="g2, Query.bSlow, @slow")
    outcome = await desk.publishing.publish(EDITOR, files, 1, "tidied up")
    assert isinstance(outcome, Proposed)
    assert outcome.proposal.widens == ("@slow",)


async def test_the_author_is_not_the_second_person(desk: Desk) -> None:
    outcome = await _proposed(desk)
    with pytest.raises(ClientError, match="another person"):
        await desk.publishing.approve(EDITOR, outcome.proposal.number)
    assert (await desk.publishing.current()).number == 1


async def test_a_proposal_on_an_old_base_is_a_conflict_for_whoever_approves(desk: Desk) -> None:
    outcome = await _proposed(desk)
    await desk.publishing.publish(OTHER_EDITOR, for_visitors(await _files(desk)), 1, "visitors may")
    with pytest.raises(Conflict, match="user:otto published 2"):
        await desk.publishing.approve(OTHER_EDITOR, outcome.proposal.number)


async def test_a_proposal_is_rejected_with_a_reason(desk: Desk) -> None:
    outcome = await _proposed(desk)
    with pytest.raises(ClientError, match="reason"):
        await desk.publishing.reject(OTHER_EDITOR, outcome.proposal.number, " ")
    assert (await desk.publishing.history()).proposals == (outcome.proposal,)
    assert await desk.publishing.reject(OTHER_EDITOR, outcome.proposal.number, "no") == outcome.proposal
    assert (await desk.publishing.history()).proposals == ()


async def test_one_person_is_enough_where_the_setting_says_so(store: RevisionStore) -> None:
    desk = Desk(store, needs_second_person=False)
    outcome = await desk.publishing.publish(EDITOR, for_editors(await _files(desk)), 1, "I need it")
    assert isinstance(outcome, Published)


async def test_a_rollback_is_a_new_number_with_the_old_files(desk: Desk) -> None:
    files = await _files(desk)
    await desk.publishing.publish(EDITOR, for_visitors(files), 1, "visitors may")
    outcome = await desk.publishing.rollback(EDITOR, 1, "they may not")
    assert isinstance(outcome, Published)
    assert (outcome.revision.number, outcome.revision.restores, outcome.revision.files) == (3, 1, files)
    assert [(one.number, one.restores) for one in (await desk.publishing.history()).revisions] == [
        (3, 1),
        (2, None),
        (1, None),
    ]
    assert (await desk.store.source.look()).read() == files


async def test_a_rollback_that_widens_waits_as_well(desk: Desk) -> None:
    files = await _files(desk)
    taken = await desk.publishing.publish(EDITOR, for_owners_only(files), 1, "owners only")
    assert isinstance(taken, Published)
    outcome = await desk.publishing.rollback(EDITOR, 1, "I want it back")
    assert isinstance(outcome, Proposed)
    assert outcome.proposal.widens == ("Query.aSlow",)
    assert (await desk.publishing.approve(OTHER_EDITOR, outcome.proposal.number)).revision.restores == 1


async def test_differences_of_long_files_are_found_beside_the_requests(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They may take seconds, in which nobody else would be answered."""
    where: list[bool] = []

    def noting(before: PolicyFiles, after: PolicyFiles) -> str:
        where.append(threading.current_thread() is threading.main_thread())
        return difference(before, after)

    for module in ("gateway.revisions.publishing", "gateway.serving.administration.changing"):
        monkeypatch.setattr(f"{module}.difference", noting)
    await _proposed(desk)
    await desk.publishing.shown(1)
    told = await Changing(desk.publishing).by_path()[f"{ROOT}/history"].run(Asking(EDITOR, b"", None))
    assert "+g, kind:editor, owner" in told.members["proposals"][0]["difference"]
    assert where == [False, False]


@pytest.mark.parametrize(
    ("form", "body"),
    [
        (Approval, b'{"proposal":1099511627776}'),
        (Restoring, b'{"number":-1,"reason":"x"}'),
        (Approval, b'{"proposal":0}'),
    ],
)
def test_a_number_that_no_store_counts_to_is_told_with_its_place(form: type[msgspec.Struct], body: bytes) -> None:
    with pytest.raises(ClientError, match=r"\$\.(proposal|number)") as refused:
        read(body, form)
    assert refused.value.code == "BAD_REQUEST"


async def test_a_revision_is_shown_with_what_it_changed(desk: Desk) -> None:
    await desk.publishing.publish(EDITOR, for_visitors(await _files(desk)), 1, "visitors may")
    shown: Shown = await desk.publishing.shown(2)
    assert "--- a/rules.csv\n+++ b/rules.csv\n" in shown.difference
    assert "+p, visitor, Query.bStamp, read, allow\n" in shown.difference
    assert "-p, dealer, Query.bStamp, read, allow\n" in shown.difference
    assert "roles.csv" not in shown.difference
    first = await desk.publishing.shown(1)
    assert "--- /dev/null\n+++ b/roles.csv\n" in first.difference
