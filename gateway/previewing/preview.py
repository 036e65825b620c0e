"""The whole difference between policies that are live and edited ones; changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from gateway.previewing.audience_changes import AudienceChange, audience_changes, seen_twice
from gateway.previewing.document_changes import DocumentChange, document_changes
from gateway.previewing.subscription_changes import JudgedSubscription, SubscriptionChange, subscription_changes
from gateway.snapshot import SupergraphPart
from gateway.visibility import Finding, PolicyError
from gateway.visibility.audience_titles import functions_of_companies
from gateway.visibility.files import PolicyFiles
from gateway.visibility.loading import load_policies
from gateway.visibility.policies import Policies


@dataclass(frozen=True, slots=True)
class Preview:
    """`subscriptions` is None where nobody could say which run; with `findings` there is no difference to tell."""

    changes: tuple[AudienceChange, ...] = ()
    documents: tuple[DocumentChange, ...] = ()
    subscriptions: tuple[SubscriptionChange, ...] | None = None
    findings: tuple[Finding, ...] = ()


def preview(
    before: Policies, after: Policies, graph: SupergraphPart, running: Iterable[JudgedSubscription] | None
) -> Preview:
    """What changes for whom; both policies are of the public schema of `graph`.

    `running` are the subscriptions that run now, judged by `after`; None where that is not known.
    """
    seen = seen_twice(before, after)
    functions = functions_of_companies(one.audience for one in seen)
    return Preview(
        audience_changes(seen, functions),
        tuple(document_changes(graph, seen, functions)),
        None if running is None else subscription_changes(before, running),
    )


def preview_of_files(
    before: Policies,
    files: PolicyFiles,
    graph: SupergraphPart,
    judge: Callable[[Policies], Iterable[JudgedSubscription]] | None,
) -> Preview:
    """The same of edited files, which are checked strictly before; `judge` tells what becomes of what runs."""
    try:
        after = load_policies(files, graph.supergraph.public_schema, strict=True)
    except PolicyError as error:
        return Preview(findings=error.findings)
    return preview(before, after, graph, None if judge is None else judge(after))
