"""The commands on the policies of a running gateway: publish, approve, reject, roll back, look back.

They ask the gateway as the page does, so that its policies decide who may.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from http.client import HTTPException
from pathlib import Path
from typing import Annotated, Any

import typer

from gateway.errors import ConfigurationError
from gateway.visibility.files import read_folder

publishing = typer.Typer()

SECONDS_TO_ANSWER = 60.0

Url = Annotated[str, typer.Option(help="Address of the gateway.")]
Token = Annotated[str, typer.Option(envvar="WERKTOR_TOKEN", help="A token, as `werktor token --as ...` prints one.")]
Reason = Annotated[str, typer.Option(help="Why; the history keeps it.")]
HERE = "http://127.0.0.1:8000"


@publishing.command("publish")
def publish(
    policies: Annotated[Path, typer.Option("--policies", help="Folder of the edited policy files.")],
    base: Annotated[int, typer.Option(help="Number of the revision that was edited, see `history`.")],
    reason: Reason,
    token: Token,
    url: Url = HERE,
) -> None:
    """Publish edited files, and tell which gateway processes follow; what widens one's own rights waits for another."""
    files = dict(read_folder(policies).texts)
    _tell(_asked(url, token, "publish", {"files": files, "base": base, "reason": reason}))


@publishing.command("rollback")
def rollback(number: int, reason: Reason, token: Token, url: Url = HERE) -> None:
    """Publish the files of an older revision as a new one."""
    _tell(_asked(url, token, "rollback", {"number": number, "reason": reason}))


@publishing.command("approve")
def approve(proposal: int, token: Token, url: Url = HERE) -> None:
    """Publish, as the second person, what widens the rights of its author."""
    _tell(_asked(url, token, "approve", {"proposal": proposal}))


@publishing.command("reject")
def reject(proposal: int, reason: Reason, token: Token, url: Url = HERE) -> None:
    """Turn a proposal down, or take one's own back."""
    _asked(url, token, "reject", {"proposal": proposal, "reason": reason})
    print(f"proposal {proposal} waits no more")


@publishing.command("history")
def history(
    token: Token,
    number: Annotated[int | None, typer.Argument(help="A revision, to see what it changed.")] = None,
    url: Url = HERE,
) -> None:
    """List the revisions, newest first, with what waits for a second person; or show what one changed."""
    if number is not None:
        print(_asked(url, token, f"history/{number}")["difference"], end="")
        return
    told = _asked(url, token, "history")
    for one in told["proposals"]:
        print(f"proposal {one['number']} on {one['base']}, {one['at']}, {one['author']}: {_in_a_line(one['reason'])}")
    for one in told["revisions"]:
        restores = f", restores {one['restores']}" if one["restores"] else ""
        print(f"{one['number']}, {one['at']}, {one['author']}{restores}: {_in_a_line(one['reason'])}")


def _in_a_line(reason: str) -> str:
    """So that no reason looks like further entries."""
    return " ".join(reason.split())


def _tell(told: dict[str, Any]) -> None:
    """Ends with 1 where a process does not follow."""
    if "proposal" in told:
        widens = ", ".join(told["proposal"]["widens"])
        print(f"proposal {told['proposal']['number']} waits for another person: it gives you {widens}")
        return
    print(f"revision {told['revision']['number']} is published")
    for one in told["followers"]:
        print(f"{one['process']}: {'serves it' if one['follows'] else one['problem']}")
    if not all(one["follows"] for one in told["followers"]):
        raise typer.Exit(1)


def _asked(url: str, token: str, operation: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    """What the gateway answers; raises ConfigurationError with what it refuses, each finding in a line."""
    try:
        request = urllib.request.Request(
            f"{url.rstrip('/')}/admin/policies/{operation}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"authorization": f"Bearer {token}", "content-type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=SECONDS_TO_ANSWER) as answer:
            told: dict[str, Any] = json.load(answer)
            return told
    except urllib.error.HTTPError as refusal:
        raise ConfigurationError(_refusal(refusal.code, refusal.read())) from None
    except (OSError, HTTPException, ValueError) as error:
        raise ConfigurationError(f"{url}: no gateway answers there: {error}") from None


def _refusal(status: int, body: bytes) -> str:
    try:
        error = json.loads(body)["errors"][0]
        findings = error["extensions"].get("findings", [])
        lines = [f"{one['file']}:{one['line']}: {one['reason']}; {one['wayOut']}" for one in findings]
        return "\n".join([f"{error['extensions']['code']}: {error['message']}", *lines])
    except (ValueError, KeyError, IndexError, TypeError):
        return f"the gateway answered {status}"
