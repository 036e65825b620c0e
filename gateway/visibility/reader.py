"""Reads a policy folder into linted lines, before Casbin sees them.

Casbin's own file adapter fails late or open: a comment after a rule becomes part of the effect, quotes are not CSV
quotes, and a short line breaks every decision. So each line is judged here first, and all that is wrong is told at
once.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from gateway.visibility.findings import Finding, PolicyError
from gateway.visibility.line_lint import Unreadable, read_line
from gateway.visibility.name_lint import name_findings
from gateway.visibility.rules import Membership, Place, PolicyLines, Rule

MODEL_FILE = "model.conf"
ROLES_FILE = "roles.csv"
GROUPS_FILE = "fields.csv"


def read_policy_lines(directory: Path) -> PolicyLines:
    """Reads `model.conf` and every `*.csv` of the folder; raises PolicyError with everything the lint found."""
    texts, findings = _read_texts(directory)
    rules: list[Rule] = []
    memberships: dict[str, list[Membership]] = {"g": [], "g2": []}
    seen: dict[tuple[str, ...], Place] = {}
    for file, text in texts.items():
        before = len(seen)
        for number, raw in enumerate(text.splitlines(), start=1) if file != MODEL_FILE else ():
            line = raw.strip()
            if not line or line.startswith("#"):
                continue
            place = Place(file, number)
            try:
                key, tokens, entry = read_line(line, place, home=_home(file))
            except Unreadable as unreadable:
                findings.append(Finding(file, number, unreadable.reason, unreadable.way_out))
                continue
            twin = seen.setdefault((key, *tokens), place)
            if twin is not place:
                findings.append(Finding(file, number, f"says again what {twin} says", "delete one of the two"))
            elif isinstance(entry, Rule):
                rules.append(entry)
            else:
                memberships[key].append(entry)
        if len(seen) == before and file != MODEL_FILE and not any(one.file == file for one in findings):
            findings.append(Finding(file, 0, "the file holds no line that decides", "write its rules or delete it"))
    roles, groups = tuple(memberships["g"]), tuple(memberships["g2"])
    findings += name_findings(rules, roles, groups)
    if findings:
        raise PolicyError(sorted(findings))
    return PolicyLines(texts[MODEL_FILE], tuple(rules), roles, groups, _digest(texts))


def _home(file: str) -> str | None:
    """The only key allowed in this file; None for rule files."""
    return {ROLES_FILE: "g", GROUPS_FILE: "g2"}.get(file)


def _read_texts(directory: Path) -> tuple[dict[str, str], list[Finding]]:
    texts: dict[str, str] = {}
    if not directory.is_dir():
        raise PolicyError(
            [Finding(str(directory), 0, "there is no such policy folder", "name the folder of model.conf")]
        )
    findings = [
        Finding(file, 0, "the file is missing", f"put it into {directory}")
        for file in (MODEL_FILE, ROLES_FILE, GROUPS_FILE)
        if not (directory / file).is_file()
    ]
    for path in [directory / MODEL_FILE, *sorted(directory.glob("*.csv"))]:
        if not path.is_file():
            continue
        try:
            texts[path.name] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            line = path.read_bytes()[: error.start].count(b"\n") + 1
            findings.append(Finding(path.name, line, "the file is not UTF-8", "save it as UTF-8"))
    if not findings and not set(texts) - {MODEL_FILE, ROLES_FILE, GROUPS_FILE}:
        findings.append(Finding(str(directory), 0, "there is no rule file", "add one, for example products.csv"))
    if findings:
        raise PolicyError(sorted(findings))
    return texts, findings


def _digest(texts: dict[str, str]) -> str:
    digest = hashlib.sha256()
    for file, text in sorted(texts.items()):
        for part in (file.encode(), text.encode()):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()[:16]
